"""Somebody types to Trefoil, in the conversation between the two."""

import pytest
from sqlmodel import select

from models.outbox import OutboxRow
from models.person import Person
from tests.talk import Talk

ANSWER = "I read commands, not what is written here."
pytestmark = pytest.mark.usefixtures("apollo")


def answers(person):
    return [note for note in person.reads() if ANSWER in note.text]


def rows(talk: Talk, table=OutboxRow):
    with talk.database.reading() as session:
        return session.exec(select(table)).all()


def test_whatever_is_typed_is_answered_with_what_is_understood(talk, beat):
    talk.ana.posts("help")
    beat()

    [answer] = answers(talk.ana)
    assert len(answer.text.splitlines()) == 3
    for command in ("/project-status", "/lesson", "/trefoil help"):
        assert command in answer.text


def test_several_lines_have_one_answer_and_the_next_day_another(talk, beat):
    for words in ("help", "hello?", "is anybody there"):
        talk.ana.posts(words)
        beat.passes(minutes=3)
    assert len(answers(talk.ana)) == 1

    beat.passes(days=1)
    talk.ana.posts("help")
    beat()
    assert len(answers(talk.ana)) == 2


def test_one_event_that_comes_twice_is_answered_once(talk, beat):
    talk.ana.posts("help")
    talk.ana.repeats()
    beat.passes(minutes=11)
    talk.ana.repeats()
    beat()

    assert len(answers(talk.ana)) == 1


def test_an_edit_and_the_answer_itself_are_not_answered(talk, beat):
    note = talk.ana.posts("help")
    beat.passes(hours=1)
    talk.ana.edits(note, "help me")
    talk.ana.deletes(note)
    beat.passes(hours=1)

    assert len(answers(talk.ana)) == 1


def test_what_is_written_in_a_channel_is_not_heard(talk, beat):
    talk.ana.posts("help", in_="apollo")
    beat()

    assert rows(talk) == []


def test_nothing_of_what_was_typed_is_kept_or_logged(talk, beat, caplog):
    caplog.set_level("DEBUG")
    talk.ana.posts("Umbrella sues us")
    beat()

    [row] = rows(talk)
    assert "Umbrella" not in repr(row)
    ours = [
        one for one in caplog.records if not one.name.startswith(("sandbox", "slack", "uvicorn"))
    ]
    assert "Umbrella" not in " ".join(one.getMessage() for one in ours)


def test_a_colleague_of_whom_nothing_was_known_is_answered_and_a_guest_is_not(talk, beat):
    talk.dora.posts("help")
    talk.gus.posts("help")
    beat()

    assert len(answers(talk.dora)) == 1
    assert answers(talk.gus) == []
    names = {person.name for person in rows(talk, Person)}
    assert "Dora Weiss" in names
    assert "Gus Guest" not in names
