"""A Bolt program that is not ours, unchanged, over each of the three ways."""

from datetime import date

import pytest

from sandbox.delivery import SlackSaysError
from tests.sandbox.ways import WAYS, stage


@pytest.fixture(scope="module", params=WAYS)
def way(request):
    with stage(request.param) as found:
        yield found


@pytest.fixture
def ana(way):
    person = way.person("ana")
    while person.sees.kind == "a form":
        person.sees.closes(everything=True)
    return person


def test_a_command_is_answered_to_her_alone(ana, way):
    card = ana.types("/shelf", in_="#apollo")

    assert card.is_private
    assert card.text == "Shelf\nDune is with @Ben Okafor & late\nEmma is here"
    assert card.buttons == ["Return", "Return", "Lend", "History", "Burn"]
    assert [n.text for n in way.person("ben").reads("#apollo")] == []


def test_a_command_may_be_answered_to_all(ana, way):
    note = ana.types("/tell @ben that #apollo is late", in_="#apollo")

    assert not note.is_private
    assert note.text == "Read @Ben Okafor that #apollo is late"
    assert way.person("ben").reads("#apollo")[-1].text == note.text


def test_a_button_replaces_what_it_stands_on(ana):
    card = ana.types("/shelf", in_="#apollo")

    seen = ana.clicks("Return", near="Emma")

    assert seen.text == card.text == "Book 2 is back"
    assert seen.buttons == []


def test_a_menu_says_which_option_was_picked(ana):
    ana.types("/shelf", in_="#apollo")

    assert ana.clicks("History").text == "You chose history"


def test_a_form_is_filled_and_saved(ana, way):
    form = ana.types("/lend", in_="#apollo")
    form.chooses("Book", "Dune", query="du")
    form.fills({"Note": "for a week", "Until": date(2030, 5, 13)})
    form.chooses("Condition", "Good")
    after = form.saves()

    values = way.heard("view_submission")[-1]["view"]["state"]["values"]
    assert not after
    assert form.is_gone
    assert values["book"]["book"]["selected_option"]["value"] == "dune"
    assert values["till"]["till"] == {"type": "datepicker", "selected_date": "2030-05-13"}


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(ana):
    form = ana.types("/lend")
    form.chooses("Book", "Emma")
    form.fills("Note", "errors")

    assert form.saves() is form
    assert form.errors == {"Note": "Not like this"}
    assert form.value("Note") == "errors"


@pytest.mark.parametrize(
    ("answer", "title", "text"),
    [("push", "On top", "Sure?"), ("update", "Lend a book", "Book\nNote\nUntil\nCondition")],
)
def test_a_form_leads_to_another(ana, answer, title, text):
    form = ana.types("/lend")
    form.chooses("Book", "Emma")
    form.fills("Note", answer)

    after = form.saves()

    assert (after.title, after.text) == (title, text)


def test_a_date_that_dispatches_changes_the_form_at_once(ana):
    form = ana.types("/lend")

    form.fills("Until", "2030-05-13")

    assert form.text.endswith("Noted: 2030-05-13")
    assert form.value("Until") == "2030-05-13"


def test_her_home_and_what_stands_on_it(ana):
    home = ana.opens_home()

    assert home.text == "Your books"
    assert home.clicks("Lend").title == "Lend a book"


def test_shortcuts_open_forms(ana):
    note = ana.posts("We lost two days", in_="#apollo")

    assert ana.uses("Lend a book").title == "Lend a book"
    assert ana.uses("Review this", on=note).value("Note") == "We lost two days"


def test_a_message_to_the_bot_is_answered(ana):
    ana.posts("good morning & <thanks>")

    assert ana.sees.text == "You wrote: good morning & <thanks>"


def test_what_fails_is_said_as_slack_says_it(ana):
    with pytest.raises(SlackSaysError, match="/crash failed"):
        ana.types("/crash")
