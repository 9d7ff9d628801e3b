from datetime import date
from decimal import Decimal

import pytest

from models.colour import Colour
from views.mark import amount_words, count_words, day_words, marked, minor_words, still_words

NOTHING = "\N{EN DASH}"
TODAY = date(2030, 5, 6)


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("0", "EUR", "0.00 EUR"),
        ("999.5", "EUR", "999.50 EUR"),
        ("48000", "EUR", "48k EUR"),
        ("1250000", "GBP", "1.2M GBP"),
        ("33989000000", "GBP", "34bn GBP"),
        ("500", "JPY", "500 JPY"),
        ("-48000", "EUR", "-48k EUR"),
    ],
)
def test_amounts_are_short(amount, currency, words):
    assert amount_words(Decimal(amount), currency) == words


def test_what_is_unknown_is_a_dash():
    assert minor_words(None, "EUR") == day_words(None, TODAY) == NOTHING


def test_the_year_is_said_where_it_is_another():
    assert day_words(date(2030, 3, 12), TODAY) == "12 Mar"
    assert day_words(date(2031, 3, 12), TODAY) == "12 Mar 2031"


@pytest.mark.parametrize("colour", Colour)
def test_a_colour_is_always_mark_and_word(colour):
    mark, word = marked(colour).split(" ", 1)

    assert mark
    assert word.isascii()


def test_one_is_one():
    assert count_words(1, "project") == "1 project"
    assert count_words(1200, "project") == "1,200 projects"


@pytest.mark.parametrize(
    ("colour", "words"),
    [("green", "Still on course"), ("amber", "Still at risk"), ("red", "Still off track")],
)
def test_nothing_has_changed_is_said_by_the_colour_that_stays(colour, words):
    assert still_words(Colour(colour)) == words
