"""Whenever the demo is looked at, a weekly message has just come, and a digest before it."""

from datetime import UTC, datetime, timedelta

import pytest

from demo.calendar import ZONE, Calendar
from demo.clock import StoryClock


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "asked", "digest"),
    [
        ("2026-11-23T18:40", "2026-11-23T14:00", "2026-11-20"),
        ("2026-11-25T08:05", "2026-11-25T08:00", "2026-11-24"),
        ("2026-11-25T07:59", "2026-11-24T14:00", "2026-11-23"),
        ("2026-11-23T06:00", "2026-11-20T14:00", "2026-11-19"),
        ("2026-11-28T12:00", "2026-11-27T14:00", "2026-11-26"),
        ("2026-12-25T11:30", "2026-12-25T11:00", "2026-12-24"),
    ],
)
def test_the_message_has_just_come(now, asked, digest):
    calendar = Calendar(at(now))

    assert calendar.asked_at == at(asked)
    assert calendar.digest_on.isoformat() == digest


@pytest.mark.parametrize("day", range(0, 400, 9))
def test_the_story_is_over_by_now_on_every_day_of_the_year(day):
    calendar = Calendar(at("2026-11-23T18:40") + timedelta(days=day))

    assert calendar.asked_at <= calendar.now
    assert calendar.weekly(8) == calendar.asked_at
    assert calendar.begins_at < calendar.weekly(0)
    assert calendar.next_beat(calendar.begins_at) > calendar.begins_at


def test_the_clock_is_set_and_then_goes_on_by_itself():
    clock = StoryClock(datetime(2026, 11, 23, tzinfo=UTC))
    clock.to(datetime(2026, 11, 24, tzinfo=UTC))
    clock.to(datetime(2026, 11, 22, tzinfo=UTC))

    assert clock() == datetime(2026, 11, 24, tzinfo=UTC)
    assert clock.stopwatch() == 86_400
    clock.goes_live()
    assert clock() != datetime(2026, 11, 24, tzinfo=UTC)
    assert 86_400 <= clock.stopwatch() < 86_500
