"""How long words may be, and how two spellings of one name are told to be the same."""

import unicodedata

KEY = 100
NAME = 300
LINE = 600
NOTE = 10_000
"""Ten thousand characters of a note are stored; a form takes LINE of them."""
LONG = 32_000
"""As long as a cell of a workbook can be, less room for its guard."""


def fold(words: str) -> str:
    """Return the words without case, accents or runs of space, to compare and to search by."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
