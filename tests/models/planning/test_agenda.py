"""On which day of a week a message comes: weekends, holidays, absences, quiet weeks."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.planning.agenda import Away, FirmAgenda, Held, PersonalAgenda, week_of, weeks_before
from models.planning.diary import days_off
from models.workdays import Workdays

WEDNESDAY = 2
BERLIN = ZoneInfo("Europe/Berlin")


def agenda(place=None, weekday=WEDNESDAY, **more):
    off = (days_off(place, 2026) if place else None) or frozenset()
    weekdays = more.pop("weekdays", frozenset(range(5)))
    about: Any = {"zone": BERLIN, "hour": 14} | more
    return PersonalAgenda(weekday=weekday, workdays=Workdays(weekdays, off), **about)


def comes(agenda, week):
    sending = agenda.sending(week)
    return sending.held or sending.day


def away(*days):
    return tuple(Away(date(2026, 11, start), date(2026, 11, end), 7) for start, end in days)


@pytest.mark.parametrize(
    ("place", "weekday", "week", "expected"),
    [
        ("DE", 4, "2026-W52", date(2026, 12, 24)),  # Friday is Christmas: the day before
        ("US", 4, "2026-W52", date(2026, 12, 24)),
        ("GB", 0, "2026-W53", date(2026, 12, 29)),  # Boxing Day is made up for on Monday
        ("DE", 0, "2026-W53", date(2026, 12, 28)),
        ("DE", 4, "2026-W53", date(2026, 12, 31)),
        ("US", 3, "2026-W48", date(2026, 11, 25)),  # Thanksgiving
        ("DE", 0, "2026-W15", date(2026, 4, 7)),  # Easter Monday: nothing lies before it
        ("DE", 0, "2026-W01", date(2025, 12, 29)),
        ("DE", 3, "2026-W01", date(2025, 12, 31)),
    ],
)
def test_a_holiday_moves_it_to_the_day_before_or_where_that_is_far_to_the_next(
    place, weekday, week, expected
):
    assert comes(agenda(place, weekday), week) == expected


def test_more_than_two_days_earlier_is_too_early():
    long = {date(2026, 11, day) for day in (17, 18, 19)}
    mine = PersonalAgenda(BERLIN, 3, 14, Workdays(days_off=frozenset(long)))

    assert comes(mine, "2026-W47") == date(2026, 11, 20)


def test_where_nothing_comes_later_in_the_week_it_is_early_all_the_same():
    assert comes(agenda(weekday=6, weekdays=frozenset({0})), "2026-W48") == date(2026, 11, 23)


def test_a_week_without_a_working_day_has_none():
    off = frozenset(date(2026, 11, day) for day in range(23, 28))
    mine = PersonalAgenda(BERLIN, WEDNESDAY, 14, Workdays(days_off=off))

    assert comes(mine, "2026-W48") == Held.HOLIDAYS


def test_who_is_back_in_the_same_week_is_asked_on_the_first_day_back():
    assert comes(agenda(absences=away((24, 26))), "2026-W48") == date(2026, 11, 26)
    assert comes(agenda(absences=away((24, 26), (26, 27))), "2026-W48") == date(2026, 11, 27)


def test_who_is_away_is_not_asked_and_it_is_told_until_when_and_who_covers():
    sending = agenda(absences=away((25, 28), (28, 30))).sending("2026-W48")

    assert (sending.held, sending.until_on, sending.cover_id) == (Held.AWAY, date(2026, 11, 30), 7)


def test_nothing_comes_in_a_quiet_week_nor_to_whom_nothing_comes_at_all():
    assert comes(agenda(quiet=frozenset({"2026-W53"})), "2026-W53") == Held.QUIET_WEEK
    assert comes(agenda(barred=Held.NOT_LAUNCHED), "2026-W53") == Held.NOT_LAUNCHED


def test_the_digest_waits_for_the_next_working_day():
    firm = FirmAgenda(BERLIN, 0, 9, Workdays(days_off=days_off("GB", 2026) or frozenset()))

    assert comes(firm, "2026-W53") == date(2026, 12, 29)
    off = frozenset(date(2026, 11, day) for day in (26, 27))
    late = FirmAgenda(BERLIN, 3, 9, Workdays(days_off=off))
    assert comes(late, "2026-W48") == Held.HOLIDAYS


def test_the_next_digest_is_this_weeks_or_the_next():
    firm = FirmAgenda(BERLIN, 0, 9)
    monday = datetime(2026, 11, 23, 9, tzinfo=BERLIN)

    assert firm.next_after(datetime(2026, 11, 18, tzinfo=BERLIN)) == monday
    assert firm.next_after(monday) == datetime(2026, 11, 30, 9, tzinfo=BERLIN)
    assert FirmAgenda(BERLIN, 0, 9, barred=Held.NO_CHANNEL).next_after(monday) is None


def test_an_hour_that_ends_a_day_too_early_is_the_hour_before():
    """In Nuuk the clock goes from 23:00 on Saturday to Sunday."""
    nuuk = PersonalAgenda(ZoneInfo("America/Nuuk"), 5, 23, Workdays(frozenset({5})))

    due = nuuk.moment(nuuk.sending("2026-W13").day)

    assert due.astimezone(nuuk.zone) == datetime(2026, 3, 28, 22, tzinfo=nuuk.zone)


def test_weeks_run_across_years_with_fifty_three():
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert list(weeks_before("2027-W01", 2)) == ["2026-W52", "2026-W53"]


@pytest.mark.parametrize("code", ["Atlantis", "DE-ZZ", "", "de", " "])
def test_an_unknown_place_has_no_holidays(code):
    assert days_off(code, 2026) is None
