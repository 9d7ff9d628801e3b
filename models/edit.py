"""Two people with the same form: what each changed is kept, and only a clash asks.

A form remembers a mark of each value that it was opened with. At saving, what its reader left as it
was follows whoever changed it meanwhile; what both changed, differently, is a clash.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

Values = Mapping[str, Any]
Marks = dict[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to be saved, what its author changed, and where somebody else was faster.

    `followed` is what its author left as it was, and somebody else changed.
    """

    values: dict[str, Any]
    changed: frozenset[str]
    clashes: tuple[str, ...]
    followed: frozenset[str]


def marks(values: Values) -> Marks:
    """Return a short mark of each value, the same for equal values."""
    return {name: mark(value) for name, value in values.items()}


def merge(opened: Marks, now: Values, mine: Values) -> Merged:
    """Bring together the values that stand now and mine, by the marks of when I began."""
    changed = frozenset(name for name, value in mine.items() if opened.get(name) != mark(value))
    theirs = frozenset(name for name, value in now.items() if opened.get(name) != mark(value))
    clashes = tuple(
        name for name in mine if name in changed & theirs and mark(mine[name]) != mark(now[name])
    )
    values = {name: value if name in changed else now[name] for name, value in mine.items()}
    return Merged(values, changed, clashes, theirs - changed)


def mark(value: Any) -> str:
    """Return the mark of a value: 62 and 62.00 are one number, and nothing is nothing."""
    return sha256(_plain(value).encode()).hexdigest()[:6]


def _plain(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case Decimal():
            number = f"{value:f}"
            number = number.rstrip("0").rstrip(".") if "." in number else number
            return "0" if number == "-0" else number
        case _:
            return str(value).strip()
