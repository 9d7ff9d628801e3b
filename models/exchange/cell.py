"""The kinds of cell: how the text of a sheet becomes a value, and the value that text again.

Each kind holds for all of its values `read(show(value)) == value`, so what was exported comes back
as it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from models.setting import known_currency, known_place, known_zone
from models.text import KEY, NAME, NOTE

EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
NUMBER = re.compile(r"[+-]?[0-9]{1,19}(\.[0-9]{1,8})?")  # 27 digits: Decimal keeps 28 exactly
WHOLE_PERCENT = 100


class CellError(Exception):
    """The text is no such value; the kind's `expected` says what would be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell; `is_text` cells are guarded against formulas, numbers and dates are not."""

    expected: str
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str
    is_text: bool = False
    longest: int | None = None


def text(longest: int) -> Kind:
    """Any words, line ends included, up to so many characters."""
    return Kind(f"at most {longest:,} characters", str, is_text=True, longest=longest)


def on_one_line(words: str) -> str:
    """Return the words with single spaces between, and none around."""
    return " ".join(words.split())


def line(longest: int = NAME) -> Kind:
    """Words on one line, with single spaces."""
    expected = f"one line of at most {longest} characters"
    return Kind(expected, on_one_line, is_text=True, longest=longest)


def name(longest: int = NAME) -> Kind:
    """A name that may stand in a list: one line without a semicolon, which parts a list."""

    def read(words: str) -> str:
        if ";" in words:
            raise CellError
        return on_one_line(words)

    return Kind("a name without a semicolon", read, is_text=True, longest=longest)


def choice(options: type[StrEnum] | tuple[StrEnum, ...]) -> Kind:
    """One of a few words."""
    by_word = {option.value.casefold(): option for option in options}

    def read(words: str) -> StrEnum:
        try:
            return by_word[words.casefold()]
        except KeyError:
            raise CellError from None

    return Kind(" or ".join(option.value for option in options), read)


def number(
    expected: str, low: Decimal | None = None, high: Decimal | None = None, places: int = 8
) -> Kind:
    """A plain decimal within bounds, written with a point and without separators."""

    def read(words: str) -> Decimal:
        if not NUMBER.fullmatch(words):
            raise CellError
        value = Decimal(words)
        if not (low is None or value >= low) or not (high is None or value <= high):
            raise CellError
        if value != round(value, places):
            raise CellError
        return plain(value)

    return Kind(expected, read, lambda value: format(plain(value), "f"))


def plain(value: Decimal) -> Decimal:
    """Return the number without needless zeros: 62.50 is 62.5, and 1E+2 is 100."""
    whole = value == value.to_integral_value()
    return Decimal(int(value)) if whole else value.normalize()


def listed(kind: Kind) -> Kind:
    """Some of a kind with semicolons between, in no order."""

    def read(words: str) -> tuple[Any, ...]:
        parts = [kind.read(part.strip()) for part in words.split(";") if part.strip()]
        too_long = kind.longest and any(len(part) > kind.longest for part in parts)
        if too_long or len(set(parts)) < len(parts):
            raise CellError
        return tuple(sorted(parts))

    return Kind(
        f"{kind.expected}; several with a semicolon between, none twice",
        read,
        lambda values: "; ".join(kind.show(value) for value in values),
        is_text=kind.is_text,
        longest=NOTE,
    )


def _day(words: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        raise CellError
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise CellError from None


def _email(words: str) -> str:
    if not EMAIL.fullmatch(words.strip()):
        raise CellError
    return words.strip().casefold()


def _percent(words: str) -> Decimal:
    """Read 60 and 60% alike: a workbook's cell may be in per cent."""
    value: Decimal = HUNDREDFOLD.read(words.removesuffix("%").rstrip())
    return value


def _yes(words: str) -> bool:
    try:
        return {"yes": True, "no": False}[words.casefold()]
    except KeyError:
        raise CellError from None


def _valid(check: Callable[[str], str]) -> Callable[[str], str]:
    @lru_cache(maxsize=1024)  # a sheet says the same few again and again, and zones are files
    def is_valid(words: str) -> bool:
        try:
            return bool(check(words))
        except ValueError:
            return False

    def read(words: str) -> str:
        if not is_valid(words):
            raise CellError
        return words

    return read


DAY = Kind("a date like 2026-03-31", _day, date.isoformat)
PERSON = Kind("an e-mail address", _email, is_text=True, longest=254)
YES_NO = Kind("yes or no", _yes, lambda value: "yes" if value else "no")
ZONE = Kind("a time zone like Europe/Berlin", _valid(known_zone))
PLACE = Kind("a country or country-region like DE or DE-BE", _valid(known_place))
CURRENCY = Kind("a currency code like EUR", _valid(known_currency))
KEY_TEXT = line(KEY)
AMOUNT = number("an amount like 48000 or 48000.50, not below zero", Decimal(0))
ANY_NUMBER = number("a plain number like 12 or 12.5")
WEIGHT = number("a number like 1 or 2.5, not below zero", Decimal(0))
HUNDREDFOLD = number(
    "a number from 0 to 100, with at most two decimals", Decimal(0), Decimal(WHOLE_PERCENT), 2
)
PERCENT = Kind(HUNDREDFOLD.expected, _percent, HUNDREDFOLD.show)
