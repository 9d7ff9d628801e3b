"""The client that tests speak through: what it sees, what it refuses, what it counts."""

import pytest

from sandbox.cannot import AmbiguousClickError, CannotError, NotThereError
from sandbox.delivery import SlackSaysError
from sandbox.mishaps import Mishap, Unreliable
from sandbox.person import Person
from sandbox.state import Message
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
def post(stand):
    """Return what lets the bot post blocks into a channel."""

    def post(*blocks, in_="C0APOLLO000"):
        workspace = stand.workspace
        message = Message(workspace.new_ts(), in_, workspace.app.bot_user_id, "fallback", [*blocks])
        workspace.messages.setdefault(in_, []).append(message)
        return message

    return post


def test_one_is_found_by_handle_real_name_or_id(stand):
    found = {stand.person(name).user.id for name in ("ana", "@ana", "Ana Ferreira", "U0ANA000000")}

    assert found == {"U0ANA000000"}
    with pytest.raises(NotThereError, match="no person 'zoe'; there is: 'ana'"):
        stand.person("zoe")


def test_a_missing_button_is_told_with_all_that_is_there(ana):
    ana.types("/shelf", in_="#apollo")

    with pytest.raises(NotThereError) as said:
        ana.clicks("Retrun")

    assert str(said.value) == (
        "There is no button 'Retrun'; there is: 'Return', 'Return', 'Lend', 'History', 'Burn'\n"
        "Ana Ferreira sees a message:\n"
        "  Shelf\n  Dune is with @Ben Okafor & late\n  Emma is here"
    )


def test_of_several_buttons_one_must_be_named(ana):
    card = ana.types("/shelf", in_="#apollo")

    with pytest.raises(AmbiguousClickError, match="near 'Dune is with @Ben Okafor & late'"):
        ana.clicks("Return")
    with pytest.raises(NotThereError, match="no button near 'Ulysses'"):
        ana.clicks("Return", near="Ulysses")
    assert ana.clicks("Return", on=card, near="Ben Okafor").text == "Book 1 is back"


def test_what_stands_near_widens_from_block_to_passage_to_chapter(ana, post):
    row = {"type": "actions", "elements": [library.button("Lend", "open")]}
    post(
        library.section("Dune"),
        {**row, "block_id": "1"},
        library.section("Emma"),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by _Austen_"}]},
        {**row, "block_id": "2"},
    )

    press = ana.sees.press("Lend", near="emma")

    assert press.element.block_id == "2"


def test_a_command_must_be_declared(ana):
    with pytest.raises(SlackSaysError, match="/shelve is not a valid command; there are"):
        ana.types("/shelve")


def test_one_writes_only_where_one_is(stand, ana):
    with pytest.raises(CannotError, match="Ana Ferreira is not in #borealis"):
        ana.types("/shelf", in_="#borealis")
    with pytest.raises(CannotError, match="#old-launch is archived"):
        ana.posts("hello", in_="#old-launch")
    with pytest.raises(CannotError, match="Gus Lindqvist cannot look into #general"):
        stand.person("gus").reads("#general")
    with pytest.raises(CannotError, match="Ben Okafor cannot look into #board"):
        stand.person("ben").reads("#board")
    with pytest.raises(NotThereError, match="no channel '#nowhere'"):
        ana.reads("#nowhere")


def test_the_newest_thing_is_what_came_since_the_last_act(ana, post):
    ana.types("/shelf", in_="#apollo")

    post(library.section("Something new"))

    assert ana.sees.text == "Something new"


def test_a_form_lies_before_everything_else(ana):
    card = ana.types("/shelf", in_="#apollo")
    form = ana.clicks("Lend")

    assert ana.sees.title == form.title == "Lend a book"
    with pytest.raises(CannotError, match="a form lies before it: Lend a book"):
        card.clicks("Return", near="Dune")


def test_nothing_new_is_false_and_says_so(ana):
    seen = ana.posts("nobody answers here", in_="#apollo")

    assert not ana.news
    assert seen.text == "nobody answers here"
    assert seen.author == "@Ana Ferreira"


def test_a_note_that_has_changed_is_gone_where_it_was_deleted(ana, stand, post):
    message = post(library.section("Soon gone", library.button("Lend", "open")))
    note = ana.sees
    stand.workspace.messages["C0APOLLO000"].remove(message)

    assert note.is_gone
    assert note.text == "Soon gone"
    with pytest.raises(CannotError, match="it is gone"):
        note.clicks("Lend")


def test_an_old_screen_still_sends_what_it_shows(ana, stand):
    card = ana.types("/shelf", in_="#apollo")
    old = card.as_it_was()
    card.clicks("Return", near="Dune")

    old.clicks("Return", near="Dune")

    last = stand.heard("block_actions")[-1]
    assert last["actions"][0]["value"] == "1"
    assert old.buttons == ["Return", "Return", "Lend", "History", "Burn"]


def test_a_double_click_is_two_requests_of_their_own(ana, stand):
    ana.types("/shelf", in_="#apollo")
    before = len(stand.heard("block_actions"))

    ana.clicks("Return", near="Dune", twice=True)

    first, second = stand.heard("block_actions")[before:]
    assert first["actions"][0]["value"] == second["actions"][0]["value"]
    assert first["trigger_id"] != second["trigger_id"]


def test_a_repeated_request_is_the_same_to_the_letter(ana, stand):
    ana.types("/shelf", in_="#apollo")

    answer = ana.repeats()

    assert answer.status == 200
    assert "The shelf" in answer.json["text"]
    assert stand.library.heard[-1] == stand.library.heard[-2]


