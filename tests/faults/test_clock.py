"""The faults of time: each test has the number of the fault that it injects."""

import logging
import signal
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from models.permission import Deed
from models.person import Person
from models.preference import Wanted, prefer
from models.schedule import Occurrence, Outcome, Rhythm, Schedule
from tests.ticking import Week, instant

MONDAY = "2030-05-06T07:00+00:00"
DUE = "2030-05-08T14:00+00:00"


@pytest.fixture
def week(firm):
    firm.sets(is_launched=True)
    return Week(firm)


@pytest.fixture
def crowd(shared):
    """Five managers on a PostgreSQL that several processes share."""
    shared.sets(is_launched=True, weekdays=range(7))
    week = Week(shared)
    for name in ("Ana", "Ben", "Cem", "Dot", "Eve"):
        week.manager(name)
    week.begins(MONDAY)
    week.ticks(MONDAY)
    return week


def told(child, word, at):
    child.hears(f"{word} {at}")


def every(minutes, start, end):
    """Return each instant between two, so many minutes apart."""
    at, last = instant(start), instant(end)
    while at <= last:
        yield at
        at += timedelta(minutes=minutes)


def sent_at(week, zone=None):
    """Return the local times at which weekly messages were put into the outbox."""
    times = [row.made_at.astimezone(zone) for row in week.messages() if row.kind == "week"]
    return [time.isoformat(timespec="minutes") for time in times]


def test_f6_a_replica_that_is_stopped_holds_up_no_other(crowd, replica):
    stopped, other = replica("stopped"), replica("other")
    stopped.is_told(signal.SIGSTOP)

    told(other, "tick", DUE)
    assert other.says("done") == "done 6\n"

    told(stopped, "tick", DUE)
    stopped.is_told(signal.SIGCONT)
    assert stopped.says("done") == "done 0\n"
    assert len(crowd.messages()) == 5


def test_f6_a_replica_that_is_stopped_inside_holds_up_what_it_took_for_seconds_only(crowd, replica):
    stopped, other = replica("stopped"), replica("other")
    told(stopped, "hold", DUE)
    stopped.says("inside")
    stopped.is_told(signal.SIGSTOP)

    told(other, "tick", DUE)
    assert other.says("done") == "done 4\n"
    with crowd.firm.database.engine.connect() as connection:
        connection.execute(select(func.pg_sleep(6)))
    told(other, "tick", DUE)
    assert other.says("done") == "done 2\n"

    stopped.is_told(signal.SIGCONT)
    stopped.hears("go")
    assert stopped.says("failed")
    people = [row.person_id for row in crowd.messages()]
    assert len(people) == len(set(people)) == 5


def test_f7_a_replica_whose_connection_dies_connects_again_and_repeats_nothing(crowd, replica, cut):
    ticking = replica("ticking")
    told(ticking, "tick", MONDAY)
    ticking.says("done 0")
    assert cut("ticking")

    told(ticking, "tick", DUE)
    assert ticking.says("done") == "done 6\n"
    assert len(crowd.messages()) == 5


def test_f7_what_was_not_committed_is_planned_again(crowd, replica, cut):
    ticking = replica("ticking")
    told(ticking, "hold", DUE)
    ticking.says("inside")
    assert cut("ticking")
    ticking.hears("go")
    assert ticking.says("failed")
    assert crowd.messages() == []

    told(ticking, "tick", DUE)
    assert ticking.says("done") == "done 6\n"
    assert len(crowd.messages()) == 5


def test_f8_four_replicas_that_tick_the_same_instants_make_each_once(crowd, replica):
    """Ten people, a hundred weeks: a thousand occurrences, whoever makes which."""
    for n in range(5):
        crowd.manager(f"Manager {n}")
    crowd.begins(MONDAY)
    children = [replica() for _ in range(4)]
    made: Counter[int] = Counter()
    for n in range(100):
        at = instant(DUE) + timedelta(weeks=n)
        for child in children:
            told(child, "tick", at.isoformat())
        for number, child in enumerate(children):
            made[number] += int(child.says("done").split()[1])
        answer_all(crowd)

    asked = [(one.person_id, one.period) for one in crowd.occurrences()]
    assert len(asked) == len(set(asked)) == len(crowd.messages()) == 1_000
    assert {one.outcome for one in crowd.occurrences()} == {Outcome.ANSWERED}
    assert sum(made.values()) == 1_000 + 100  # the digest is held each week


