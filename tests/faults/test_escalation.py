"""What is told to the next person, and what is not told after all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from models.account import Account
from models.outbox import OutboxRow
from tests.beat import Beat
from tests.conftest import NOON
from tests.talk import Talk

FRIDAY = datetime(2030, 5, 10, 7, tzinfo=UTC)
"""Nine in the morning, where Ana is."""
RED = "/project-status apollo red budget: supplier is gone"


@pytest.fixture
def talk(slack, database, clock):
    talk = Talk(slack, database, clock)
    yield talk
    talk.gate.shut_down()


@pytest.fixture
def beat(talk, firm):
    """Ana runs Apollo for Acme, which Ben holds; Cem is his deputy there, Mara leads."""
    people = {name: firm.person(name) for name in ("Ana Lind", "Ben Ito", "Cem Aydin")}
    firm.leader("Mara Okoye")
    acme = firm.client("Acme")
    project = firm.project("Apollo", acme)
    firm.runs(people["Ana Lind"], project)
    firm.runs(people["Ben Ito"], acme)
    firm.deputises(people["Cem Aydin"], acme)
    firm.now = NOON - timedelta(days=4)
    firm.says(project, firm.now.date(), people["Ana Lind"], time="green")
    firm.now = NOON
    firm.sets(is_launched=True)
    beat = Beat(talk)
    beat()
    return beat


def turns_red(talk):
    form = talk.ana.types(RED)
    form.fills("What gets it back", "a new one")
    form.chooses("Decision", "Someone must decide")
    form.saves()


def deactivated(talk, name):
    with talk.database.begin() as session:
        wanted = select(Account).where(Account.slack_user_id == talk.person(name).user.id)
        session.exec(wanted).one().is_gone = True


def told(person):
    """Return what the bot wrote by itself; what it answers is for their eyes only."""
    return [note for note in person.reads() if not note.is_private]


def heard(talk):
    return {name for name in ("ana", "ben", "cem", "mara") if told(talk.person(name))}


def test_f40_who_has_left_is_not_told_and_the_next_one_is(talk, beat):
    deactivated(talk, "ben")

    turns_red(talk)
    beat.passes(minutes=11)

    assert heard(talk) == {"cem"}


def test_f40_who_leaves_after_it_was_planned_gets_nothing(talk, beat):
    turns_red(talk)
    deactivated(talk, "ben")
    beat.passes(minutes=11)

    assert heard(talk) == set()
    with talk.database.reading() as session:
        [row] = session.exec(select(OutboxRow).where(OutboxRow.kind == "turn"))
    assert (row.fate, row.why) == ("failed", "gone")


def test_f41_an_answer_a_second_before_the_reminder_cancels_it(talk, beat):
    beat.until(FRIDAY - timedelta(seconds=1))
    [message] = told(talk.ana)
    message.clicks("Still on course")

    beat.until(FRIDAY + timedelta(hours=1))

    assert len(told(talk.ana)) == 1


def test_f41_an_answer_while_the_reminder_waits_to_leave_cancels_it(talk, beat):
    """It is planned at nine; the answer comes before it is sent."""
    beat.until(FRIDAY - timedelta(seconds=1))
    [message] = told(talk.ana)
    talk.clock.passes(seconds=2)
    for job in beat.jobs[:2]:
        job()
    message.clicks("Still on course")

    beat()

    assert len(told(talk.ana)) == 1
    with talk.database.reading() as session:
        follow_up = select(OutboxRow).where(OutboxRow.kind == "week.follow_up")
        assert session.exec(follow_up).one().why == "answered"


def test_f42_nobody_is_told_what_they_said_themselves(talk, beat, firm):
    firm.hands_over(firm.project_called("Apollo"), firm.called("Ben Ito"), NOON.date())

    form = talk.ben.types(RED)
    form.fills("What gets it back", "a new one")
    form.chooses("Who must help", "Ben Ito")
    form.saves()
    beat.passes(hours=1)

    assert "ben" not in heard(talk)


def test_f42_two_who_cover_for_each_other_end_nowhere_else(talk, beat, firm):
    days = date(2030, 5, 1), date(2030, 5, 13)
    firm.away(firm.called("Ben Ito"), *days, "Cem Aydin")
    firm.away(firm.called("Cem Aydin"), *days, "Ben Ito")

    turns_red(talk)
    beat.until(datetime(2030, 5, 13, 9, 5, tzinfo=UTC))

    with talk.database.reading() as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.kind == "turn")).all()
    assert [row.fate for row in rows] == ["sent"]
    assert heard(talk) & {"ben", "cem"} == {"ben"}
