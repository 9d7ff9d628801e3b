"""Weekly messages when things moved on: other holders, other days, two clicks at once."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlmodel import col, select

from models.outbox import OutboxRow
from models.schedule import Occurrence, Outcome, Step
from models.state import State
from tests.conftest import NOON
from tests.handlers.weekly import week_comes

TODAY = NOON.date()
LAST_WEEK = TODAY - timedelta(days=5)


@pytest.fixture
def message(talk, firm, apollo, ana):
    """Ana's weekly message about Apollo, which is confidential, and Borealis."""
    borealis = firm.project("Borealis")
    firm.runs(ana, borealis)
    firm.says(apollo, LAST_WEEK, ana, time="amber", path="sell the secret unit")
    firm.says(borealis, LAST_WEEK, ana, time="green")
    with firm.writing() as session:
        session.merge(apollo).confidential = True
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))
    return talk.ana.reads()[-1]


def outcomes(talk):
    with talk.database.reading() as session:
        rows = select(Occurrence.outcome).order_by(col(Occurrence.id))
        return list(session.exec(rows))


def test_what_is_no_longer_hers_stands_in_no_later_message(talk, message, firm, apollo):
    assert "Apollo" in message.text
    cem = firm.person("Cem Aydin")
    firm.hands_over(apollo, cem, TODAY + timedelta(days=1))
    talk.clock.passes(days=2)

    week_comes(talk, firm.called("Ana Lind"), Step.FOLLOW_UP)
    again = talk.ana.reads()[-1]
    seen = again.clicks("Still on course", near="Borealis")

    for text in (again.text, seen.text):
        assert "Apollo" not in text
        assert "secret" not in text


def test_a_project_that_was_closed_is_asked_no_more(talk, message, firm, apollo):
    assert message
    firm.moves(apollo, State.CLOSED, TODAY + timedelta(days=1))
    talk.clock.passes(days=2)

    week_comes(talk, firm.called("Ana Lind"), Step.FOLLOW_UP)

    assert "Apollo" not in talk.ana.reads()[-1].text


def test_a_pause_can_be_undone_for_ten_minutes_and_not_over_what_came_since(
    talk, message, firm, apollo
):
    seen = message.clicks("Pause project", near="Apollo")
    firm.now = talk.clock()
    firm.moves(apollo, State.CLOSED, TODAY)

    assert "Something was said since" in seen.clicks("Undo", near="Apollo").text
    talk.clock.passes(minutes=11)
    assert "Ten minutes are over" in seen.clicks("Undo", near="Apollo").text


def test_an_answer_to_an_old_message_counts_and_is_not_denied(talk, message):
    with talk.database.begin() as session:
        session.exec(select(Occurrence)).one().outcome = Outcome.EXPIRED
    talk.clock.passes(days=7)

    seen = message.clicks("All unchanged")

    assert "Your week · 6 May" in seen.text
    assert "not answered" not in seen.text
    assert outcomes(talk) == ["answered"]


def test_a_report_made_elsewhere_changes_the_later_messages_too(talk, message, firm):
    assert message
    talk.clock.passes(days=2)
    week_comes(talk, firm.called("Ana Lind"), Step.FOLLOW_UP)

    talk.ana.types("/project-status apollo green")

    with talk.database.reading() as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.kind == "week.edit")).all()
    assert len({row.edit_of_id for row in rows}) == 2


def test_two_clicks_at_once_close_the_message(talk, message):
    labels = {"Apollo": "Still at risk", "Borealis": "Still on course"}
    presses = [message.press(label, near=name) for name, label in labels.items()]
    payloads = [talk.ana.speaker.press(message.surface, press) for press in presses]
    said = []
    threads = [Thread(target=lambda p=p: said.append(talk.ana.sends(p))) for p in payloads]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status for answer in said] == [200, 200]
    assert outcomes(talk) == ["answered"]


def test_who_was_given_up_and_speaks_is_asked_again(talk, message, firm):
    assert message
    person = firm.called("Ana Lind")
    firm.gives_up(person)

    talk.ana.types("/project-status apollo green")

    assert firm.given_up() == []


def test_what_was_put_off_can_be_answered_at_once_after_all(talk, message):
    seen = message.clicks("Snooze to tomorrow").clicks("Answer now")

    assert "All unchanged" in seen.buttons
    seen.clicks("All unchanged")
    assert outcomes(talk) == ["answered"]
