"""What a typed line says: which project, and perhaps a colour, a part of it and some words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.colour import Colour
from models.exchange.sheet import UNSTORABLE

SAID = {
    "green": Colour.GREEN,
    "on track": Colour.GREEN,
    "🟢": Colour.GREEN,
    ":large_green_circle:": Colour.GREEN,
    "amber": Colour.AMBER,
    "yellow": Colour.AMBER,
    "at risk": Colour.AMBER,
    "🟡": Colour.AMBER,
    ":large_yellow_circle:": Colour.AMBER,
    "red": Colour.RED,
    "off track": Colour.RED,
    "🔴": Colour.RED,
    ":red_circle:": Colour.RED,
}
"""Slack's clients write some of their emoji as names."""
PARTS = {"time": "time", "target": "target", "scope": "target", "budget": "budget"}
ANY_PART = "|".join(PARTS)
ANY_COLOUR = "|".join(SAID).replace(" ", r"[\s-]+")
# (?a: lets no letter of another alphabet stand for one of ours, as the dotless i does for "i"
COLOUR = re.compile(rf"(?<!\S)((?ai:{ANY_COLOUR}))(?=[\s:,;.!]|$)")
BEFORE = re.compile(rf"(?P<name>.+?)\s+(?P<part>(?ai:{ANY_PART}))[\s:,]*", re.DOTALL)
REST = re.compile(
    rf"(?P<parts>(?:[\s,/&]+(?:(?ai:and)\s+)?(?ai:{ANY_PART})(?=[\s:,/&.]|$))*)"
    r"[\s:,;.!]*(?P<words>.*)",
    re.DOTALL,
)
MORE = re.compile(
    rf"(?ai:(?:and\s+)?(?:(?:{ANY_PART})[\s:,]+(?:{ANY_COLOUR})(?=[\s:,;.!]|$)"
    rf"|(?:{ANY_COLOUR})(?=[:,;.!]|$|\s+(?:{ANY_PART})(?=[\s:,;.!]|$))))"
)
"""One more colour, and not the first of some words like "red tape"."""
BLANKS = re.compile(r"[^\S\n]+|\s*\n\s*")
"""A run of them is one: what a pattern tries grows with the square of their number."""
AFTER_A_NAME = " \t\n:,;-\u2013\u2014"
MOST_COLOURS = 5
"""So many colours of a line are tried as the end of a name: the rest stand in the words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A project's name, and what is said of it; no colour means that it is only asked for.

    `parts` are empty where the colour is meant for the whole project; `rest` is all that was typed
    behind the name.
    """

    name: str
    colour: Colour | None = None
    parts: tuple[str, ...] = ()
    words: str = ""
    rest: str = ""


def _one_blank(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def readings(text: str) -> Iterator[Phrase]:
    """Return each way to read a line, first as nothing but a name: names may hold a colour.

    Last comes the way that names no project, where the line begins with a colour.
    """
    line = BLANKS.sub(_one_blank, UNSTORABLE.sub(" ", text)).strip()
    yield Phrase(on_one_line(line))
    nameless = None
    for found in [*COLOUR.finditer(line)][:MOST_COLOURS]:
        phrase = _read(line, found)
        if phrase.name:
            yield phrase
            yield from _with_part_before(phrase, line, found)
        nameless = nameless or _without_name(phrase)
    if nameless:
        yield nameless


def says_more(phrase: Phrase) -> bool:
    """Say whether the words begin with one more colour, like "red" in "amber time, red budget"."""
    return MORE.match(phrase.words) is not None


def on_one_line(words: str) -> str:
    return " ".join(words.split())


def _read(line: str, found: re.Match[str]) -> Phrase:
    rest = REST.fullmatch(line, found.end())
    said = {"parts": "", "words": ""} if rest is None else rest.groupdict()
    parts = re.findall(f"(?ai:{ANY_PART})", said["parts"])
    return Phrase(
        name=on_one_line(line[: found.start()]).rstrip(AFTER_A_NAME),
        colour=SAID[re.sub(r"[\s-]+", " ", found[1]).casefold()],
        parts=tuple(dict.fromkeys(PARTS[part.casefold()] for part in parts)),
        words=on_one_line(said["words"]),
        rest=line[found.start() :],
    )


def _without_name(phrase: Phrase) -> Phrase | None:
    """Return the same said of no project by name: "amber", "budget amber"."""
    part = PARTS.get(phrase.name.casefold())
    if part and not phrase.parts:
        return replace(phrase, name="", parts=(part,), rest=f"{phrase.name} {phrase.rest}")
    return None if phrase.name else phrase


def _with_part_before(phrase: Phrase, line: str, colour: re.Match[str]) -> Iterator[Phrase]:
    """Read "apollo budget amber" like "apollo amber budget"."""
    if found := None if phrase.parts else BEFORE.fullmatch(line, 0, colour.start()):
        yield replace(
            phrase,
            name=on_one_line(found["name"]).rstrip(AFTER_A_NAME),
            parts=(PARTS[found["part"].casefold()],),
            rest=line[found.start("part") :],
        )
