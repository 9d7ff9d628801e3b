"""What people typed, made ready to stand among our words: cut between signs, turning nothing."""

import re
from unicodedata import bidirectional, category, combining

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
"""Signs that turn what follows them, whoever wrote it; we isolate instead."""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
JOINING = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
JOINER = "\N{ZERO WIDTH JOINER}"
SKIN_TONES = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAGS = range(0x1F1E6, 0x1F200)
VOWELS_AND_ENDS = range(0x1160, 0x1200)
"""Of Korean syllables that are written part by part."""
BEGINNINGS = range(0x1100, 0x1160)
VIRAMA = 9
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


def clamp(words: str, longest: int) -> str:
    """Cut words that are too long, and show that they were; no sign is cut in two."""
    if len(words) <= longest:
        return words
    kept = before(words, longest - 1)
    kept = before(words, longest - 1 - left_open(kept)).rstrip()
    return f"{kept}…{END * left_open(kept)}"


def before(words: str, at: int) -> str:
    """Return the words before a place, or before the sign that it would cut in two."""
    start = at
    while start > 0 and start < len(words) and _is_one_sign(words, start):
        start -= 1
    return words[: start if at - start <= LONGEST_SIGN else at]


def left_open(words: str) -> int:
    """Count the isolates that have no end yet."""
    return max(0, words.count(ISOLATE) - words.count(END))


def _is_one_sign(words: str, at: int) -> bool:
    """Say whether a reader takes what stands here and what stands before it for one sign.

    The rules are those of Unicode's annex 29, but for what no keyboard writes.
    """
    last, here = words[at - 1], words[at]
    code = ord(here)
    return (
        category(here).startswith("M")
        or here in JOINING
        or last == JOINER
        or any(code in signs for signs in (SKIN_TONES, TAGS, VOWELS_AND_ENDS))
        or (ord(last) in BEGINNINGS and category(here) == "Lo")
        or (combining(last) == VIRAMA and category(here) == "Lo")
        or (code in FLAGS and _is_half_a_flag(words, at))
    )


def _is_half_a_flag(words: str, at: int) -> bool:
    """A flag is two letters: say whether an odd number of them stands before this one."""
    start = at
    while start > 0 and ord(words[start - 1]) in FLAGS:
        start -= 1
    return (at - start) % 2 == 1


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
