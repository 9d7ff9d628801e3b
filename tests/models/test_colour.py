from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.colour import SEVERITY, Age, Colour, Declared, Horizon, Pace, shown, worst
from models.workdays import Workdays

FRIDAY = date(2030, 5, 3)
HORIZON = Horizon.seen_from(FRIDAY, Workdays(), 5)
GREEN, AMBER, RED, GREY = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
colours = st.sampled_from([None, GREEN, AMBER, RED])
said = st.builds(Declared, colours, colours, colours, colours, st.dates(date(2030, 3, 1), FRIDAY))


def see(declared, pace=Pace.ON):
    return shown(declared, HORIZON, pace)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GREEN, GREEN, GREEN),
        (GREEN, AMBER, AMBER),
        (AMBER, AMBER, AMBER),
        (GREEN, RED, RED),
        (RED, AMBER, RED),
        (None, GREEN, GREEN),
        (None, None, GREY),
    ],
)
def test_the_worst_known_colour_counts(first, second, expected):
    """TV12, FEMA's table of two dimensions, and what is not known beside it."""
    assert worst([first, second]) is expected


@pytest.mark.parametrize(
    ("workdays_ago", "age"),
    [(0, Age.FRESH), (7, Age.FRESH), (8, Age.DUE), (10, Age.DUE), (11, Age.STALE), (15, Age.STALE)],
)
def test_a_colour_ages_by_working_days(workdays_ago, age):
    assert HORIZON.age(Workdays().back(FRIDAY, workdays_ago)) is age


def test_beyond_three_cadences_it_has_expired_and_what_was_never_said_never_was():
    assert HORIZON.age(FRIDAY - timedelta(days=22)) is Age.EXPIRED
    assert HORIZON.age(None) is Age.NEVER


def test_a_stale_green_is_grey_and_remembered():
    seen = see(Declared(overall=GREEN, confirmed_on=FRIDAY - timedelta(days=20)))

    assert (seen.colour, seen.declared, seen.last) == (GREY, GREY, GREEN)


def test_past_its_finish_a_green_project_is_amber_in_time():
    seen = see(Declared(GREEN, GREEN, GREEN, confirmed_on=FRIDAY), Pace.LATE)

    assert (seen.declared, seen.colour, seen.time) == (GREEN, AMBER, AMBER)
    assert (seen.target, seen.budget) == (GREEN, GREEN)


def test_being_late_does_not_make_a_silent_project_heard():
    seen = see(Declared(), Pace.LATE)

    assert (seen.colour, seen.time, seen.age) == (GREY, AMBER, Age.NEVER)


def test_one_colour_for_all_may_be_worse_than_the_three():
    assert Declared(GREEN, GREEN, GREEN, RED).colour is RED


@given(said, st.sampled_from(Pace))
def test_nothing_is_ever_shown_better_than_it_was_said(declared, pace):
    seen = see(declared, pace)

    assert seen.colour is GREY or SEVERITY[seen.colour] >= SEVERITY[declared.colour]


@given(said)
def test_growing_older_never_brightens(declared):
    later = Horizon.seen_from(FRIDAY + timedelta(days=9), Workdays(), 5)
    now, then = see(declared), shown(declared, later)

    assert then.colour in (now.colour, GREY)
