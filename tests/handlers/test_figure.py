from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.figure import FigureError, figure
from models.money import LARGEST
from views.status import figure_words
from views.visit_problem import FAULTS

CURRENCIES = st.sampled_from(["EUR", "JPY", "BHD", "CLF"])


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("62", 6200),
        ("48k", 4_800_000),
        ("48K EUR", 4_800_000),
        ("€ 1.5m", 150_000_000),
        ("2 mio", 200_000_000),
        ("1,250.50", 125_050),
        ("1.250,50", 125_050),
        ("1 250,5", 125_050),
        ("1\u202f250", 125_000),
        ("1'250", 125_000),
        ("1\u2019250.50", 125_050),
        ("1.250.000", 125_000_000),
        ("48,000", 4_800_000),
        ("1.250", 125_000),
        ("1.", 100),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_people_write_it(words, minor):
    assert figure("spent", words, "EUR") == minor


@pytest.mark.parametrize(
    ("name", "words", "fault"),
    [
        ("spent", "48 %", "not_a_number"),
        ("spent", "$48", "not_a_number"),
        ("spent", "about 48", "not_a_number"),
        ("spent", "1.2.3", "not_a_number"),
        ("spent", "1,2,3.4", "not_a_number"),
        ("spent", "1.250.5", "not_a_number"),
        ("spent", "1e5", "not_a_number"),
        ("spent", "١٢", "not_a_number"),
        ("spent", "", "not_a_number"),
        ("spent", "-5", "negative"),
        ("spent", "\u22125", "negative"),
        ("spent", "0.125", "too_fine"),
        ("spent", "9" * 20, "too_fine"),
        ("spent", "9" * 40, "too_large"),
        ("spent", "1.250k", "ambiguous"),
        ("value_delivered", "1.250", "ambiguous"),
        ("percent_complete", "101", "not_a_percentage"),
        ("percent_complete", "-1", "not_a_percentage"),
        ("percent_complete", "33.333", "not_a_percentage"),
    ],
)
def test_what_may_mean_something_else_is_refused_with_words(name, words, fault):
    with pytest.raises(FigureError, match=f"^{fault}$"):
        figure(name, words, "EUR")
    assert fault in FAULTS


@pytest.mark.parametrize(("words", "percent"), [("62", "62"), ("12 %", "12"), ("62,5%", "62.5")])
def test_a_percentage_may_have_its_sign(words, percent):
    assert figure("percent_complete", words, "EUR") == Decimal(percent)


def test_three_decimals_of_a_currency_that_has_them_are_asked():
    with pytest.raises(FigureError, match="ambiguous"):
        figure("spent", "1.250", "BHD")
    assert figure("spent", "1.2500", "BHD") == 1250


def test_nothing_typed_is_nothing():
    assert figure("spent", None, "EUR") is None


@given(st.integers(0, LARGEST), CURRENCIES)
def test_an_amount_that_stands_in_a_form_comes_back_as_it_was(minor, currency):
    for name in ("spent", "forecast_cost"):
        assert figure(name, figure_words(name, minor, currency), currency) == minor


@given(st.decimals(-(10**12), 10**12, places=8) | st.decimals(0, 10, places=3))
def test_so_does_a_value(value):
    words = figure_words("value_delivered", value, "EUR")

    assert figure("value_delivered", words, "EUR") == value


@given(st.decimals(0, 100, places=2))
def test_and_a_percentage(percent):
    words = figure_words("percent_complete", percent, "EUR")

    assert figure("percent_complete", words, "EUR") == percent


@given(st.text(max_size=40) | st.text("0123456789.,' k-%", max_size=40))
def test_anything_at_all_is_a_figure_or_a_fault_with_words(words):
    for name in ("spent", "percent_complete", "value_delivered"):
        assert fault_of(name, words) in {*FAULTS, None}


def fault_of(name, words):
    try:
        figure(name, words, "EUR")
    except FigureError as fault:
        return str(fault)
    return None
