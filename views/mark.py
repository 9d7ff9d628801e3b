"""How colours, amounts and days are written: always mark and word, never a colour alone."""

from datetime import date
from decimal import Decimal

from models.colour import Colour
from models.money import places, to_decimal

MARKS = {Colour.GREEN: "🟢", Colour.AMBER: "🟡", Colour.RED: "🔴", Colour.GREY: "⚪"}
WORDS = {
    Colour.GREEN: "On track",
    Colour.AMBER: "At risk",
    Colour.RED: "Off track",
    Colour.GREY: "Not reported",
}
STILL = WORDS | {Colour.GREEN: "On course"}
THOUSAND, MILLION, BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)


def marked(colour: Colour) -> str:
    return f"{MARKS[colour]} {WORDS[colour]}"


def still_words(colour: Colour) -> str:
    """Say what is put on record where nothing has changed: "Still on course", "Still at risk"."""
    return f"Still {STILL[colour].lower()}"


def day_words(day: date | None, as_of: date) -> str:
    """Return "12 Mar", with the year where it is another than that of the day of asking."""
    if day is None:
        return "–"
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def amount_words(amount: Decimal, currency: str) -> str:
    """Return "48k EUR", "1.2M EUR"; below a thousand all of it, like "12.50 EUR"."""
    for size, letter in ((BILLION, "bn"), (MILLION, "M"), (THOUSAND, "k")):
        if abs(amount) >= size:
            short = format((amount / size).quantize(Decimal("0.1")), "f").removesuffix(".0")
            return f"{short}{letter} {currency}"
    return f"{amount.quantize(Decimal(1).scaleb(-places(currency)))} {currency}"


def minor_words(minor: int | None, currency: str | None) -> str:
    if minor is None or currency is None:
        return "–"
    return amount_words(to_decimal(minor, currency), currency)


def percent_words(percent: Decimal) -> str:
    """Return "62 % done", "62.5 % done"."""
    short = f"{percent:f}"
    return f"{short.rstrip('0').rstrip('.') if '.' in short else short} % done"


def count_words(count: int, one: str, many: str = "") -> str:
    """Return "1 project", "2 projects"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number_words(number: Decimal) -> str:
    """Return "2", "2.5", "12,500"."""
    words = f"{number:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
