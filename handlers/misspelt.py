"""A colour that was nearly typed: "apollo ambr supplier raised prices"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from handlers.phrase import readings
from models.text import fold

COLOURS = ("green", "amber", "yellow", "red")
PHRASES = ("on track", "at risk", "off track")
OTHERS = {"orange": "amber"} | dict.fromkeys(
    ("purple", "violet", "blue", "pink", "brown", "black", "white", "grey", "gray"), ""
)
"""Colours that no project has, each with the one of ours that it is often said for."""
CLOSE = 75
"""From here on, a word may be meant for a colour: "ambr", "gren", "rd", but not "rest"."""
MOST_WORDS = 12
"""So many words of a line are tried: behind them stands what was said, and no colour."""
WORD = re.compile(r"\S+")
AFTER = ":,;.!"


@dataclass(frozen=True, slots=True)
class Misspelt:
    """What was typed, which colour it is near, and the line with that colour instead.

    Both are empty where it is a colour that nobody can mean here.
    """

    typed: str
    colour: str
    line: str


def misspelt(text: str, fits: Callable[[str], bool]) -> Misspelt | None:
    """Return the colour that a line nearly says, where it would fit a project then.

    `fits` says whether a name, or none, is that of a project.
    """
    return next((one for one in _near_colours(text) if _is_said(one, fits)), None)


def none_of_ours(text: str, fits: Callable[[str], bool]) -> Misspelt | None:
    """Return the colour that a line says and no project has; no line stands for most of them."""
    found = next((one for one in _other_colours(text) if _is_said(one, fits)), None)
    return replace(found, line="") if found and not found.colour else found


def _is_said(one: Misspelt, fits: Callable[[str], bool]) -> bool:
    said = (phrase for phrase in readings(one.line) if phrase.colour)
    return any(fits(phrase.name) for phrase in said)


def _other_colours(text: str) -> Iterator[Misspelt]:
    for word in [*WORD.finditer(text)][:MOST_WORDS]:
        typed = word[0].rstrip(AFTER)
        if fold(typed) in OTHERS:
            end = word.start() + len(typed)
            colour = OTHERS[fold(typed)]
            line = f"{text[: word.start()]}{colour or COLOURS[0]}{text[end:]}"
            yield Misspelt(typed, colour, line)


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
