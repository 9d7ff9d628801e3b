"""Which project a typed line is about: by its words, or by the channel where it was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from handlers.call import Call
from handlers.misspelt import misspelt
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
    near = misspelt(text, names, is_placed=is_placed)
    return MisspeltError(near.typed, near.colour, text, near.line) if near else None


def _found(projects: Sequence[Project], phrase: Phrase) -> Project:
    name = phrase.name
    try:
        return find_among(projects, name)
    except AmbiguousError as error:
        named = [p for p in projects if fold(name) in (fold(p.name), fold(p.key))]
        error.again = tuple((f"{p.key} · {p.client.name}", _line(p.key, phrase)) for p in named)
        raise


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

    Where none is near, what was meant as a name is what stands before the colour, if there is one.
    """
    meant: dict[str, Meant] = {}
    for one in sorted(_meant(missed), reverse=True):
        meant.setdefault(one.name, one)
    likest = [*meant.values()][:MOST_MEANT]
    typed = likest[0].typed if likest else missed[min(1, len(missed) - 1)][0].name
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
