"""The payloads, key by key, as Slack documents them and Bolt reads them."""

from urllib.parse import parse_qsl

import pytest

from tests.sandbox.ways import stage

HEAD = {
    "api_app_id": "A0TREFOIL0",
    "token": "sandbox-verification-token",
    "team": {"id": "T0SANDBOX0", "domain": "larkspur"},
    "enterprise": None,
    "is_enterprise_install": False,
    "user": {"id": "U0ANA000000", "username": "ana", "name": "ana", "team_id": "T0SANDBOX0"},
}


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


def without(payload, *varying):
    """Take out what differs each time; it must be there."""
    return {k: v for k, v in payload.items() if k not in varying or not v}


def test_a_command_is_a_form(ana):
    ana.types("/shelf  two words & more ", in_="#leads")

    form = dict(parse_qsl(ana.last.body, keep_blank_values=True))
    assert without(form, "response_url", "trigger_id") == {
        "token": "sandbox-verification-token",
        "team_id": "T0SANDBOX0",
        "team_domain": "larkspur",
        "channel_id": "C0LEADS0000",
        "channel_name": "privategroup",
        "user_id": "U0ANA000000",
        "user_name": "ana",
        "command": "/shelf",
        "text": "two words & more",
        "api_app_id": "A0TREFOIL0",
        "is_enterprise_install": "false",
    }


@pytest.mark.parametrize(
    ("place", "name"),
    [("#apollo", "apollo"), ("#leads", "privategroup"), (None, "directmessage")],
)
def test_private_places_have_no_name(ana, place, name):
    ana.types("/shelf", in_=place)

    assert ana.last.payload["channel_name"] == name


def test_people_and_channels_are_marked_only_where_the_command_asks_for_it(ana):
    ana.types("/tell @ben and @nobody about #apollo, @here", in_="#apollo")
    escaped = ana.last.payload["text"]
    ana.types("/shelf @ben", in_="#apollo")

    assert escaped == "<@U0BEN000000|ben> and @nobody about <#C0APOLLO000|apollo>, <!here>"
    assert ana.last.payload["text"] == "@ben"


def test_a_click_on_what_she_alone_sees_carries_no_message(ana):
    card = ana.types("/shelf", in_="#apollo")
    card.clicks("Return", near="Emma")

    click = ana.last.payload
    assert "message" not in click
    assert click["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": "C0APOLLO000",
        "is_ephemeral": True,
    }


def test_a_click_on_a_posted_message(ana, stand):
    card = ana.types("/shelf", in_="#apollo")
    card.message.only_for = None
    card.clicks("Return", near="Emma")

    click = ana.last.payload
    (action,) = click["actions"]
    assert without(click, "trigger_id", "response_url", "message", "actions") == HEAD | {
        "type": "block_actions",
        "container": {
            "type": "message",
            "message_ts": card.ts,
            "channel_id": "C0APOLLO000",
            "is_ephemeral": False,
        },
        "channel": {"id": "C0APOLLO000", "name": "apollo"},
        "state": {"values": {}},
    }
    assert without(action, "action_ts", "block_id") == {
        "type": "button",
        "action_id": "return",
        "text": {"type": "plain_text", "text": "Return", "emoji": True},
        "value": "2",
        "style": "danger",
    }
    assert click["message"]["ts"] == card.ts
    assert click["message"]["bot_id"] == stand.workspace.app.bot_id
    assert click["message"]["blocks"][2]["block_id"] == action["block_id"]


def test_a_click_in_a_thread_says_which(ana):
    card = ana.types("/shelf", in_="#apollo")
    card.message.thread_ts = "1.000001"
    card.clicks("Return", near="Emma")

    assert ana.last.payload["container"]["thread_ts"] == "1.000001"


def test_a_menu_sends_the_option(ana):
    ana.types("/shelf", in_="#apollo").clicks("Burn")

    (action,) = ana.last.payload["actions"]
    assert without(action, "action_ts") == {
        "type": "overflow",
        "action_id": "menu",
        "block_id": "more",
        "selected_option": {
            "text": {"type": "plain_text", "text": "Burn", "emoji": True},
            "value": "burn",
        },
    }


def test_a_click_on_home_has_a_view_and_no_channel(ana):
    ana.opens_home().clicks("Lend")

    click = ana.last.payload
    assert click["container"] == {"type": "view", "view_id": click["view"]["id"]}
    assert click["view"]["type"] == "home"
    assert {"channel", "message", "response_url", "state"}.isdisjoint(click)


def test_a_form_that_is_sent(ana):
    form = ana.types("/lend")
    form.chooses("Book", "Dune")
    form.saves()

    sent = ana.last.payload
    view = sent["view"]
    assert without(sent, "trigger_id", "view") == HEAD | {
        "type": "view_submission",
        "response_urls": [],
    }
    assert without(view, "id", "hash", "blocks", "state", "root_view_id") == {
        "team_id": "T0SANDBOX0",
        "app_id": "A0TREFOIL0",
        "app_installed_team_id": "T0SANDBOX0",
        "bot_id": "B0BOT00000",
        "type": "modal",
        "title": {"type": "plain_text", "text": "Lend a book"},
        "submit": {"type": "plain_text", "text": "Lend"},
        "close": None,
        "callback_id": "lend",
        "external_id": "",
        "private_metadata": "shelf 7",
        "clear_on_close": False,
        "notify_on_close": True,
        "previous_view_id": None,
    }
    assert view["id"] == view["root_view_id"]


def test_what_lies_on_another_knows_it(ana):
    form = ana.types("/lend")
    form.chooses("Book", "Dune")
    under = form.fills("Note", "push").saves().surface.view

    assert (under.root_id, under.previous_id) == (form.surface.view.id, form.surface.view.id)


def test_a_form_that_is_closed(ana):
    ana.types("/lend").closes()

    assert without(ana.last.payload, "view") == HEAD | {"type": "view_closed", "is_cleared": False}


def test_what_asks_for_options(ana):
    ana.types("/lend").offers("Book", "du")

    asked = ana.last.payload
    assert without(asked, "view", "container") == HEAD | {
        "type": "block_suggestion",
        "action_id": "book",
        "block_id": "book",
        "value": "du",
    }
    assert asked["container"]["view_id"] == asked["view"]["id"]


def test_a_global_shortcut_comes_from_nowhere(ana):
    ana.uses("Lend a book")

    used = ana.last.payload
    assert without(used, "action_ts", "trigger_id") == HEAD | {
        "type": "shortcut",
        "callback_id": "lend_now",
    }


def test_a_message_shortcut_brings_the_message(ana):
    note = ana.posts("for @ben & all", in_="#apollo")
    ana.uses("Review this", on=note)

    used = ana.last.payload
    varying = ("action_ts", "trigger_id", "response_url", "message")
    assert without(used, *varying) == HEAD | {
        "type": "message_action",
        "callback_id": "review",
        "message_ts": note.ts,
        "channel": {"id": "C0APOLLO000", "name": "apollo"},
    }
    assert used["message"]["text"] == "for <@U0BEN000000> &amp; all"
    assert used["message"]["user"] == "U0ANA000000"
