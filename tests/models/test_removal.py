import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.colour import Colour
from models.errors import NotAllowedError
from models.lesson import Draft, Lesson, LessonWords, log_lesson
from models.lesson_search import search_lessons
from models.permission import Deed
from models.person import Person
from models.removal import REMOVED, Removal, remove_lesson, remove_note
from models.search import indexed
from models.status import StatusUpdate
from tests.conftest import NOON


@pytest.fixture
def ana(firm):
    return firm.person("Ana")


@pytest.fixture
def lesson(firm, ana):
    with firm.writing() as session:
        words = LessonWords(title="Told in confidence", lesson="secret", topics="gossip")
        return log_lesson(session, Deed(ana, firm.now), Draft(words))


def remove(firm, actor, lesson, now):
    with firm.writing() as session:
        return remove_lesson(session, Deed(actor, now), session.get_one(Lesson, lesson.id))


def test_what_was_removed_is_empty_everywhere_and_who_did_it_is_kept(firm, ana, lesson):
    removal = remove(firm, ana, lesson, NOON + timedelta(hours=1))

    with firm.database.reading() as session:
        left = session.get_one(Lesson, lesson.id)
        assert (left.title, left.lesson, left.topics) == (REMOVED, None, None)
        assert search_lessons(session, firm.deed, "secret confidence gossip removed") == []
        assert session.exec(select(Removal.by_id)).one() == removal.by_id == ana.id


def test_its_author_has_a_day_and_a_leader_has_any_time(firm, ana, lesson):
    zoe, late = firm.leader("Zoe"), NOON + timedelta(days=1, seconds=1)

    with pytest.raises(NotAllowedError):
        remove(firm, ana, lesson, late)

    assert remove(firm, zoe, lesson, late).by_id == zoe.id


def test_nobody_else_removes_it(firm, lesson):
    with pytest.raises(NotAllowedError):
        remove(firm, firm.person("Ben"), lesson, NOON)


def test_a_removed_note_leaves_its_colours(firm, ana):
    apollo = firm.project("Apollo")
    firm.runs(ana, apollo)
    said = firm.says(apollo, NOON.date(), ana, overall=Colour.RED, note="he was drunk", path="x")

    with firm.writing() as session:
        remove_note(session, Deed(ana, NOON), session.get_one(StatusUpdate, said.id))

    with firm.database.reading() as session:
        left = session.get_one(StatusUpdate, said.id)
    assert (left.overall, left.note, left.path) == (Colour.RED, None, None)


def test_a_note_that_nobody_signed_is_not_of_who_the_firm_does_not_know(firm):
    said = firm.says(firm.project("Apollo"), NOON.date(), overall=Colour.RED, note="imported")

    with firm.writing() as session, pytest.raises(NotAllowedError):
        remove_note(session, Deed(Person(name="New"), NOON), session.get_one(StatusUpdate, said.id))

    with firm.database.reading() as session:
        assert session.get_one(StatusUpdate, said.id).note == "imported"


def test_what_was_carried_into_a_second_report_is_removed_from_the_first_too(firm, ana):
    apollo, zoe = firm.project("Apollo"), firm.leader("Zoe")
    firm.runs(ana, apollo)
    firm.says(apollo, NOON.date(), ana, overall=Colour.RED, note="he was drunk")
    said = firm.says(apollo, NOON.date(), zoe, spent=5)

    with firm.writing() as session:
        remove_note(session, Deed(ana, NOON), session.get_one(StatusUpdate, said.id))

    with firm.database.reading() as session:
        assert set(session.exec(select(StatusUpdate.note))) == {None}


def test_a_leader_may_remove_their_own_words_at_any_time(firm):
    zoe = firm.leader("Zoe")
    with firm.writing() as session:
        draft = Draft(LessonWords(title="Mine"))
        lesson = log_lesson(session, Deed(zoe, NOON), draft)

    assert remove(firm, zoe, lesson, NOON + timedelta(days=9)).by_id == zoe.id


def test_removing_twice_is_removing_once(firm, ana, lesson):
    first = remove(firm, ana, lesson, NOON)

    assert remove(firm, ana, lesson, NOON).id == first.id


def test_nothing_of_it_stays_in_the_file_of_the_database(firm, ana, lesson):
    remove(firm, ana, lesson, NOON)

    if firm.database.engine.dialect.name == "sqlite":
        file = Path(firm.database.engine.url.database)
        firm.database.engine.dispose()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"gossip" not in file.read_bytes()
    with firm.database.reading() as session:
        assert indexed(session) == set()


def test_what_an_import_brought_beside_the_words_stays_the_imports(firm):
    apollo = firm.project("Apollo")
    said = firm.says(apollo, NOON.date(), overall=Colour.RED, note="drunk")
    with firm.writing() as session:
        update = session.get_one(StatusUpdate, said.id)
        update.imported = {"overall": "a", "note": "b"}
        remove_note(session, firm.deed, update)

    with firm.database.reading() as session:
        assert session.get_one(StatusUpdate, said.id).imported == {"overall": "a"}
