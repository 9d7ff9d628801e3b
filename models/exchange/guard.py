"""Text that a spreadsheet would take for a formula: one `'` more on export, one less on import."""

import re

FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def guarded(words: str) -> str:
    """Return the text so that no spreadsheet runs it."""
    return f"'{words}" if FORMULA.match(words) else words


def unguarded(words: str) -> str:
    """Return the text as it was before `guarded`."""
    return words[1:] if words.startswith("'") and FORMULA.match(words) else words
