"""Forms: what lies on what, what closes, and what Slack says to a wrong answer."""

import pytest

from sandbox.cannot import NotThereError
from sandbox.delivery import SlackSaysError
from tests.sandbox import library
from tests.sandbox.ways import stage


@pytest.fixture(scope="module")
def stand():
    with stage() as found:
        yield found


@pytest.fixture
def ana(stand):
    person = stand.person("ana")
    while person.sees.kind == "a form":
        person.sees.closes(everything=True)
    return person


@pytest.fixture
def lend(ana):
    """Return what opens the form and fills it, so that its note decides the answer."""

    def open_form(note):
        form = ana.types("/lend")
        form.chooses("Book", "Emma", query="em")
        return form.fills("Note", note)

    return open_form


def test_what_was_pushed_lies_on_top_and_gives_way_again(lend, ana):
    form = lend("push")

    top = form.saves()
    under = top.closes()

    assert (top.title, under.title) == ("On top", "Lend a book")
    assert ana.sees.value("Note") == "push"
    assert top.is_gone
    assert not form.is_gone


def test_a_form_that_is_saved_shows_the_one_beneath(lend):
    top = lend("push").saves()

    assert top.saves().title == "Lend a book"


def test_three_lie_on_one_another_at_most(lend, ana, stand):
    lend("push").saves()
    front = stand.workspace.views[stand.workspace.stacks["U0ANA000000"][-1]]
    push = {"response_action": "push", "view": library.modal("Third", library.section("x"))}
    stand.app.view("again")(lambda ack: ack(push))
    front.payload["callback_id"] = "again"
    third = ana.sees.saves()
    stand.workspace.views[stand.workspace.stacks["U0ANA000000"][-1]].payload["callback_id"] = (
        "again"
    )

    assert third.title == "Third"
    with pytest.raises(SlackSaysError, match="push_limit_reached"):
        third.saves()


def test_an_update_keeps_what_was_entered(lend):
    after = lend("update").saves()

    assert after.value("Note") == "update"
    assert after.value("Book") == "Emma"


def test_clear_closes_all(lend, ana):
    top = lend("push").saves()
    top.closes()
    ana.sees.fills("Note", "clear")

    assert not ana.sees.saves()
    assert ana.sees.kind != "a form"


def test_errors_go_when_it_is_sent_again(lend):
    form = lend("errors")
    form.saves()
    assert form.errors == {"Note": "Not like this"}

    form.fills("Note", "well")

    assert not form.saves()
    assert form.errors == {}


@pytest.mark.parametrize(
    ("note", "code", "said"),
    [
        ("unknown", "unknown_block_id", r"Errors for \['nowhere'\], but the input blocks are"),
        ("broken", "invalid_view", "json-pointer:/view/title"),
        ("shout", "invalid_response", "We had some trouble connecting"),
    ],
)
def test_an_answer_that_slack_does_not_take_leaves_the_form_open(lend, ana, note, code, said):
    form = lend(note)

    with pytest.raises(SlackSaysError, match=said) as error:
        form.saves()

    assert error.value.code == code
    assert ana.sees.value("Note") == note


def test_closing_is_told_where_it_was_asked_for(lend, ana, stand):
    lend("push").saves()

    ana.sees.closes(everything=True)

    told = stand.heard("view_closed")[-1]
    assert told["is_cleared"] is True
    assert told["view"]["private_metadata"] == "shelf 7"
    assert told["view"]["state"]["values"]["note"]["note"]["value"] == "push"
    assert ana.sees.kind != "a form"


def test_a_form_that_is_sent_twice_reaches_the_app_twice(lend, stand):
    before = len(stand.heard("view_submission"))

    lend("well").saves(twice=True)

    first, second = stand.heard("view_submission")[before:]
    assert first["view"]["id"] == second["view"]["id"]
    assert first["trigger_id"] != second["trigger_id"]


def test_what_shows_no_button_cannot_be_sent(ana):
    card = ana.types("/shelf")

    with pytest.raises(NotThereError, match="no form"):
        card.saves()


def test_a_choice_that_dispatches_tells_the_state_of_all_fields(lend, stand):
    form = lend("a note")

    form.chooses("Condition", "Torn")

    click = stand.heard("block_actions")[-1]
    torn = {"text": {"type": "plain_text", "text": "Torn", "emoji": True}, "value": "torn"}
    values = click["view"]["state"]["values"]
    assert click["actions"][0]["selected_option"] == torn
    assert values["state"]["state"] == {"type": "static_select", "selected_option": torn}
    assert values["note"]["note"]["value"] == "a note"
    assert click["view"]["id"] == click["container"]["view_id"]
    assert form.text.endswith("Noted: torn")


def test_a_field_that_went_away_and_came_back_is_empty(lend, ana, stand):
    form = lend("a note")
    live = stand.workspace.views[stand.workspace.stacks["U0ANA000000"][-1]]
    client = stand.app.client
    client.views_update(view_id=live.id, view=library.modal("Short", library.section("x")))
    client.views_update(view_id=live.id, view=library.lending())

    assert form.value("Note") == "none"
    assert ana.sees.value("Book") is None
