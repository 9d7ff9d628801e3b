"""Figures as people type them: "62", "48k", "1,250.50", "1.250,50", "12 %", "48k EUR"."""

import re
from decimal import Decimal

from models.errors import TooFineError
from models.money import places, to_minor

NUMBER = re.compile(
    r"(?P<sign>[-\u2212]?)\s*(?P<digits>[0-9].*?)\s*(?P<size>k|m|mio|bn)?\.?", re.IGNORECASE
)
SIZES = {"k": 3, "m": 6, "mio": 6, "bn": 9}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹"}
PLAIN = re.compile(r"[0-9]+")
POINTED = re.compile(r"([0-9]+)[.,]([0-9]+)")
GROUPED = re.compile(
    r"[0-9]{1,3}(?:(?P<mark>[.,' ])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:(?!(?P=mark))[.,][0-9]+)?"
)
UNSURE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""May be thousands or decimals."""
SPACES = re.compile(r"[\s\u202f]")
MOST_DIGITS = 27
"""A decimal of 28 is still exact."""
TWO = 2
WHOLE = 100
MONEY = frozenset({"spent", "forecast_cost"})


class FigureError(ValueError):
    """What was typed is no such figure; the message is a word that views know."""


def figure(name: str, words: str | None, currency: str) -> int | Decimal | None:
    """Return what was typed: money in minor units of the currency, anything else as a decimal.

    Raises FigureError.
    """
    if words is None:
        return None
    if name in MONEY:
        return _money(_without_currency(words, currency), currency)
    if name == "percent_complete":
        return _percent(words)
    return _number(words, is_sure=False)


def _percent(words: str) -> Decimal:
    number = _number(words.removesuffix("%"), is_sure=True)
    if not 0 <= number <= WHOLE or number != round(number, TWO):
        raise FigureError("not_a_percentage")
    return number


def _money(words: str, currency: str) -> int:
    """Read an amount; "48,000" of a currency with cents can be nothing but thousands."""
    if places(currency) <= TWO and UNSURE.fullmatch(words):
        words = re.sub(r"[.,]", "", words)
    amount = _number(words, is_sure=False)
    if amount < 0:
        raise FigureError("negative")
    try:
        return to_minor(amount, currency)
    except TooFineError:
        raise FigureError("too_fine") from None


def _without_currency(words: str, currency: str) -> str:
    """Take off the currency where it is the right one; of another, the words are no number."""
    sign = re.escape(SIGNS.get(currency, currency))
    return re.sub(
        rf"^({currency}|{sign})|({currency}|{sign})$", "", words, flags=re.IGNORECASE
    ).strip()


def _number(words: str, *, is_sure: bool) -> Decimal:
    """Read a number; where a point may part thousands or decimals, it is decimals if `is_sure`."""
    found = NUMBER.fullmatch(words.strip())
    if not found:
        raise FigureError("not_a_number")
    digits = SPACES.sub(" ", found["digits"]).replace("\u2019", "'").rstrip(".,")
    if UNSURE.fullmatch(digits) and not is_sure:
        raise FigureError("ambiguous")
    plain = _with_point(digits)
    if len(plain) > MOST_DIGITS:
        raise FigureError("too_large")
    number = Decimal(f"{'-' if found['sign'] else ''}{plain}")
    return number.scaleb(SIZES.get((found["size"] or "").casefold(), 0))


def _with_point(digits: str) -> str:
    """Write digits with a point and without what parts their thousands."""
    if PLAIN.fullmatch(digits):
        return digits
    if pointed := POINTED.fullmatch(digits):
        return f"{pointed[1]}.{pointed[2]}"
    if not (grouped := GROUPED.fullmatch(digits)):
        raise FigureError("not_a_number")
    return digits.replace(grouped["mark"], "").replace(",", ".")
