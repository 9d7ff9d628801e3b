"""Slack's markup undone: a message as people read it, in plain words."""

import re
from collections.abc import Mapping

LONGEST = 20_000
"""More of a message is not looked at."""
TOKEN = re.compile(r"<([@#!]|[a-z][a-z0-9+.-]*:)([^<>|]*)(?:\|([^<>]*))?>", re.IGNORECASE)
SPOKEN_TO = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
FORMATTED = re.compile(
    r"(?<![\w*_~`])([*_~])(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w*_~`])", re.MULTILINE
)
NESTED = 3
"""Bold, slanted and struck through, each in the other."""
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
BULLETS = " \t>•◦▪*-\N{EN DASH}`"
SEEN = re.compile(r"\w")
STOP = re.compile(r"[.!?](?=\s+[^\s\W\d_a-zà-ÿ])|。(?=.)")
"""Ends a sentence: behind it the next one begins with a capital, or with a letter without case."""
SHORTEST = 12
"""So many characters are a sentence: "Hi all." is none, and neither is "Dr."."""


def mentioned(text: str) -> set[str]:
    """Return the ids of the accounts that a text speaks of."""
    return set(SPOKEN_TO.findall(text[:LONGEST]))


def in_plain_words(text: str, names: Mapping[str, str]) -> str:
    """Return a text without markup; who is not among the names, by the account's id, is someone."""
    words = TOKEN.sub(lambda token: _spoken(token, names), text[:LONGEST])
    for _ in range(NESTED):
        words = FORMATTED.sub(r"\2", words)
    for entity, character in ENTITIES:
        words = words.replace(entity, character)
    return words.replace("```", "").strip()


def headline(words: str, room: int) -> str:
    """Return the first sentence of the first line that says something.

    It is cut after a word where it has no room.
    """
    first = next((line for line in words.splitlines() if SEEN.search(line)), "")
    line = _first_sentence(" ".join(first.lstrip(BULLETS).split()))
    if len(line) <= room:
        return line
    whole, _, _ = line[:room].rpartition(" ")
    return f"{whole or line[: room - 1]}…"


def _first_sentence(line: str) -> str:
    """Return a line up to its first full stop, without it; marks that say more stay."""
    ends = (stop.end() for stop in STOP.finditer(line) if stop.end() > SHORTEST)
    end = next(ends, None)
    return line[:end].removesuffix(".").removesuffix("。") if end else line


def _spoken(token: re.Match[str], names: Mapping[str, str]) -> str:
    kind, what, label = token[1], token[2], token[3]
    match kind:
        case "@":
            return names.get(what, "someone")
        case "#":
            return f"#{label}" if label else "a channel"
        case "!":
            return label or f"@{what.split('^')[0]}"
        case _:
            return label or f"{kind}{what}".removeprefix("mailto:")
