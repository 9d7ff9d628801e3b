"""What people typed, made ready to stand among our words: cut between signs, turning nothing."""

import re
from unicodedata import bidirectional

import regex

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
FROM_LEFT = "\N{LEFT-TO-RIGHT MARK}"
TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
"""Signs that turn what follows them, whoever wrote it; we isolate instead."""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
SIGN = regex.compile(r"\X")
LONGEST_SIGN = 32
"""What goes on for longer is an ornament, and is cut anywhere."""


def on_one_line(words: str | None, longest: int) -> str:
    """Return typed words on one line, cut; those from right to left turn nothing around them.

    What stands isolated already stays so: words of ours with names in them may come here, too.
    """
    said = " ".join((words or "").split())
    if said.isascii():
        return clamp(said, longest)
    said = _balanced(TURNING.sub("", said))
    if not _turns(said):
        return clamp(said, longest)
    return f"{ISOLATE}{clamp(said, longest - 2)}{END}"


def led(text: str) -> str:
    """Let our words decide in which direction a paragraph runs that begins with typed ones.

    Browsers take the first letter for it, and look into what is isolated.
    """
    ours, isolate, rest = text.partition(ISOLATE)
    if not isolate or any(bidirectional(sign) == "L" for sign in ours):
        return text
    return f"{ours}{FROM_LEFT}{isolate}{rest}"


def clamp(words: str, longest: int) -> str:
    """Cut words that are too long, and show that they were; no sign is cut in two."""
    if len(words) <= longest:
        return words
    kept = before(words, longest - 1)
    kept = before(words, longest - 1 - left_open(kept)).rstrip()
    return f"{kept}…{END * left_open(kept)}"


def before(words: str, at: int) -> str:
    """Return the words before a place, or before the sign that it would cut in two."""
    blank = words.rfind(" ", 0, max(at - LONGEST_SIGN, 0))  # before it no sign goes on
    signs = (found for found in SIGN.finditer(words, max(blank, 0)) if found.end() > at)
    cut = next(signs, None)
    if cut is None or at - cut.start() > LONGEST_SIGN:
        return words[:at]
    return words[: cut.start()]


def left_open(words: str) -> int:
    """Count the isolates that have no end yet."""
    return max(0, words.count(ISOLATE) - words.count(END))


def _balanced(said: str) -> str:
    """Return words whose isolates all end; where somebody typed another kind, without any."""
    depth = 0
    for sign in said:
        depth += (sign == ISOLATE) - (sign == END)
        if depth < 0:
            break
    return said if depth == 0 else said.replace(ISOLATE, "").replace(END, "")


def _turns(said: str) -> bool:
    """Say whether something is written from right to left that is not isolated."""
    depth = 0
    for sign in said:
        depth += (sign == ISOLATE) - (sign == END)
        if depth == 0 and bidirectional(sign) in RIGHT_TO_LEFT:
            return True
    return False
