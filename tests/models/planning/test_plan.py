"""Planning in the database: who gets a schedule, who a message, who is held and why."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.absence import Absence, be_away
from models.account import Account
from models.appointment import stand_in
from models.planning.agenda import Held
from models.planning.plan import plan
from models.planning.week_ahead import digest_ahead, week_ahead
from models.preference import Wanted, prefer
from models.project import Project
from models.role import Term
from models.schedule import Outcome, Schedule, Step, resume
from tests.ticking import Week, instant

MONDAY = "2030-05-06T07:00+00:00"
DUE = "2030-05-08T14:00+00:00"
"""A Wednesday."""


@pytest.fixture
def week(firm):
    firm.sets(is_launched=True)
    return Week(firm)


@pytest.fixture
def ana(week):
    return week.manager("Ana Lind")


def keys(week):
    return [one.key for one in week.schedules()]


def ahead(week, at):
    with week.firm.database.reading() as session:
        return {one.name: one for one in week_ahead(session, instant(at))}


def test_whoever_holds_a_role_or_covers_gets_one_schedule_and_the_firm_its_digest(firm, week, ana):
    ben, cem, dot = (firm.person(name) for name in ("Ben Ito", "Cem Ak", "Dot Roy"))
    firm.leader("Mara Okoye")
    birch = firm.client("Birch")
    firm.runs(cem, birch, end_on=date(2030, 5, 6))
    with firm.writing() as session:
        stand_in(session, firm.deed, session.merge(birch), session.merge(dot), Term())
        days = {"start_on": date(2030, 5, 1), "end_on": date(2030, 5, 9), "recorded_at": firm.now}
        session.add(Absence(person_id=ana.id, cover_id=ben.id, **days))

    for _ in range(3):
        week.begins(MONDAY)

    assert keys(week) == [*(f"person:{one.id}" for one in (ana, ben, dot)), "digest"]


def test_a_message_is_written_with_its_occurrence(week, ana):
    week.begins(MONDAY)

    assert week.ticks(MONDAY, DUE, DUE, "2030-05-08T14:00:30+00:00") == ["week"]

    [occurrence], [message] = week.occurrences(), week.messages()
    assert (occurrence.period, occurrence.step, occurrence.is_late) == (
        "2030-W19",
        Step.FIRST,
        False,
    )
    assert message.key == f"week:{occurrence.id}"
    assert (message.lane, message.person_id) == (f"person {ana.id}", ana.id)
    assert message.about == {"occurrence": occurrence.id}


@pytest.mark.usefixtures("ana")
def test_who_comes_second_writes_no_message(week, monkeypatch):
    week.begins(MONDAY)
    assert week.ticks(DUE) == ["week"]

    monkeypatch.setattr("models.planning.plan.read_past", lambda *_: {})
    with week.firm.writing() as session:
        schedules = session.exec(select(Schedule)).all()
        assert plan(session, schedules, instant(DUE)) == []

    assert (len(week.messages()), len(week.occurrences())) == (1, 1)


@pytest.mark.usefixtures("ana")
def test_a_reminder_and_what_was_snoozed_have_messages_of_their_own(week):
    week.begins(MONDAY)
    assert week.ticks(DUE, "2030-05-10T09:00+00:00") == ["week", "week.follow_up"]

    week.turns(Outcome.SNOOZED, date(2030, 5, 11))
    assert week.ticks("2030-05-13T14:00+00:00") == ["week"]


def test_why_somebody_is_held_is_noted(firm, week, ana):
    ben, cem, dot, eve, fay = (
        week.manager(name) for name in ("Ben Ito", "Cem Ak", "Dot Roy", "Eve Lam", "Fay Orr")
    )
    week.begins(MONDAY)
    with firm.writing() as session:
        account = select(Account).where(Account.slack_user_id == ben.slack_user_id)
        session.exec(account).one().is_guest = True
        be_away(session, firm.deed, session.merge(cem), date(2030, 5, 8), date(2030, 5, 13))
    week.changes(dot, holidays="DE", weekly_on=3)
    week.changes(eve, active=False)
    firm.hands_over(firm.called("Of Fay Orr", Project), ana, date(2030, 5, 6))

    week.ticks(DUE, "2030-05-09T14:00+00:00")

    held = {one.person_id: (one.outcome, one.why, one.until_on) for one in week.occurrences()}
    assert held == {
        ana.id: (Outcome.ASKED, None, None),
        ben.id: (Outcome.SUPPRESSED, Held.NO_ACCOUNT, None),
        cem.id: (Outcome.SUPPRESSED, Held.AWAY, date(2030, 5, 13)),
        dot.id: (Outcome.ASKED, None, None),
        eve.id: (Outcome.SUPPRESSED, Held.LEFT, None),
        fay.id: (Outcome.SUPPRESSED, Held.NO_ROLE, None),
    }


def test_before_the_launch_only_those_who_try_it_are_asked(firm, week, ana):
    week.manager("Ben Ito")
    firm.sets(is_launched=False, trial=[ana.id])
    week.begins(MONDAY)

    assert week.ticks(DUE) == ["week"]
    assert [one.why for one in week.occurrences()] == [None, Held.NOT_LAUNCHED]


def test_a_bad_place_or_zone_keeps_nobody_from_being_asked(week):
    week.manager("Ana Lind", holidays="Atlantis", time_zone="Europe/Atlantis")
    week.manager("Ben Ito", holidays="DE-ZZ", time_zone="../etc/passwd")
    week.begins(MONDAY)

    assert week.ticks(DUE) == ["week", "week"]


def test_what_somebody_changes_holds_at_once(firm, week, ana):
    week.begins(MONDAY)
    week.ticks(MONDAY)
    firm.now = instant("2030-05-06T07:30+00:00")

    with firm.writing() as session:
        wanted = Wanted({"weekly_on": 0, "weekly_hour": 8})
        prefer(session, firm.deed, session.merge(ana), wanted)

    assert week.ticks("2030-05-06T07:31+00:00") == []
    assert week.ticks("2030-05-06T08:00+00:00") == ["week"]


@pytest.mark.usefixtures("ana")
def test_what_leaders_change_holds_at_once(firm, week):
    week.begins(MONDAY)
    week.ticks(MONDAY)
    firm.now = instant("2030-05-06T07:30+00:00")

    firm.sets(weekly_on=0, weekly_hour=8)

    assert week.ticks("2030-05-06T07:31+00:00", "2030-05-06T08:00+00:00") == ["week"]


def test_the_digest_goes_to_its_channel_once_it_is_launched(firm, week):
    week.begins(MONDAY)
    assert week.ticks("2030-05-06T09:00+00:00") == []
    [held] = week.digests()
    assert (held.period, held.why) == ("2030-W19", Held.NO_CHANNEL)

    firm.sets(digest_channel="C1")
    assert week.ticks("2030-05-13T09:00+00:00", "2030-05-13T09:01+00:00") == ["digest"]
    [message] = week.messages()
    assert (message.channel_id, message.lane, message.person_id) == ("C1", "C1", None)


def test_who_answers_nothing_for_four_weeks_is_asked_no_more_and_leaders_know(firm, week, ana):
    mara = firm.leader("Mara Okoye")
    week.begins(MONDAY)
    weeks = [instant(DUE) + timedelta(weeks=n) for n in range(6)]

    assert week.ticks(*weeks[:4]) == ["week"] * 4
    assert week.ticks(*weeks[4:]) == ["week.stopped"] * 2

    assert {one.person_id for one in week.messages()[4:]} == {ana.id, mara.id}
    [schedule, _] = week.schedules()
    assert (schedule.paused_because, schedule.paused_at) == ("unanswered", weeks[4])

    with firm.writing() as session:
        resume(session, weeks[5], ana.id)
    assert week.ticks(weeks[5], weeks[5] + timedelta(weeks=1)) == ["week"]


@pytest.mark.usefixtures("ana")
def test_the_week_ahead_says_who_gets_it_when_and_why_others_do_not(firm, week):
    ben, cem = week.manager("Ben Ito"), week.manager("Cem Ak", time_zone="Asia/Tokyo")
    week.begins(MONDAY)
    week.manager("Dot Roy", weekly_on=0, weekly_hour=1)
    with firm.writing() as session:
        be_away(session, firm.deed, session.merge(ben), date(2030, 5, 8), date(2030, 5, 20))
        session.exec(select(Absence)).one().cover_id = cem.id

    told = ahead(week, MONDAY)

    assert list(told) == ["Ana Lind", "Ben Ito", "Cem Ak", "Dot Roy"]
    assert told["Ana Lind"].at == instant(DUE)
    assert told["Cem Ak"].at == instant("2030-05-08T05:00+00:00")
    away = told["Ben Ito"]
    assert (away.held, away.until_on, away.cover_id) == (Held.AWAY, date(2030, 5, 20), cem.id)
    assert told["Dot Roy"].held == Held.NEW
    assert told["Ana Lind"].now == ()


def test_the_week_ahead_tells_what_came_and_what_would_come_now(week, ana):
    week.begins(MONDAY)
    [told] = ahead(week, DUE).values()
    assert (told.person_id, told.at, told.now) == (ana.id, instant(DUE), (Step.FIRST,))

    week.ticks(DUE)

    [told] = ahead(week, "2030-05-09T10:00+00:00").values()
    assert (told.at, told.came, told.now) == (instant(DUE), Outcome.ASKED, ())
    assert ahead(week, "2030-05-10T09:00+00:00")["Ana Lind"].now == (Step.FOLLOW_UP,)


@pytest.mark.usefixtures("ana")
def test_the_week_ahead_tells_of_what_is_late_missed_or_held(firm, week):
    week.begins(MONDAY)
    assert ahead(week, "2030-05-08T20:00+00:00")["Ana Lind"].at == instant("2030-05-09T09:00+00:00")
    assert ahead(week, "2030-05-10T19:00+00:00")["Ana Lind"].held == Held.DOWN
    firm.sets(quiet_weeks=["2030-W19"])
    assert ahead(week, MONDAY)["Ana Lind"].held == Held.QUIET_WEEK
    week.ticks(DUE)
    assert ahead(week, DUE)["Ana Lind"].came == Outcome.SUPPRESSED
    with firm.database.reading() as session:
        assert digest_ahead(session, instant(MONDAY)).held == Held.NO_CHANNEL


@pytest.mark.usefixtures("ana")
def test_the_week_ahead_tells_what_it_cannot_tell(week, monkeypatch):
    week.begins(MONDAY)
    monkeypatch.setattr("models.planning.plan.decide", lambda *_: 1 / 0)

    assert ahead(week, MONDAY)["Ana Lind"].held == "trouble: ZeroDivisionError"


def test_whose_account_moves_to_an_earlier_zone_is_asked_at_their_new_hour(firm, week, ana):
    week.begins(MONDAY)
    week.ticks("2030-05-08T04:30+00:00")

    with firm.writing() as session:
        account = select(Account).where(Account.slack_user_id == ana.slack_user_id)
        session.exec(account).one().time_zone = "Asia/Tokyo"

    assert week.ticks("2030-05-08T05:30+00:00") == ["week"]


@pytest.mark.usefixtures("ana")
def test_looking_ahead_writes_nothing(week):
    ahead(week, DUE)
    with week.firm.database.reading() as session:
        assert digest_ahead(session, instant(DUE)).held == Held.NO_CHANNEL

    assert (week.schedules(), week.occurrences()) == ([], [])


class Counted:
    """How many statements are sent, but those that begin and end."""

    def __init__(self, engine):
        self.engine, self.said = engine, []

    def __enter__(self):
        event.listen(self.engine, "before_cursor_execute", self._note)
        return self.said

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, *_):
        if not statement.startswith(("PRAGMA", "BEGIN")):
            self.said.append(statement)


@pytest.mark.usefixtures("ana")
def test_an_idle_beat_is_one_statement(week):
    week.begins(MONDAY)
    week.ticks(MONDAY)

    with Counted(week.firm.database.engine) as said:
        week.plan()
        week.plan()

    assert len(said) == 2


def statements(week, at):
    with Counted(week.firm.database.engine) as said:
        week.at = instant(at)
        week.plan()
    return len(said)


@pytest.mark.usefixtures("ana")
def test_a_batch_takes_the_same_statements_however_many_are_in_it(week):
    week.begins(MONDAY)
    week.ticks(MONDAY)
    one = statements(week, DUE)
    for n in range(20):
        week.manager(f"Manager {n}")
    week.begins("2030-05-09T12:00+00:00")
    week.ticks("2030-05-09T12:00+00:00")

    assert statements(week, "2030-05-15T14:00+00:00") <= one + 1  # and what was asked expires
    assert one <= 14


@pytest.mark.usefixtures("ana")
def test_a_muster_only_reads_where_nothing_is_missing(week):
    week.begins(MONDAY)

    with Counted(week.firm.database.engine) as said:
        week.muster()

    assert len(said) == 3
    assert not any(statement.startswith("INSERT") for statement in said)
