"""NASA's public lessons: 2,101 of them, up to 30,000 characters long."""

import pytest

from models.lesson_search import search_lessons
from models.permission import Deed, Operator
from tests.conftest import NOON
from tests.real.searches import SEARCHES

DEED = Deed(Operator.COMMAND_LINE, NOON)


@pytest.fixture
def lessons(bring, data, database):
    done = bring(data / "lessons")
    assert done.sheets["lessons"].new == 2101
    return database


def test_they_go_in_whole_again_changes_nothing_and_each_question_finds_its_lesson(
    lessons, bring, data
):
    again = bring(data / "lessons").sheets["lessons"]

    assert (again.new, again.changed, again.unchanged) == (0, 0, 2101)

    with lessons.reading() as session:
        found = {
            words: [lesson.external_id for lesson in search_lessons(session, DEED, words)]
            for words, _ in SEARCHES
        }
    assert len(SEARCHES) == 10
    assert {words: wanted for words, wanted in SEARCHES if wanted not in found[words]} == {}
