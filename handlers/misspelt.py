"""A colour that was nearly typed: "apollo ambr supplier raised prices"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from handlers.phrase import readings
from models.text import fold

COLOURS = ("green", "amber", "yellow", "red")
PHRASES = ("on track", "at risk", "off track")
CLOSE = 75
"""From here on, a word may be meant for a colour: "ambr", "gren", "rd", but not "rest"."""
MOST_WORDS = 12
"""So many words of a line are tried: behind them stands what was said, and no colour."""
WORD = re.compile(r"\S+")
AFTER = ":,;.!"


@dataclass(frozen=True, slots=True)
class Misspelt:
    """What was typed, which colour it is near, and the line with that colour instead."""

    typed: str
    colour: str
    line: str


def misspelt(text: str, names: Collection[str], *, is_placed: bool) -> Misspelt | None:
    """Return the colour that a line nearly says, where it would fit a project then.

    `names` are those of the projects, folded; without a name it fits where the place has one.
    """
    for one in _near_colours(text):
        said = [phrase for phrase in readings(one.line) if phrase.colour]
        if any(fold(phrase.name) in names if phrase.name else is_placed for phrase in said):
            return one
    return None


def _near_colours(text: str) -> Iterator[Misspelt]:
    words = [*WORD.finditer(text)][:MOST_WORDS]
    for first, last, known in (
        *((first, last, PHRASES) for first, last in pairwise(words)),
        *((word, word, COLOURS) for word in words),
    ):
        end = first.start() + len(text[first.start() : last.end()].rstrip(AFTER))
        typed = text[first.start() : end]
        near = process.extractOne(typed, known, scorer=fuzz.ratio, processor=fold)
        if near and near[1] >= CLOSE:
            yield Misspelt(typed, near[0], f"{text[: first.start()]}{near[0]}{text[end:]}")
