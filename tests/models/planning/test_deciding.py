"""What a schedule does at an instant; the database is a set of keys here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from models.planning.agenda import Away, FirmAgenda, Held, PersonalAgenda, week_of
from models.planning.deciding import Came, New, Past, decide
from models.schedule import Outcome, Step
from models.workdays import DAY, Workdays

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 2, tzinfo=UTC)
ANA = PersonalAgenda(LONDON, 2, 14, digest=FirmAgenda(LONDON, 0, 9))
MONDAYS = FirmAgenda(LONDON, 0, 9)


@dataclass
class Rows:
    """What stands in the database about one schedule."""

    agenda: Any = ANA
    since: datetime = START
    came: dict[Any, Came] = field(default_factory=dict)
    sent: list[Any] = field(default_factory=list)
    paused: str | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tick(self, at):
        """Decide and write, as any replica does; return the steps that were asked now."""
        agenda = replace(self.agenda, barred=self.agenda.barred or self.paused)
        decision = decide(agenda, Past(self.since, list(self.came.values())), at)
        assert decision.look_at > at
        for id_ in decision.expired:
            self.turn(partial(has_id, id_), Outcome.EXPIRED)
        new: list[New] = [one for one in decision.new if (one.period, one.step) not in self.came]
        for one in new:
            self.came[one.period, one.step] = Came(
                next(self.numbers), one.period, one.step, one.outcome, at, one.why, one.until_on
            )
        asked = [one for one in new if one.outcome is Outcome.ASKED]
        self.sent += [(one, at, agenda) for one in asked]
        self.paused = decision.pause or self.paused
        return [one.step for one in asked]

    def turn(self, which, outcome, until_on=None):
        for key, came in self.came.items():
            if which(came):
                self.came[key] = replace(came, outcome=outcome, until_on=until_on)

    def answered(self):
        self.turn(lambda came: came.outcome is Outcome.ASKED, Outcome.ANSWERED)

    def snoozed(self, until_on):
        self.turn(lambda came: came.outcome is Outcome.ASKED, Outcome.SNOOZED, until_on)

    def outcomes(self):
        return [came.outcome for came in self.came.values() if came.step is Step.FIRST]

    def days(self, first, last):
        """Tick every hour of some days of November, and return when something was asked."""
        at, end, told = on(first, 0), on(last, 23), []
        while at <= end:
            told += [(step, at.astimezone(LONDON).strftime("%d %H")) for step in self.tick(at)]
            at += timedelta(hours=1)
        return told


def has_id(id_, came):
    return came.id == id_


def on(day, hour, minute=0):
    return datetime(2026, 11, 1, hour, minute, tzinfo=LONDON) + (day - 1) * DAY


def test_one_message_a_week_at_its_hour_and_a_reminder_two_working_days_later():
    assert Rows().days(2, 15) == [
        (Step.FIRST, "04 14"),
        (Step.FOLLOW_UP, "06 09"),
        (Step.FIRST, "11 14"),
        (Step.FOLLOW_UP, "13 09"),
    ]


def test_who_has_answered_is_not_reminded():
    rows = Rows()
    rows.days(2, 5)
    rows.answered()

    assert rows.days(6, 8) == []


def test_no_reminder_leaves_its_week_or_comes_after_the_digest_that_needs_it():
    assert Rows(replace(ANA, weekday=3)).days(2, 8) == [(Step.FIRST, "05 14")]
    early = replace(ANA, digest=FirmAgenda(LONDON, 4, 9))
    assert Rows(early).days(2, 8) == [(Step.FIRST, "04 14")]
    assert len(Rows(replace(ANA, digest=None)).days(2, 8)) == 2


def test_no_reminder_comes_while_somebody_is_away():
    away = replace(ANA, absences=(Away(date(2026, 11, 5), date(2026, 11, 6)),))

    assert Rows(away).days(2, 8) == [(Step.FIRST, "04 14")]


def test_what_was_snoozed_comes_again_once_a_time_at_the_same_hour():
    rows = Rows()
    rows.days(2, 4)
    rows.snoozed(date(2026, 11, 5))
    assert rows.days(5, 5) == [(Step.AGAIN, "05 14")]

    rows.snoozed(date(2026, 11, 7))  # a Saturday
    assert rows.days(6, 10) == [(Step.AGAIN, "09 14")]
    assert rows.days(11, 11) == [(Step.FIRST, "11 14")]


def test_what_was_snoozed_is_dropped_when_a_newer_message_comes():
    rows = Rows()
    rows.days(2, 4)
    rows.snoozed(date(2026, 11, 12))

    assert rows.days(5, 13) == [(Step.FIRST, "11 14"), (Step.FOLLOW_UP, "13 09")]


def test_what_was_asked_expires_when_the_next_comes():
    rows = Rows()
    rows.days(2, 11)

    assert rows.outcomes() == [Outcome.EXPIRED, Outcome.ASKED]


def test_after_four_weeks_without_an_answer_nobody_is_asked_until_it_is_resumed():
    rows = Rows()
    rows.days(2, 29)
    assert (rows.outcomes(), rows.paused) == ([*[Outcome.EXPIRED] * 3, Outcome.ASKED], None)

    assert rows.days(30, 37) == []
    assert rows.paused == "unanswered"
    assert rows.outcomes() == [*[Outcome.EXPIRED] * 4, Outcome.SUPPRESSED]

    rows.paused = None
    assert [step for step, _ in rows.days(37, 44)] == [Step.FIRST, Step.FOLLOW_UP]


def test_weeks_away_and_a_snooze_are_not_weeks_without_an_answer():
    rows = Rows(replace(ANA, quiet=frozenset({"2026-W46"})))
    rows.days(2, 29)
    rows.days(30, 32)
    assert rows.paused is None
    assert rows.outcomes().count(Outcome.EXPIRED) == 3
    rows.snoozed(date(2026, 12, 3))
    rows.days(33, 60)

    assert rows.paused is None


def test_who_becomes_a_manager_is_asked_from_the_next_message_on():
    assert Rows(since=on(5, 9)).days(5, 10) == []


def test_a_held_week_is_noted_once_with_its_reason():
    rows = Rows(replace(ANA, absences=(Away(date(2026, 11, 3), date(2026, 11, 12)),)))

    assert rows.days(2, 12) == [(Step.FIRST, "12 14")]
    [held, _] = rows.came.values()
    assert (held.outcome, held.why, held.until_on) == (
        Outcome.SUPPRESSED,
        Held.AWAY,
        date(2026, 11, 12),
    )


def test_a_digest_that_is_six_hours_late_is_missed_and_never_follows_up():
    rows = Rows(MONDAYS)
    assert rows.tick(on(2, 15)) == [Step.FIRST]
    assert rows.days(2, 8) == []

    assert rows.tick(on(9, 15, 1)) == []
    assert rows.outcomes() == [Outcome.ASKED, Outcome.MISSED]


def test_nobody_has_to_answer_a_digest():
    rows = Rows(MONDAYS)

    assert len(rows.days(2, 50)) == 7
    assert set(rows.outcomes()) == {Outcome.ASKED}


zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})).map(ZoneInfo)
instants = st.integers(0, 9 * 7 * 24 * 12).map(lambda n: START + n * timedelta(minutes=5))
november = st.dates(date(2026, 11, 2), date(2026, 12, 31))
absences = st.lists(
    st.builds(lambda day, n: Away(day, day + n * DAY), november, st.integers(1, 20)), max_size=3
)
workdays = st.builds(
    Workdays,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(november, max_size=20),
)
agendas = st.builds(
    PersonalAgenda,
    zone=zones,
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    workdays=workdays,
    quiet=st.frozensets(st.sampled_from(["2026-W46", "2026-W49", "2026-W52"])),
    absences=absences.map(tuple),
    digest=st.just(MONDAYS),
)
DEEDS = ("tick", "tick", "tick", "answer", "snooze", "change")
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), instants, agendas), min_size=1, max_size=40)


@given(agendas, deeds, st.booleans())
@settings(max_examples=400)
def test_whatever_the_clock_and_people_do_nobody_is_asked_twice_or_at_a_wrong_time(
    agenda, deeds, is_orderly
):
    rows = Rows(agenda, since=START)
    for deed, at, changed in sorted(deeds, key=lambda one: one[1]) if is_orderly else deeds:
        act(rows, deed, at, changed)

    firsts = [new.period for new, _, _ in rows.sent if new.step is Step.FIRST]
    assert len(firsts) == len(set(firsts))
    for new, at, its in rows.sent:
        day = its.today(at)
        assert its.is_free(day)
        assert week_of(day) not in its.quiet
        assert new.step is Step.AGAIN or week_of(day) == new.period


def act(rows, deed, at, changed):
    match deed:
        case "answer":
            rows.answered()
        case "snooze":
            rows.snoozed(rows.agenda.today(at) + DAY)
        case "change":
            rows.agenda = changed
        case _:
            rows.tick(at)


@given(agendas)
@settings(max_examples=100)
def test_who_looks_only_when_told_to_sees_what_who_looks_always_sees(agenda):
    """`look_at` leaves nothing out."""
    often, rarely = Rows(agenda), Rows(agenda)
    for n in range(2 * 7 * 48):
        often.tick(START + n * timedelta(minutes=30))
    at = START
    while at < START + 2 * 7 * DAY:
        decision = decide(agenda, Past(START, list(rarely.came.values())), at)
        rarely.tick(at)
        at = decision.look_at

    assert [(new.period, new.step) for new, _, _ in rarely.sent] == [
        (new.period, new.step) for new, _, _ in often.sent
    ]
    assert not any(new.is_late for new, _, _ in rarely.sent)
