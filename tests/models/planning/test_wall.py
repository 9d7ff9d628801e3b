"""Wall time over every zone that there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.planning.wall import at_wall

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1925, 1, 1), date(2037, 12, 30))
hours = st.integers(0, 23)


def shown(instant, zone):
    return instant.astimezone(zone).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        ("America/New_York", date(2026, 3, 8), 2, "2026-03-08T03:00:00-04:00"),
        ("America/New_York", date(2026, 11, 1), 1, "2026-11-01T01:00:00-04:00"),
        ("Europe/Berlin", date(2026, 3, 29), 2, "2026-03-29T03:00:00+02:00"),
        ("Europe/Berlin", date(2026, 10, 25), 2, "2026-10-25T02:00:00+02:00"),
        ("Africa/Cairo", date(2025, 4, 25), 0, "2025-04-25T01:00:00+03:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), 2, "2026-10-04T02:30:00+11:00"),
        ("Pacific/Apia", date(2011, 12, 30), 14, "2011-12-31T00:00:00+14:00"),
        ("Asia/Kolkata", date(2026, 3, 29), 2, "2026-03-29T02:00:00+05:30"),
    ],
)
def test_an_hour_is_shifted_forward_where_it_is_missing_and_the_first_where_it_is_twice(
    zone, day, hour, expected
):
    assert at_wall(day, hour, ZoneInfo(zone)) == datetime.fromisoformat(expected)


@given(zones, days, hours)
@settings(max_examples=1_000)
def test_an_hour_that_comes_is_shown_and_its_first_time_counts(zone, day, hour):
    wanted = datetime.combine(day, time(hour))

    found = at_wall(day, hour, zone)

    assert found.tzinfo is UTC
    moments = [wanted.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    real = [moment for moment in moments if shown(moment, zone) == wanted]
    assert shown(found, zone) >= wanted
    if real:
        assert found == min(real)
    else:
        assert shown(found - timedelta(seconds=1), zone) < wanted


@given(zones, days, hours, st.integers(0, 50))
@settings(max_examples=500)
def test_later_on_the_wall_is_never_earlier_in_fact(zone, day, hour, more):
    later = datetime.combine(day, time(hour)) + timedelta(hours=more)

    assert at_wall(day, hour, zone) <= at_wall(later.date(), later.hour, zone)