def answer_all(week):
    with week.firm.writing() as session:
        session.exec(update(Occurrence).values(outcome=Outcome.ANSWERED).where(IS_ASKED))


IS_ASKED = col(Occurrence.outcome) == Outcome.ASKED


def test_f31_an_hour_that_the_spring_leaves_out_comes_at_the_next_minute(week, firm):
    firm.sets(weekdays=range(7))
    week.manager("Ana", time_zone="America/New_York", weekly_on=6, weekly_hour=2)
    week.begins("2030-03-05T00:00+00:00")

    week.ticks(*every(10, "2030-03-10T00:00+00:00", "2030-03-11T00:00+00:00"))

    assert [at.split("T")[1] for at in sent_at(week)] == ["07:00+00:00"]  # 03:00 in New York


def test_f32_a_midnight_that_cairo_leaves_out_skips_no_day(week, firm):
    firm.sets(weekdays=range(7))
    week.manager("Ana", time_zone="Africa/Cairo", weekly_on=4, weekly_hour=0)
    week.begins("2025-04-21T00:00+00:00")

    week.ticks(*every(10, "2025-04-24T18:00+00:00", "2025-04-25T22:00+00:00"))

    assert sent_at(week) == ["2025-04-24T22:00+00:00"]  # 01:00 of the 25th in Cairo


def test_f33_an_hour_that_the_autumn_repeats_comes_once(week, firm):
    firm.sets(weekdays=range(7))
    week.manager("Ana", time_zone="America/New_York", weekly_on=6, weekly_hour=1)
    week.begins("2026-10-26T00:00+00:00")

    week.ticks(*every(10, "2026-11-01T00:00+00:00", "2026-11-02T12:00+00:00"))

    assert sent_at(week) == ["2026-11-01T05:00+00:00"]


def test_three_zones_are_asked_at_their_own_hour_before_and_after_the_clocks_change(week):
    zones = ("America/New_York", "Europe/Berlin", "Asia/Kolkata")
    for zone in zones:
        week.manager(zone, time_zone=zone)
    week.begins("2026-10-19T00:00+00:00")

    for wednesday in ("2026-10-21", "2026-10-28", "2026-11-04"):
        start = instant(f"{wednesday}T00:00+00:00")
        week.ticks(*every(30, start, start + timedelta(days=1)))
        week.turns(Outcome.ANSWERED)

    hours = [time.removeprefix("2026-")[6:11] for time in sent_at(week)]
    assert hours == [
        "08:30",
        "12:00",
        "18:00",
        "08:30",
        "13:00",
        "18:00",
        "08:30",
        "13:00",
        "19:00",
    ]


def test_christmas_is_that_of_each_country(week):
    for place in ("DE", "US", "GB"):
        week.manager(place, holidays=place, weekly_on=5 - 1)
    week.begins("2026-12-21T00:00+00:00")

    week.ticks(*every(60, "2026-12-21T00:00+00:00", "2027-01-03T23:00+00:00"))

    days = [(row.person_id, row.made_at.date().isoformat()) for row in week.messages()]
    christmas_eve, new_years_eve = "2026-12-24", "2026-12-31"
    assert [day for _, day in days] == [*[christmas_eve] * 3, *[new_years_eve] * 3]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu"])