def test_a_forged_request_reaches_the_app_and_its_answer_nobody(ana, stand):
    ana.types("/shelf", in_="#apollo")
    before = len(ana.reads("#apollo"))

    answer = ana.sends({**ana.last.payload, "command": "/unheard-of", "user_id": "U0GUS000000"})

    assert answer.status == 404
    assert stand.library.heard[-1]["user_id"] == "U0GUS000000"
    assert len(ana.reads("#apollo")) == before


def test_what_was_signed_by_nobody_is_refused(stand, ana):
    ana.types("/shelf", in_="#apollo")
    headers = {"content-type": ana.last.content_type}

    assert stand.transport.deliver_raw(headers, ana.last.body).status == 401


def test_a_confirmation_is_one_more_act(ana, post):
    confirm = {
        "title": library.words("Burn?"),
        "text": library.words("All of it"),
        "confirm": library.words("Yes"),
        "deny": library.words("No"),
    }
    burn = library.button("Lend", "open", confirm=confirm)
    post({"type": "actions", "block_id": "b", "elements": [burn]})

    before = ana.actions

    ana.clicks("Lend")

    assert ana.asked == ["All of it"]
    assert ana.actions - before == 2


def test_acts_are_counted(ana):
    before = ana.actions
    form = ana.types("/lend")
    form.chooses("Book", "Dune")
    form.chooses("Book", "Dune")  # it is chosen already
    form.fills({"Note": "a", "Until": "2030-01-01"})
    form.saves()

    assert ana.actions - before == 5


def test_a_stranger_speaks_with_the_team_of_another_company(stand):
    stand.person("sam").posts("hello", in_="#client-harbour")
    shelf = stand.person("sam").types("/shelf", in_="#client-harbour")
    shelf.clicks("Return", near="Dune")

    click = stand.heard("block_actions")[-1]
    event = stand.events("message")[-1]
    assert click["user"]["team_id"] == "T0CLIENT00"
    assert click["team"]["id"] == stand.workspace.team_id
    assert event["is_ext_shared_channel"] is True
    assert event["event"]["user_team"] == "T0CLIENT00"


def test_guests_bots_and_those_who_left_act_too(stand):
    for name in ("gus", "buildbot", "olga"):
        assert stand.person(name).types("/shelf").text


def test_an_answer_too_late_is_an_error_to_the_user():
    seconds = iter(range(0, 1000, 4))
    with stage(stopwatch=lambda: next(seconds)) as slow, pytest.raises(SlackSaysError) as said:
        slow.person("ana").types("/shelf")

    assert said.value.code == "operation_timeout"
    assert "did not respond" in said.value.words


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/wrong", "its response_type is neither ephemeral nor in_channel"),
        ("/wrong blocks", r"json-pointer:/blocks/0"),
    ],
)
def test_an_answer_that_slack_cannot_show_is_an_error(ana, command, said):
    with pytest.raises(SlackSaysError, match=said) as error:
        ana.types(command)

    assert error.value.code == "invalid_command_response"


def test_a_choice_on_a_message_is_told_with_what_else_was_chosen(ana, stand, post):
    colours = {"type": "static_select", "action_id": "state"}
    options = [library.option("Good"), library.option("Torn")]
    stand.app.action("kept")(lambda ack: ack())
    post(
        library.section(
            "Cover", {**colours, "options": options, "action_id": "kept"}, block_id="1"
        ),
        library.section(
            "Pages", {**colours, "options": options, "action_id": "kept"}, block_id="2"
        ),
    )
    note = ana.sees

    note.chooses("Cover", "Torn")
    note.chooses("Pages", "Good")

    values = ana.last.payload["state"]["values"]
    assert values["1"]["kept"]["selected_option"]["value"] == "torn"
    assert values["2"]["kept"]["selected_option"]["value"] == "good"
    assert (note.value("Cover"), note.value("Pages")) == ("Torn", "Good")


def test_what_she_alone_sees_has_no_shortcuts(ana):
    card = ana.types("/shelf", in_="#apollo")

    with pytest.raises(CannotError, match="has no shortcuts"):
        ana.uses("Review this", on=card)
    with pytest.raises(NotThereError, match="no global shortcut 'Review'; there is: 'Lend a book'"):
        ana.uses("Review")


def test_a_link_is_opened_and_told(ana, post):
    url = "https://books.example"
    post(library.section("Read", library.button("Return", "return", value="9", url=url)))

    ana.clicks("Return")

    assert ana.visited == [url]
    assert ana.last.payload["actions"][0]["url"] == url


def test_waiting_for_what_comes_in_its_own_time(ana, post):
    post(library.section("At last"))

    assert ana.waits_for("At last", in_="#apollo").text == "At last"
    with pytest.raises(NotThereError, match="no message 'Never'"):
        ana.waits_for("Never", in_="#apollo", seconds=0.02)


def test_an_app_without_tabs_takes_no_messages_and_has_no_home():
    with stage() as stand:
        stand.workspace.app.messages_tab = stand.workspace.app.home_tab = False
        ana = stand.person("ana")

        with pytest.raises(CannotError, match="Messages tab is off"):
            ana.posts("hello")
        with pytest.raises(NotThereError, match="no tab 'Home'"):
            ana.opens_home()


def test_what_happens_on_the_way(stand):
    way = Unreliable(stand.transport)
    ana = Person(stand.sandbox, way, "ana")
    before = len(stand.heard("event_callback"))

    way.next(Mishap.DROPPED, Mishap.LOST, Mishap.TWICE)
    with pytest.raises(SlackSaysError, match="dispatch_failed"):
        ana.types("/shelf")
    with pytest.raises(SlackSaysError, match="operation_timeout"):
        ana.types("/shelf")
    ana.posts("hello", in_="#apollo")

    assert len(stand.heard("event_callback")) - before == 2
