"""Weekly messages that did not arrive: nobody is counted as silent for what they never got."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.digest.quiet import _asked as asked_days
from models.outbox import Fate, OutboxRow, Parcel, post_all
from models.schedule import AskedItem, Occurrence, Outcome, Rhythm, Schedule, Step
from models.setting import firm_settings
from sandbox.faults import Say
from tests.beat import Beat
from tests.conftest import NOON
from tests.talk import Talk

WEEK = timedelta(weeks=1)
FRIDAY = NOON.replace(day=10, hour=7)
"""Nine in the morning, where Ana is."""


@pytest.fixture
def talk(slack, database, clock):
    talk = Talk(slack, database, clock)
    yield talk
    talk.gate.shut_down()


@pytest.fixture
def beat(talk, firm):
    """Ana runs Apollo for Acme, which Ben holds; he runs Gemini."""
    ana, ben = firm.person("Ana Lind"), firm.person("Ben Ito")
    firm.leader("Mara Okoye")
    acme = firm.client("Acme")
    apollo = firm.project("Apollo", acme)
    firm.runs(ana, apollo)
    firm.runs(ben, acme)
    firm.runs(ben, firm.project("Gemini", acme))
    firm.now = NOON - timedelta(days=4)
    firm.says(apollo, firm.now.date(), ana, time="green")
    firm.now = NOON
    firm.sets(is_launched=True)
    beat = Beat(talk)
    beat()
    return beat


def told(person):
    return [note for note in person.reads() if not note.is_private]


def read(talk, table, *where):
    with talk.database.reading() as session:
        return session.exec(select(table).where(*where)).all()


def outcomes(talk, person):
    rows = read(talk, Occurrence, Occurrence.person_id == person.id)
    firsts = [row for row in rows if row.step is Step.FIRST]
    return [(row.outcome, row.why) for row in sorted(firsts, key=lambda row: row.id)]


def without_slack(talk, beat, until):
    """Beat now and then: what waits is due all the time, and cannot leave."""
    while talk.clock() < until:
        talk.clock.passes(hours=6)
        beat()


def test_who_got_nothing_for_five_weeks_is_not_given_up(talk, beat, firm):
    talk.sandbox.faults.always("chat.postMessage", Say("token_revoked"))

    without_slack(talk, beat, FRIDAY + 5 * WEEK)

    ana = firm.called("Ana Lind")
    assert outcomes(talk, ana)[:4] == [(Outcome.MISSED, "missed")] * 4
    assert outcomes(talk, ana)[-1][0] is Outcome.ASKED
    assert not any(row.paused_at for row in read(talk, Schedule))


def test_what_slack_refuses_was_not_asked(talk, beat, firm):
    talk.sandbox.faults.always("chat.postMessage", Say("msg_too_long"))

    beat.until(FRIDAY + timedelta(minutes=1))

    assert outcomes(talk, firm.called("Ana Lind")) == [(Outcome.MISSED, "msg_too_long")]


def test_a_week_that_reached_them_and_was_not_answered_is_not_missed(talk, beat, firm):
    beat.until(FRIDAY + timedelta(days=2))

    assert outcomes(talk, firm.called("Ana Lind")) == [(Outcome.ASKED, None)]


def test_news_that_a_week_could_not_bring_comes_by_itself(talk, beat):
    talk.ana.types("/project-status apollo amber budget: supplier is late")
    talk.sandbox.faults.always("chat.postMessage", Say("msg_too_long"))
    beat.until(FRIDAY - timedelta(seconds=1))
    [waits] = read(talk, OutboxRow, OutboxRow.kind == "turn")
    assert (waits.fate, waits.why) == (Fate.PENDING, None)
    talk.sandbox.faults.clear()

    beat.until(FRIDAY + timedelta(days=7))

    [turn] = read(talk, OutboxRow, OutboxRow.kind == "turn")
    assert turn.fate is Fate.SENT or str(turn.why).startswith("week ")
    assert any("Apollo" in note.text for note in told(talk.ben))


@pytest.mark.parametrize(("sent", "weeks"), [(True, 1), (False, 0)])
def test_nobody_is_named_for_what_has_not_left(firm, sent, weeks):
    ana, project = firm.person("Ana Lind"), firm.project("Apollo")
    with firm.writing() as session:
        schedule = Schedule(
            key="a", rhythm=Rhythm.WEEKLY, person_id=ana.id, look_at=NOON, since_at=NOON
        )
        session.add(schedule)
        session.flush()
        asked = Occurrence(
            schedule_id=schedule.id or 0,
            person_id=ana.id,
            period="2030-W19",
            due_at=NOON,
            made_at=NOON,
        )
        session.add(asked)
        session.flush()
        session.add(AskedItem(occurrence_id=asked.id or 0, project_id=project.id, position=0))
        key = f"week:{asked.id}"
        post_all(session, [Parcel(key, "week", NOON, person_id=ana.id)], NOON)
        if sent:
            session.exec(select(OutboxRow)).one().sent_at = NOON

    with firm.database.reading() as session:
        found = asked_days(session, firm_settings(session), NOON + WEEK)

    assert len(found) == weeks
