from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.workdays import Workdays, holiday_calendar

FRIDAY = date(2030, 5, 3)
MONDAY = date(2030, 5, 6)
BERLIN = Workdays(days_off=holiday_calendar("DE-BE"))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_weekend_does_not_age_anything():
    assert Workdays().between(FRIDAY, FRIDAY + timedelta(days=2)) == 0
    assert Workdays().between(FRIDAY, MONDAY) == 1


def test_a_public_holiday_is_not_worked_in_its_region_only():
    womens_day = date(2030, 3, 8)

    assert not BERLIN.includes(womens_day)
    assert Workdays(days_off=holiday_calendar("DE-BY")).includes(womens_day)


def test_an_unknown_place_is_refused():
    with pytest.raises(NotImplementedError):
        holiday_calendar("DE-XX")


def test_no_working_day_back_from_a_monday_is_that_monday():
    assert Workdays().back(MONDAY, 0) == MONDAY
    assert Workdays().back(MONDAY, 1) == FRIDAY


@given(days, st.integers(0, 40))
def test_counting_back_finds_the_earliest_day_that_is_no_older(day, count):
    earliest = BERLIN.back(day, count)

    assert BERLIN.between(earliest, day) <= count
    assert BERLIN.between(earliest - timedelta(days=1), day) == count + 1
