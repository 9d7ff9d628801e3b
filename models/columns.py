"""The column types that SQLModel does not bring: enums by value, money, exact decimals.

An instant needs nothing: SQLModel's own column for `datetime` keeps aware UTC on both databases and
refuses a naive one.
"""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import BigInteger, Dialect, Enum, Integer, String
from sqlalchemy.types import TypeDecorator

from models.errors import TooFineError

MINOR_UNITS = BigInteger
"""Money, in the currency's smallest unit: real budgets overflow 32 bits."""


def by_value(choices: type[StrEnum]) -> Enum:
    """Store the value and not the name, as plain text that a newer version may add to."""
    return Enum(
        choices, values_callable=lambda e: [m.value for m in e], native_enum=False, length=20
    )


class Hundredths(TypeDecorator[Decimal]):
    """A decimal with two places, kept as a whole number: SQLite has no decimals of its own."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        return None if value is None else _whole(value.scaleb(2))

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Exact(TypeDecorator[Decimal]):
    """A decimal of any size, kept as it was written; compared in Python, never in SQL."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise TooFineError
    return int(value)
