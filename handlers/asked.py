"""Which project a typed line is about: by its words, or by the channel where it was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rapidfuzz import fuzz

from handlers.call import Call
from handlers.misspelt import misspelt, none_of_ours
from handlers.phrase import Phrase, readings
from models.card import find_among, findable
from models.channel import projects_in
from models.errors import AmbiguousError, MisspeltError, NotFoundError, UnplacedError
from models.eyes import in_sight
from models.likeness import ALIKE
from models.naming import CLOSE_ENOUGH
from models.ports import Session
from models.project import Project
from models.text import NAME, fold
from models.visitor import Visitor

MOST_MEANT = 5
Miss = tuple[Phrase, NotFoundError]


class Meant(NamedTuple):
    """A name that may be meant: how like it is, and the line that asks the whole thing of it."""

    likeness: float
    name: str
    line: str
    typed: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A project that the asker may see, and what was said of it."""

    project: Project
    phrase: Phrase


def find_asked(session: Session, visitor: Visitor, call: Call, text: str) -> Asked:
    """Return the project of a line, read in the first way that fits one.

    To read, the beginning of one name alone is enough; to write, it is asked whether it is meant.
    Raises NotFoundError or AmbiguousError with the lines that may be meant, MisspeltError where a
    colour was nearly said, or UnplacedError where no project was named and the channel has none, or
    several.
    """
    projects = findable(session, in_sight(session, visitor.deed))
    missed: list[Miss] = []
    for phrase in readings(text):
        if not phrase.name:
            return Asked(_here(session, visitor, call, (phrase, missed)), phrase)
        try:
            return Asked(_found(projects, phrase), phrase)
        except NotFoundError as error:
            missed.append((phrase, error))
    raise _misspelt(session, visitor, call, (text, projects)) or _miss(missed)


def _misspelt(
    session: Session, visitor: Visitor, call: Call, line: tuple[str, Sequence[Project]]
) -> MisspeltError | None:
    """Return what to ask where a colour was nearly said, unless the line is nearly a name."""
    text, projects = line
    names = {fold(name) for project in projects for name in (project.name, project.key)}
    if any(fuzz.ratio(fold(text), name) >= ALIKE for name in names):
        return None
    is_placed = len(projects_in(session, visitor.deed, call.channel)) == 1
    fits = partial(_fits, projects, is_placed=is_placed)
    near = misspelt(text, fits) or none_of_ours(text, partial(fits, may_begin=True))
    return MisspeltError(near.typed, near.colour, text, near.line) if near else None


def _fits(
    projects: Sequence[Project], typed: str, *, is_placed: bool, may_begin: bool = False
) -> bool:
    """Say whether a line would be about a project; without a name, where the place has one."""
    if not typed:
        return is_placed
    is_named = any(fold(typed) in (fold(one.name), fold(one.key)) for one in projects)
    return is_named or (may_begin and _beginning(projects, typed) is not None)


def _found(projects: Sequence[Project], phrase: Phrase) -> Project:
    name = phrase.name
    try:
        return find_among(projects, name)
    except NotFoundError:
        only = None if phrase.colour else _beginning(projects, name)
        if only is None:
            raise
        return only
    except AmbiguousError as error:
        named = [p for p in projects if fold(name) in (fold(p.name), fold(p.key))]
        error.again = tuple((f"{p.key} · {p.client.name}", _line(p.key, phrase)) for p in named)
        raise


def _beginning(projects: Sequence[Project], typed: str) -> Project | None:
    """Return the only project whose name or key begins so: for a card, that is enough."""
    begun = [p for p in projects if any(fold(n).startswith(fold(typed)) for n in (p.name, p.key))]
    return begun[0] if len(begun) == 1 else None


def _here(
    session: Session, visitor: Visitor, call: Call, line: tuple[Phrase, list[Miss]]
) -> Project:
    phrase, missed = line
    here = projects_in(session, visitor.deed, call.channel)
    if len(here) == 1:
        return here[0]
    if not here and any(error.near for _, error in missed):
        raise _miss(missed)
    again = tuple((p.name, _line(p.key, phrase)) for p in here)
    raise UnplacedError(tuple(project.name for project in here), again)


def _miss(missed: Sequence[Miss]) -> NotFoundError:
    """Return the miss that came closest, with each project that may be meant, the likest first.

    Where some begin with what was typed, the others are left out. Where none is near, what was
    meant as a name is what stands before the colour, if there is one.
    """
    meant: dict[str, Meant] = {}
    for one in sorted(_meant(missed), reverse=True):
        meant.setdefault(one.name, one)
    likest = [*meant.values()][:MOST_MEANT]
    typed = likest[0].typed if likest else missed[min(1, len(missed) - 1)][0].name
    likest = [one for one in likest if fold(one.name).startswith(fold(typed))] or likest
    names = tuple(one.name for one in likest)
    again = tuple((one.name, one.line) for one in likest)
    return NotFoundError("project", typed[:NAME], names, again=again)


def _meant(missed: Sequence[Miss]) -> Iterator[Meant]:
    """Return what may be meant; a line that says a colour is hardly all of it a name."""
    for phrase, name in [(phrase, name) for phrase, error in missed for name in error.near]:
        likeness = fuzz.ratio(fold(phrase.name), fold(name))
        if phrase.colour or len(missed) == 1 or likeness >= CLOSE_ENOUGH:
            yield Meant(likeness, name, _line(name, phrase), phrase.name)


def _line(name: str, phrase: Phrase) -> str:
    return f"{name} {phrase.rest}".strip()
