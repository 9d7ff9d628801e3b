"""Finding things by the words that people type: exactly, by another spelling, or nearly."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from models.errors import AmbiguousError, NotFoundError
from models.text import fold

CLOSE_ENOUGH = 70
SUGGESTIONS = 3
LEGAL_FORMS = frozenset(
    [
        "ab",
        "ag",
        "as",
        "bv",
        "co",
        "corp",
        "gmbh",
        "inc",
        "kg",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pty",
        "sa",
        "sarl",
        "se",
        "spa",
        "srl",
    ]
)
Found = TypeVar("Found")


def find(
    what: str, name: str, known: Iterable[tuple[str, Found]], tell: Callable[[Found], str]
) -> Found:
    """Return what goes by this name, else the only thing that does but for case and accents.

    One thing may have several names. Raises NotFoundError with the nearest names, or
    AmbiguousError with what `tell` says of each when several things answer.
    """
    pairs = list(known)
    for alike in (
        [(other, thing) for other, thing in pairs if other == name],
        [(other, thing) for other, thing in pairs if fold(other) == fold(name)],
    ):
        if alike and all(thing is alike[0][1] for _, thing in alike):
            return alike[0][1]
        if alike:
            options = dict.fromkeys(tell(thing) for _, thing in alike)
            raise AmbiguousError(what, name, tuple(options))
    raise NotFoundError(what, name, _near_things(name, pairs))


def _near_things(name: str, pairs: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    """Return the likest names, one for each thing: a key and a name of one are no choice."""
    likest = near(name, [other for other, _ in pairs], limit=2 * SUGGESTIONS)
    things: dict[int, str] = {}
    for other in likest:
        thing = next(one for called, one in pairs if called == other)
        things.setdefault(id(thing), other)
    return tuple(things.values())[:SUGGESTIONS]


def near(name: str, known: Iterable[str], limit: int = SUGGESTIONS) -> tuple[str, ...]:
    """Return up to three names that look like this one, the likest first."""
    likest = process.extract(
        name,
        list(known),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=limit,
        score_cutoff=CLOSE_ENOUGH,
    )
    return tuple(other for other, _score, _index in likest)


def bare(name: str) -> tuple[str, ...]:
    """Return what two spellings of one firm's name share: no case, accents or legal form."""
    words = [word.strip(".,&()") for word in fold(name).split()]
    kept = [word for word in words if word and word.replace(".", "") not in LEGAL_FORMS]
    return tuple(kept or words)
