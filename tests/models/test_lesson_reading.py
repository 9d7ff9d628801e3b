from datetime import timedelta

import pytest

from models.appointment import end
from models.errors import NotAllowedError, NotFoundError
from models.lesson import Draft, Lesson, LessonWords, log_lesson
from models.lesson_reading import closest_lessons, lesson_cards, lesson_for, lessons_for
from models.lesson_search import search_lessons
from models.permission import Deed
from models.person import Person
from models.removal import REMOVED, may_remove, remove_lesson
from models.role import history
from models.search import matching
from tests.conftest import NOON


@pytest.fixture
def ana(firm):
    return firm.person("Ana")


@pytest.fixture
def ben(firm):
    return firm.person("Ben")


@pytest.fixture
def quiet(firm, ana):
    project = firm.project("Quiet", firm.client("Hush"), confidential=True)
    firm.runs(ana, project)
    return project


def log(firm, actor, title, project=None, *, signed=True, **words):
    with firm.writing() as session:
        said = LessonWords(title=title, **words)
        place = session.merge(project) if project else None
        return log_lesson(session, Deed(actor, firm.now), Draft(said, place, signed=signed))


def sees(firm, reader, lesson):
    """Say whether a reader can open a lesson; what they find by searching must be the same."""
    with firm.database.reading() as session:
        deed = Deed(reader, firm.now)
        found = lesson.id in [one.id for one in search_lessons(session, deed, lesson.title, 50)]
        listed = [one.id for one in lessons_for(session, deed, [lesson.id])] == [lesson.id]
        assert found == listed
        try:
            assert lesson_for(session, deed, lesson.id).id == lesson.id
        except NotFoundError:
            assert not found
            return False
        return found


def remove(firm, actor, lesson):
    with firm.writing() as session:
        remove_lesson(session, Deed(actor, firm.now), session.get_one(Lesson, lesson.id))


def cards(firm, reader, *lessons):
    with firm.database.reading() as session:
        there = [session.get_one(Lesson, lesson.id) for lesson in lessons]
        return lesson_cards(session, Deed(reader, firm.now), there)


def closest(firm, reader, lesson):
    with firm.database.reading() as session:
        near = closest_lessons(session, Deed(reader, firm.now), session.get_one(Lesson, lesson.id))
        return [one.title for one in near]


def test_a_lesson_behind_a_wall_is_as_if_it_were_not_there(firm, ana, ben, quiet):
    zoe = firm.leader("Zoe")
    secret = log(firm, ana, "Batteries were late", project=quiet)
    flagged = log(firm, zoe, "Turbines were late", client_identifying=True)

    assert [sees(firm, one, secret) for one in (ana, ben, zoe)] == [True, False, True]
    assert [sees(firm, one, flagged) for one in (ana, ben, zoe)] == [False, False, True]


def test_who_signed_what_could_tell_the_client_reads_it_on_but_not_behind_a_wall(firm, ana, quiet):
    zoe = firm.leader("Zoe")
    flagged = log(firm, ana, "Batteries were late", client_identifying=True)
    secret = log(firm, ana, "Turbines were late", project=quiet)
    end_role(firm, zoe, quiet)

    assert (sees(firm, ana, flagged), sees(firm, ana, secret)) == (True, False)


def end_role(firm, leader, project):
    with firm.writing() as session:
        role = history(session, session.merge(project))[0]
        end(session, Deed(session.merge(leader), firm.now), role, firm.now.date())


def test_an_unsigned_lesson_is_nobodys_not_even_of_who_the_firm_does_not_know(firm, ana):
    unsigned = log(firm, ana, "We were late", signed=False)
    flagged = log(firm, ana, "They were late", signed=False, client_identifying=True)
    stranger = Person(name="New")

    assert not sees(firm, stranger, flagged)
    for nobody in (ana, stranger):
        assert not cards(firm, nobody, unsigned)[0].may_remove
        with pytest.raises(NotAllowedError):
            remove(firm, nobody, unsigned)


def test_who_has_left_sees_nothing_behind_a_wall(firm, ana, quiet):
    secret = log(firm, ana, "Batteries were late", project=quiet)
    with firm.writing() as session:
        session.merge(ana).active = False

    assert not sees(firm, firm.called("Ana"), secret)


def test_a_card_says_where_by_whom_and_when_and_of_an_unsigned_one_only_where(firm, ana, ben):
    apollo = firm.project("Apollo", firm.client("Acme"))
    firm.runs(ana, apollo)
    signed = log(firm, ana, "Signed", project=apollo)
    unsigned = log(firm, ana, "Unsigned", project=apollo, signed=False)

    mine, nobodys = cards(firm, ben, signed, unsigned)

    assert (mine.project, mine.client, mine.author) == ("Apollo", "Acme", "Ana")
    assert mine.logged_on == NOON.date()
    assert (nobodys.project, nobodys.author, nobodys.logged_on) == ("Apollo", None, None)


def test_its_author_may_remove_it_for_a_day_and_leaders_may_any(firm, ana, ben):
    zoe, lesson = firm.leader("Zoe"), log(firm, ana, "Late")

    def may(actor, now):
        with firm.database.reading() as session:
            return may_remove(session, Deed(actor, now), session.get_one(Lesson, lesson.id))

    tomorrow = NOON + timedelta(days=1, seconds=1)
    assert [may(one, NOON) for one in (ana, ben, zoe)] == [True, False, True]
    assert [may(one, tomorrow) for one in (ana, ben, zoe)] == [False, False, True]


def test_what_was_removed_says_by_whom_and_when_and_is_in_no_list(firm, ana):
    lesson = log(firm, ana, "Late")
    remove(firm, ana, lesson)

    card = cards(firm, ana, lesson)[0]
    assert (card.lesson.title, card.may_remove) == (REMOVED, False)
    assert card.removed == ("Ana", NOON.date())
    with firm.database.reading() as session:
        assert lessons_for(session, Deed(ana, firm.now), [lesson.id]) == []


def test_the_closest_are_those_that_share_what_tells_something(firm, ana):
    log(firm, ana, "Ask for the test data before signing")
    log(firm, ana, "The harbour was closed and we were late")
    log(firm, ana, "Data centres burn")
    new = log(firm, ana, "Test data came late", recommendation="Ask for it before the signing")

    assert closest(firm, ana, new) == ["Ask for the test data before signing"]


def test_no_more_than_two_are_close_and_none_behind_a_wall(firm, ana, ben, quiet):
    for number in range(3):
        log(firm, ana, f"Test data came late {number}")
    log(firm, ana, "Test data came late", project=quiet)
    new = log(firm, ben, "Test data came late again")

    assert len(closest(firm, ben, new)) == 2
    assert "Test data came late" not in closest(firm, ben, new)


def test_a_lesson_of_one_word_is_close_to_nothing(firm, ana):
    log(firm, ana, "Late")

    assert closest(firm, ana, log(firm, ana, "Late")) == []
    with firm.database.reading() as session:
        assert len(matching(session, "late", 5)) == 2
