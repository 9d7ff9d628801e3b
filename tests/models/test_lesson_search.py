"""Lessons are found by the names of their project and client, beside what they say."""

from datetime import timedelta

import pytest

from models.client import Client, ClientAlias
from models.lesson import Draft, Lesson, LessonWords, log_lesson
from models.lesson_search import search_lessons
from models.permission import Deed, Operator
from models.project import Project
from models.removal import remove_lesson
from models.renaming import rename


@pytest.fixture
def acme(firm):
    return firm.client("Acme Söhne GmbH")


@pytest.fixture
def apollo(firm, acme):
    return firm.project("Apollo Reef", acme, key="AP-1")


def log(firm, title, project=None, **words):
    """Put a lesson on record, a minute after the one before."""
    firm.now += timedelta(minutes=1)
    with firm.writing() as session:
        draft = Draft(
            LessonWords(title=title, **words), session.merge(project) if project else None
        )
        return log_lesson(session, firm.deed, draft)


def search(firm, words, actor=Operator.COMMAND_LINE, limit=5):
    with firm.database.reading() as session:
        found = search_lessons(session, Deed(actor, firm.now), words, limit)
        return [lesson.title for lesson in found]


@pytest.mark.parametrize(
    "words",
    [
        "apollo reef",
        "APOLLO  REEF!",
        "what of Apollo Reef?",
        "ap-1",
        "acme sohne",
        "Acme Söhne GmbH",
        "Apollo Reef · Acme Söhne GmbH",
    ],
)
def test_a_lesson_is_found_by_its_project_or_client(firm, apollo, words):
    log(firm, "Ask early", apollo)
    log(firm, "Another", firm.project("Borealis", firm.client("Globex")))

    assert search(firm, words) == ["Ask early"]


@pytest.mark.parametrize("words", ["apollo", "reef", "reef apollo", "apollo reefs", "ap", "gmbh"])
def test_a_part_of_a_name_is_not_the_name(firm, apollo, words):
    log(firm, "Ask early", apollo)

    assert search(firm, words) == []


def test_other_and_former_names_find_it_and_new_names_at_once(firm, acme, apollo):
    log(firm, "Ask early", apollo)
    with firm.writing() as session:
        session.add(ClientAlias(client_id=acme.id, name="Roadrunner", recorded_at=firm.now))
        rename(session, firm.deed, session.get_one(Client, acme.id), "Coyote", firm.now.date())
        session.get_one(Project, apollo.id).name = "Zeus"

    for words in ("roadrunner", "coyote", "acme söhne", "zeus"):
        assert search(firm, words) == ["Ask early"]
    assert search(firm, "apollo reef") == []


def test_what_says_the_words_comes_before_what_is_only_of_the_name(firm, apollo):
    log(firm, "Ask early", apollo)
    log(firm, "Data came late")

    assert search(firm, "late data apollo reef") == ["Data came late", "Ask early"]


def test_of_what_says_the_words_that_comes_first_which_is_of_the_name_too(firm, apollo):
    for number in range(9):
        log(firm, f"Late data {number}")
    log(firm, "A ship was delayed and at the end of a long day it was too late", apollo)

    assert search(firm, "late data ap-1")[0].startswith("A ship")
    assert len(search(firm, "late data ap-1")) == 5


def test_of_a_bare_name_come_its_lessons_first_and_the_newest_of_them(firm, apollo):
    log(firm, "Apollo Reef is a name that others speak of")
    log(firm, "First", apollo)
    log(firm, "Second", apollo)

    assert search(firm, "apollo reef")[:2] == ["Second", "First"]
    assert search(firm, "apollo reef")[2].startswith("Apollo Reef is")


def test_two_names_find_first_what_both_are_names_of(firm, acme, apollo):
    log(firm, "Of both", apollo)
    log(firm, "Of the client", firm.project("Borealis", acme))

    assert search(firm, "apollo reef acme söhne") == ["Of both", "Of the client"]


def test_names_behind_walls_find_nothing(firm, acme):
    ana, ben, zoe = firm.person("Ana"), firm.person("Ben"), firm.leader("Zoe")
    quiet = firm.project("Quiet", acme, confidential=True)
    open_one = firm.project("Open", acme)
    firm.runs(ana, quiet)
    log(firm, "Hidden", quiet)
    log(firm, "Flagged", open_one, client_identifying=True)
    log(firm, "Quiet places are quiet")

    assert search(firm, "quiet", ben) == ["Quiet places are quiet"]
    assert search(firm, "acme söhne", ben) == []
    for insider in (ana, zoe):
        assert search(firm, "quiet", insider) == ["Hidden", "Quiet places are quiet"]
    assert search(firm, "acme söhne", zoe) == ["Flagged", "Hidden"]


def test_a_name_behind_a_wall_is_no_name(firm, apollo):
    firm.project("Quiet", firm.client("Hush", confidential=True))
    log(firm, "In the hush", firm.called("Quiet", Project))
    log(firm, "Hush is a word")
    log(firm, "Ask early", apollo)

    assert search(firm, "hush ap-1", firm.person("Ben")) == ["Hush is a word", "Ask early"]
    assert search(firm, "hush ap-1", firm.leader("Zoe"))[-1] == "Hush is a word"


def test_walls_do_not_shorten_the_list_of_what_a_name_finds(firm, apollo):
    for number in range(9):
        log(firm, f"Lesson {number}", apollo, client_identifying=number > 3)

    assert len(search(firm, "ap-1", firm.person("Ana"), limit=3)) == 3


def test_a_removed_lesson_is_found_by_no_name(firm, apollo):
    lesson = log(firm, "Ask early", apollo)
    with firm.writing() as session:
        remove_lesson(session, firm.deed, session.get_one(Lesson, lesson.id))

    assert search(firm, "apollo reef") == []


@pytest.mark.parametrize("words", ["", " ", "…", "_", "🚀"])
def test_a_name_without_letters_is_no_name(firm, acme, words):
    log(firm, "Ask early", firm.project("🚀", acme, key="__"))

    assert search(firm, words) == []
