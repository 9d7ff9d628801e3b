from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import TooFineError
from models.money import ISO_4217, LARGEST, PLACES, to_decimal, to_minor


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("12.34", "EUR", 1234), ("500", "JPY", 500), ("1.234", "KWD", 1234), ("0", "GBP", 0)],
)
def test_minor_units_are_those_of_the_currency(amount, currency, minor):
    assert to_minor(Decimal(amount), currency) == minor
    assert to_decimal(minor, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.5", "JPY"), ("1.005", "EUR"), ("92233720368547758.08", "EUR")]
)
def test_what_the_currency_or_the_database_cannot_hold_is_refused(amount, currency):
    with pytest.raises(TooFineError):
        to_minor(Decimal(amount), currency)


def test_every_currency_with_special_decimals_exists():
    assert set(PLACES) <= ISO_4217


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(sorted(ISO_4217)))
def test_amounts_come_back(minor, currency):
    assert to_minor(to_decimal(minor, currency), currency) == minor
