from datetime import date

import pytest
from sqlmodel import select

from models.errors import NotAllowedError
from models.lesson import Draft, Lesson, LessonOffering, LessonWords, log_lesson
from models.lesson_search import search_lessons
from models.permission import Deed, Operator

HOSTILE = [
    "",
    "   ",
    '"',
    "'; DROP TABLE lesson; --",
    "data AND OR NOT NEAR(",
    "title:data*",
    "a" * 5000,
    "data " * 500,
    "<!channel> & | ! :*",
    "\x00data",
    "日本語 🚀",
    "-data",
    "(data",
]


def log(firm, actor, words, **where):
    with firm.writing() as session:
        found = {name: session.merge(subject) for name, subject in where.items()}
        offerings = tuple(found.pop(name) for name in list(found) if name.startswith("offering"))
        draft = Draft(LessonWords(**words), offerings=offerings, **found)
        return log_lesson(session, Deed(actor, firm.now), draft)


def search(firm, words, actor=Operator.COMMAND_LINE):
    with firm.database.reading() as session:
        found = search_lessons(session, Deed(actor, firm.now), words)
        return [lesson.title for lesson in found]


@pytest.fixture
def ana(firm):
    return firm.person("Ana")


def test_a_lesson_is_found_by_other_forms_of_its_words(firm, ana):
    log(firm, ana, {"title": "Testing batteries", "lesson": "Charge them slowly."})
    log(firm, ana, {"title": "Café contracts", "topics": "purchasing"})

    assert search(firm, "battery test") == ["Testing batteries"]
    assert search(firm, "CAFE") == ["Café contracts"]
    assert search(firm, "slow charging") == ["Testing batteries"]


def test_a_word_of_the_title_counts_more_than_one_of_the_body(firm, ana):
    log(firm, ana, {"title": "Contracts", "lesson": "The supplier was late, very late."})
    log(firm, ana, {"title": "Late supplier"})

    assert search(firm, "late supplier")[0] == "Late supplier"


def test_a_rare_word_counts_more_than_a_common_one(firm, ana):
    for number in range(9):
        log(firm, ana, {"title": f"Data {number}", "lesson": "data and data"})
    log(firm, ana, {"title": "Harbour", "lesson": "The tide was forgotten."})

    assert search(firm, "data tide")[0] == "Harbour"


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_is_typed_is_an_operator(firm, ana, words):
    log(firm, ana, {"title": "Ask for the data early"})

    assert search(firm, words) in ([], ["Ask for the data early"])


def test_an_unsigned_lesson_has_no_author_anywhere(firm, ana):
    with firm.writing() as session:
        draft = Draft(LessonWords(title="We were late"), signed=False)
        log_lesson(session, Deed(ana, firm.now), draft)

    with firm.database.reading() as session:
        assert session.exec(select(Lesson.author_id)).one() is None


def test_a_lesson_may_speak_of_several_offerings(firm, ana):
    data, coaching = firm.offering("Data"), firm.offering("Coaching")

    log(firm, ana, {"title": "Both"}, offering_1=data, offering_2=coaching)

    with firm.database.reading() as session:
        assert len(session.exec(select(LessonOffering)).all()) == 2


def test_only_its_managers_log_a_lesson_of_a_project(firm, ana):
    apollo = firm.project("Apollo")
    with pytest.raises(NotAllowedError):
        log(firm, ana, {"title": "No"}, project=apollo)

    firm.runs(ana, apollo)

    lesson = log(firm, ana, {"title": "Yes", "occurred_on": date(2030, 5, 1)}, project=apollo)
    assert (lesson.project_id, lesson.author_id) == (apollo.id, ana.id)


def test_who_has_left_logs_nothing(firm):
    with pytest.raises(NotAllowedError):
        log(firm, firm.person("Gus", active=False), {"title": "Late"})


def test_a_confidential_lesson_is_found_by_its_team_and_leaders_only(firm, ana):
    zoe, ben = firm.leader("Zoe"), firm.person("Ben")
    quiet = firm.project("Quiet", firm.client("Hush", confidential=True))
    firm.runs(ana, quiet)
    log(firm, ana, {"title": "Data was late"}, project=quiet)
    log(firm, zoe, {"title": "Data of a client", "client_identifying": True})

    assert search(firm, "data", ana) == ["Data was late"]
    assert set(search(firm, "data", zoe)) == {"Data was late", "Data of a client"}
    assert search(firm, "data", ben) == []


def test_walls_do_not_shorten_the_list_of_what_may_be_seen(firm, ana):
    for number in range(9):
        words = {"title": f"Data {number}", "client_identifying": number < 4}
        log(firm, ana, words)

    assert len(search(firm, "data", ana)) == 5
