"""What is typed or chosen: dates, times, numbers, and whether an element's fields agree."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date as day
from decimal import Decimal
from typing import Any

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json, Rule

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def date(value: Any, at: str) -> Iterator[Fault]:
    """Take a day that there is; slack_sdk takes 31 February, and anything after the day."""
    with suppress(ValueError):
        if isinstance(value, str) and DATE.fullmatch(value) and day.fromisoformat(value):
            return
    yield Fault(at, "must be a date in format YYYY-MM-DD")


def time(value: Any, at: str) -> Iterator[Fault]:
    """Take a time of day, seconds left out."""
    if not isinstance(value, str) or not TIME.fullmatch(value):
        yield Fault(at, "must be a time in format HH:mm")


def numeral(value: Any, at: str) -> Iterator[Fault]:
    """Take a number that is written as a string, as Slack wants the numbers of an input."""
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        yield Fault(at, "must be a string that holds a number")


def one_source(first: str, second: str) -> Rule:
    """Take an object that has one of the two keys, and not the other."""

    def rule(value: Json, at: str) -> Iterator[Fault]:
        if (first in value) == (second in value):
            yield Fault(at, f"must define either `{first}` or `{second}`")

    return rule


def lengths_agree(element: Json, at: str) -> Iterator[Fault]:
    """Refuse a text input whose own first value could not be sent."""
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    length = len(element.get("initial_value", ""))
    if least > most:
        yield Fault(f"{at}/min_length", "must not be greater than max_length")
    if length > most:
        yield Fault(f"{at}/initial_value", f"must be less than {most + 1} characters")


def number_fits(element: Json, at: str) -> Iterator[Fault]:
    """Refuse a number that is out of the element's bounds, bounds that cross, and stray points."""
    values = {
        key: element[key] for key in ("min_value", "max_value", "initial_value") if key in element
    }
    for key, value in values.items():
        if "." in value and not element["is_decimal_allowed"]:
            yield Fault(f"{at}/{key}", "must be an integer")
    least, most = Decimal(values.get("min_value", "-inf")), Decimal(values.get("max_value", "inf"))
    if least > most:
        yield Fault(f"{at}/min_value", "must not be greater than max_value")
    elif not least <= Decimal(values.get("initial_value", least)) <= most:
        yield Fault(f"{at}/initial_value", "must be between min_value and max_value")
