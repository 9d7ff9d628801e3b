import json
from datetime import date

import pytest

from models.lesson import Lesson
from models.lesson_form import ProjectChoice
from models.lesson_reading import LessonCard
from sandbox.strict.message import check_message
from sandbox.strict.view import check_view
from tests.conftest import NOON
from views.lesson import (
    CARRIED,
    TYPED,
    about_words,
    found_message,
    gist,
    help_message,
    lesson_modal,
    removed_message,
    removed_modal,
    saved_message,
    wordless_message,
)
from views.lesson_form import (
    IDENTIFYING,
    UNSIGNED,
    LessonForm,
    lesson_form,
    project_options,
    readers,
)

TODAY = NOON.date()
OPEN = ProjectChoice(1, "AP-1", "Apollo", "Acme", is_confidential=False)
WALLED = OPEN._replace(is_confidential=True)
HOSTILE = "<!channel> & *x* " * 30


def card(title="Late", id_=1, **facts):
    words = {name: facts.pop(name) for name in [*facts] if name in Lesson.model_fields}
    lesson = Lesson(id=id_, title=title, recorded_at=NOON, **words)
    return LessonCard(lesson=lesson, **facts)


def hostile(id_):
    return card(
        HOSTILE[:300],
        id_,
        recommendation=HOSTILE,
        project=HOSTILE,
        client=HOSTILE,
        offerings=(HOSTILE,) * 9,
        author=HOSTILE,
        logged_on=TODAY,
        may_remove=True,
    )


MESSAGES = {
    "nothing": found_message(HOSTILE, [], TODAY),
    "nothing on many words": found_message("🚀" * 900, [], TODAY),
    "found": found_message(HOSTILE, [hostile(n) for n in range(5)], TODAY),
    "saved": saved_message(hostile(9), "Every colleague", [hostile(1), hostile(2)], TODAY),
    "removed": removed_message([hostile(1)], TODAY),
    "removed, none left": removed_message([], TODAY),
    "help": help_message(),
    "wordless": wordless_message(),
}
FORMS = {
    "empty": LessonForm(),
    "without projects": LessonForm(may_choose=False),
    "full": LessonForm(
        HOSTILE[:300],
        "x" * 9000,
        "y" * 9000,
        OPEN._replace(name=HOSTILE, client=HOSTILE, key=HOSTILE[:100]),
        ticks=frozenset({IDENTIFYING, UNSIGNED}),
        memory={"answer_to": "https://hooks.slack.com/actions/1"},
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_message(name):
    payload = MESSAGES[name].payload()

    assert check_message(payload["blocks"]) == []
    assert "<!" not in payload["text"]


@pytest.mark.parametrize("name", FORMS)
def test_slack_takes_every_form(name):
    assert check_view(lesson_form(FORMS[name]).payload()) == []


@pytest.mark.parametrize(
    ("project", "ticks", "who"),
    [
        (None, (), "Every colleague"),
        (None, (UNSIGNED,), "Every colleague"),
        (OPEN, (), "Every colleague"),
        (OPEN, (IDENTIFYING,), "Only the managers of Apollo"),
        (WALLED, (), "Only the managers of Apollo"),
        (None, (IDENTIFYING,), "Only you and leaders"),
        (None, (IDENTIFYING, UNSIGNED), "Only leaders"),
    ],
)
def test_a_form_says_who_will_find_it(project, ticks, who):
    assert readers(project, frozenset(ticks)).startswith(who)


def test_a_button_carries_what_it_can_hold():
    answer = found_message("🚀" * 5000, [], TODAY).payload()
    value = answer["blocks"][-1]["elements"][0]["value"]

    assert value == TYPED + "🚀" * CARRIED
    assert len(value.encode("utf-16-le")) // 2 <= 2000


def test_a_lesson_without_advice_shows_what_was_learned_or_happened():
    assert gist(card(recommendation="Ask", lesson="L")) == "*Late*\nNext time: Ask"
    assert gist(card(lesson="Learned", what_happened="H")) == "*Late*\nLearned"
    assert gist(card(what_happened="Happened")) == "*Late*\nHappened"
    assert gist(card()) == "*Late*"


def test_what_is_not_known_of_a_lesson_is_left_out():
    assert about_words(card(), TODAY) == ""
    assert about_words(card(occurred_on=date(2014, 3, 12)), TODAY) == "happened 12 Mar 2014"
    assert about_words(card(author="Ana", logged_on=TODAY), TODAY) == "Ana, 6 May"


@pytest.mark.parametrize("character", ["x", "🚀", "é", "\n", " "])
def test_the_longest_lesson_fits_a_window(character):
    words = dict.fromkeys(("what_happened", "lesson", "recommendation"), character * 32000)
    modal = lesson_modal(card(**words, may_remove=True), "1:", TODAY, None)

    assert check_view(modal) == []
    assert len(json.dumps(modal)) < 250_000


def test_what_does_not_fit_a_window_is_said_to_be_cut():
    words = {"what_happened": "🚀" * 32_000}

    assert "more of it than a window holds" in str(lesson_modal(card(**words), "", TODAY, None))


def test_a_removed_lesson_says_only_that():
    removed = lesson_modal(card("", removed=(None, TODAY)), "1:", TODAY, None)

    assert "This lesson was removed. 6 May." in str(removed)
    assert check_view(removed) == check_view(removed_modal()) == []


def test_no_project_is_offered_when_it_is_what_was_typed():
    assert [one["value"] for one in project_options([OPEN], "")] == ["none", "1"]
    assert [one["value"] for one in project_options([], "no pro")] == ["none"]
    assert project_options([], "apollo") == []