def test_f34_who_moves_to_another_zone_is_asked_once_that_week(week, firm, zone):
    ana = week.manager("Ana", time_zone="Europe/London")
    week.begins(MONDAY)
    week.ticks(*every(60, MONDAY, "2030-05-08T12:59+00:00"))

    with firm.writing() as session:
        firm.now = instant("2030-05-08T13:00+00:00")
        ana = session.get_one(Person, ana.id)
        prefer(session, Deed(ana, firm.now), ana, Wanted({"time_zone": zone}))
    week.ticks(*every(60, "2030-05-08T13:00+00:00", "2030-05-09T13:00+00:00"))
    with firm.writing() as session:
        firm.now = instant("2030-05-09T13:00+00:00")
        wanted = Wanted({"time_zone": "Europe/London", "weekly_on": 4, "weekly_hour": 15})
        ana = session.get_one(Person, ana.id)
        prefer(session, Deed(ana, firm.now), ana, wanted)
    week.ticks(*every(60, "2030-05-09T13:00+00:00", "2030-05-12T23:00+00:00"))

    assert [row.kind for row in week.messages()].count("week") == 1


def test_f35_a_clock_that_jumps_ahead_and_back_repeats_and_loses_nothing(week):
    week.manager("Ana")
    week.manager("Ben", weekly_hour=15)
    week.begins(MONDAY)
    week.ticks("2030-05-08T13:30+00:00")

    assert week.ticks("2030-05-08T15:30+00:00") == ["week", "week"]  # two hours ahead
    assert week.ticks("2030-05-08T13:31+00:00", DUE, "2030-05-08T15:00+00:00") == []
    assert week.ticks("2030-05-15T12:00+00:00", "2030-05-15T14:00+00:00") == ["week"]


def test_f36_after_days_down_each_gets_one_message_in_working_hours_and_the_rest_is_missed(week):
    week.manager("Ana", weekly_on=0, weekly_hour=9)
    week.begins("2030-04-15T00:00+00:00")
    week.ticks("2030-04-15T09:00+00:00")
    week.turns(Outcome.ANSWERED)

    back = "2030-05-07T03:00+00:00"  # a Tuesday, before work
    assert week.ticks(*every(10, back, "2030-05-07T08:59+00:00")) == []
    assert week.ticks(*every(10, "2030-05-07T09:00+00:00", "2030-05-07T23:00+00:00")) == ["week"]

    told = {one.period: (one.outcome, one.why, one.is_late) for one in week.occurrences()}
    assert told == {
        "2030-W16": (Outcome.ANSWERED, None, False),
        "2030-W17": (Outcome.MISSED, "down", False),
        "2030-W18": (Outcome.MISSED, "down", False),
        "2030-W19": (Outcome.ASKED, None, True),
    }


def test_f36_what_cannot_come_in_its_week_any_more_is_missed(week):
    week.manager("Ana")
    week.begins(MONDAY)

    assert week.ticks("2030-05-10T18:00+00:00", "2030-05-11T10:00+00:00") == []

    [missed] = week.occurrences()
    assert (missed.outcome, missed.why) == (Outcome.MISSED, "down")


def test_f37_a_process_that_is_frozen_over_the_hour_asks_when_it_wakes(week):
    week.manager("Ana")
    week.begins(MONDAY)
    week.ticks("2030-05-08T13:59:59+00:00")

    assert week.ticks("2030-05-08T14:00:03.500+00:00") == ["week"]

    [asked] = week.occurrences()
    assert asked.is_late is False


def test_f52_a_broken_schedule_is_put_aside_and_the_others_are_planned(week, firm, caplog):
    week.manager("Ana")
    with firm.writing() as session:
        when = {"look_at": firm.now, "since_at": firm.now}
        session.add(Schedule(key="person:0", rhythm=Rhythm.WEEKLY, **when))
    week.begins(MONDAY)
    caplog.set_level(logging.ERROR, "models.planning.plan")

    assert week.ticks(DUE, DUE) == ["week"]

    broken = week.schedules()[0]
    assert broken.paused_because == "trouble: KeyError"
    assert caplog.messages == [f"schedule {broken.id} cannot be planned: KeyError"]

    with firm.writing() as session:
        session.get_one(Schedule, broken.id).person_id = firm.called("Ana").id
    week.ticks("2030-05-09T15:00+00:00")
    assert week.schedules()[0].paused_at is None
