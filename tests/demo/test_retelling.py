"""Dates are moved by whole weeks, in cells and within sentences."""

from datetime import date

import pytest

from demo.retelling import Retelling

TOLD = date(2026, 10, 30)


@pytest.mark.parametrize(
    ("weeks", "words", "moved"),
    [
        (0, "Live on 20 October.", "Live on 20 October."),
        (1, "Live on 20 October.", "Live on 27 October."),
        (1, "Two half days on 13 and 14 October", "Two half days on 20 and 21 October"),
        (2, "Back by 15 January.", "Back by 29 January."),
        (10, "By 18 December.", "By 26 February."),
        (1, "The crew starts on the 27th.", "The crew starts on the 4th."),
        (
            8,
            "His calendar is full until late November.",
            "His calendar is full until late January.",
        ),
        (1, "The manual of 2009 has 40 pages, May I?", "The manual of 2009 has 40 pages, May I?"),
    ],
)
def test_dates_within_words_move(weeks, words, moved):
    assert Retelling(weeks).words(words, TOLD) == moved


def test_cells_that_are_dates_move_and_others_stay():
    row = {"start_on": "2026-12-28", "name": "Leak Forecast", "budget": "240000", "actual_on": ""}

    moved = Retelling(1).row(row, TOLD)

    assert moved == row | {"start_on": "2027-01-04"}
