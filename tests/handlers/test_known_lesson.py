import pytest

from sandbox.faults import Say
from tests.handlers.lessons import begins, firm_of_apollo, kept, known


@pytest.fixture
def apollo(firm):
    return firm_of_apollo(firm)


def test_the_closest_known_lessons_are_asked_about(talk, firm):
    firm.person("Ben Ito")
    known(firm, "Ben Ito", "Ask for test data before signing", recommendation="Say so early")
    known(firm, "Ben Ito", "Harbours close in winter")

    answer = begins(talk.dora, "Test data before signing, again").saves()

    assert "Same as one of these?" in answer.text
    assert "Ask for test data before signing" in answer.text
    assert "Say so early" in answer.text
    assert "Harbours" not in answer.text
    assert "Ask for test data" in answer.fallback
    opened = answer.clicks("Open", near="Ask for test data")
    assert "Ben Ito, 6 May" in opened.text
    assert opened.buttons == []


def test_its_author_takes_it_back_where_it_was_said_to_be_saved(talk, firm):
    answer = begins(talk.dora, "Late").saves()

    left = answer.clicks("Remove")

    assert left.text == "Removed. Nobody can find it any more."
    assert left.buttons == []
    assert kept(firm)[0].title == ""
    assert talk.dora.hands.asked == [
        "“Late” is emptied for everybody, for good. That it was removed, by whom and when, is kept."
    ]


def test_a_search_says_what_to_do_next_time_where_by_whom_and_when(talk, firm, apollo):
    known(firm, "Ana Lind", "Late data", recommendation="Ask for it early", project=apollo)

    found = talk.dora.types("/lesson data late", in_="general")

    assert found.is_private
    assert "1 lesson on “data late”" in found.text
    assert "Next time: Ask for it early" in found.text
    assert "Apollo · Acme · Ana Lind, 6 May" in found.text
    assert found.buttons == ["Open", "Log a lesson"]
    assert "Late data. Ask for it early" in found.fallback


def test_nothing_found_is_said_with_the_way_to_log_one(talk):
    nothing = talk.dora.types("/lesson penguins")

    assert nothing.text == "No lesson says anything on “penguins” yet."
    form = nothing.clicks("Log a lesson")
    assert (form.title, form.value("Title")) == ("Log a lesson", "penguins")


@pytest.mark.parametrize("before", ["", "search ", "FIND  ", "find\n"])
def test_words_search_whether_or_not_they_say_so(talk, firm, before):
    firm.person("Ben Ito")
    known(firm, "Ben Ito", "Late data")

    found = talk.dora.types(f"/lesson {before}late data")

    assert "1 lesson on “late data”" in found.text
    assert found.clicks("Log a lesson").value("Title") == "late data"


@pytest.mark.parametrize("words", ["apollo", "AP-1", "acme", "Apollo · Acme", "apollo late"])
def test_a_lesson_is_found_by_the_names_that_stand_beside_it(talk, firm, apollo, words):
    known(firm, "Ana Lind", "Ask early", project=apollo)

    found = talk.dora.types(f"/lesson {words}")

    assert "Ask early" in found.text
    assert "Apollo · Acme" in found.text


def test_open_shows_all_of_a_lesson_however_long(talk, firm):
    firm.person("Ben Ito")
    whole = "\n".join(f"Line {number} of what happened" for number in range(700))
    known(firm, "Ben Ito", "Data", what_happened=whole, lesson="Learn", topics="data; late")

    opened = talk.dora.types("/lesson data").clicks("Open")

    assert opened.title == "Lesson"
    assert "Line 0 of" in opened.text
    assert "Line 699 of" in opened.text
    assert "What was learned" in opened.text
    assert "data; late" in opened.text


def test_a_leader_removes_one_of_many_and_the_rest_stays_in_sight(talk, firm, apollo):
    known(firm, "Ana Lind", "Data late")
    known(firm, "Ana Lind", "Data wrong", project=apollo)
    talk.clock.passes(days=3)
    assert "Remove" not in talk.ana.types("/lesson data").buttons

    found = talk.mara.types("/lesson data")
    left = found.clicks("Remove", near="Data late")

    assert "Removed." in left.text
    assert "Data wrong" in left.text
    assert "Data late" not in left.words
    assert "Data late" not in talk.ana.types("/lesson data").words


def test_what_is_removed_in_its_window_leaves_the_answer_behind_it_too(talk, firm):
    firm.person("Dora Weiss")
    known(firm, "Dora Weiss", "Data late")
    known(firm, "Dora Weiss", "Data wrong")
    found = talk.dora.types("/lesson data")

    opened = found.clicks("Open", near="Data late")
    gone = opened.clicks("Remove")

    assert "Removed." in gone.text
    assert "Data late" not in found.words
    assert "Data wrong" in found.words


def test_what_was_removed_is_removed_though_slack_did_not_show_it(talk, firm):
    firm.person("Dora Weiss")
    known(firm, "Dora Weiss", "Data late")
    found = talk.dora.types("/lesson data")
    opened = found.clicks("Open")
    talk.sandbox.faults.next("views.update", Say("internal_error"))

    opened.clicks("Remove")

    assert kept(firm)[0].title == ""
    assert "broke" not in talk.dora.sees.text
    talk.dora.sees.closes()
    assert found.text == "Removed. Nobody can find it any more."


@pytest.mark.usefixtures("apollo")
def test_a_button_that_is_older_than_the_removal_says_that_it_was_removed(talk, firm):
    lesson = known(firm, "Ana Lind", "Data late")
    found = talk.ana.types("/lesson data")
    old = found.as_it_was()
    found.clicks("Remove")

    opened = old.clicks("Open")

    assert opened.text == "This lesson was removed. Ana Lind, 6 May."
    assert opened.buttons == []
    assert kept(firm)[0].id == lesson.id


@pytest.mark.usefixtures("apollo")
def test_walls_hold_in_every_list_and_against_forged_ids(talk, firm):
    quiet = firm.project("Quiet", confidential=True)
    firm.runs(firm.called("Ana Lind"), quiet)
    hidden = known(firm, "Ana Lind", "Secret data came late", project=quiet)
    known(firm, "Ana Lind", "Open data")

    found = talk.dora.types("/lesson secret data came late")
    saved = begins(talk.dora, "Secret data came late, again").saves()
    for seen in (found, saved):
        assert "Secret data came late" not in seen.words.replace("late, again", "")
    assert "Secret data came late" in talk.ana.types("/lesson data").words

    for verb in ("open", "remove"):
        answer = click(talk.dora, found, f"lesson.{verb}", f"{hidden.id}:")
        nothing = click(talk.dora, found, f"lesson.{verb}", "99999999999999999999:")
        assert answer == nothing == "This lesson cannot be found."
    assert kept(firm)[0].title == "Secret data came late"


def click(person, seen, action_id, value):
    """Press a button that nobody was shown."""
    seen.clicks("Open")
    person.sees.closes()
    forged = person.hands.speaker
    payload = forged.press(seen.surface, seen.press("Open"))
    payload["actions"][0] |= {"action_id": action_id, "value": value}
    person.hands.acts(lambda: person.courier.ask(payload), on=seen)
    return person.sees.text


@pytest.mark.parametrize("words", ["help", "?", "search", "Search  ", "find"])
def test_help_says_what_can_be_typed(talk, words):
    answer = talk.dora.types(f"/lesson {words}")

    assert "/lesson late data finds lessons; /lesson alone logs one." in answer.fallback
    assert answer.buttons == ["Log a lesson"]


@pytest.mark.parametrize("outsider", ["gus", "sam"])
def test_guests_and_strangers_neither_log_nor_find(talk, firm, outsider):
    answer = talk.person(outsider).types("/lesson late")

    assert answer.text.startswith("Trefoil is for colleagues of this firm only.")
    assert kept(firm) == []
