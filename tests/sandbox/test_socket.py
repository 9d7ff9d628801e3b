"""Socket Mode, with the SDK's own client: links come and go, and any of them may carry anything."""

import json
from contextlib import ExitStack

import pytest
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from sandbox.delivery import NoAnswerError, SlackSaysError
from sandbox.person import Person
from sandbox.socket import SocketTransport
from tests.sandbox.ways import stage


@pytest.fixture(scope="module")
def stand():
    with stage("socket") as found:
        yield found


@pytest.fixture
def ana(stand):
    return stand.person("ana")


@pytest.fixture
def links(sandbox):
    """Return a transport, and what opens one more plain WebSocket to it."""
    transport = SocketTransport(sandbox, limit=0.5)
    with ExitStack() as opened:

        def open_link():
            link = opened.enter_context(connect(new_url(sandbox)))
            return link, json.loads(link.recv())

        yield transport, open_link


def new_url(sandbox):
    app = sandbox.workspace.app
    return sandbox.client.apps_connections_open(app_token=app.app_token)["url"]


@pytest.fixture(autouse=True)
def with_client(request):
    """Give the sandbox a client, where a test has the sandbox."""
    if "sandbox" in request.fixturenames:
        request.getfixturevalue("sandbox").client = request.getfixturevalue("client")


def test_a_link_is_greeted(links, workspace):
    _, open_link = links

    _, first = open_link()
    _, second = open_link()

    assert first["type"] == "hello"
    assert first["connection_info"] == {"app_id": workspace.app.id}
    assert (first["num_connections"], second["num_connections"]) == (1, 2)


def test_a_ticket_opens_one_link(sandbox, links):
    assert links
    url = new_url(sandbox)

    with connect(url), pytest.raises(InvalidStatus, match="403"), connect(url):
        pass


def test_the_link_needs_the_token_of_the_app(sandbox, client):
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.apps_connections_open(app_token=sandbox.workspace.app.bot_token)


def test_an_envelope_is_what_the_documentation_says(links, sandbox):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()
    ana = Person(sandbox, transport, "ana")

    with pytest.raises(SlackSaysError) as said:
        ana.types("/any", in_="#apollo")

    frame = json.loads(link.recv())
    assert said.value.code == "operation_timeout"
    assert set(frame) == {"envelope_id", "type", "payload", "accepts_response_payload"}
    assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
    assert frame["payload"]["command"] == "/any"


def test_an_event_says_how_often_it_came(links, sandbox):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()
    Person(sandbox, transport, "ana").posts("hello")

    first, second = json.loads(link.recv()), json.loads(link.recv())

    assert first["accepts_response_payload"] is False
    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
    assert first["envelope_id"] != second["envelope_id"]
    assert first["payload"]["event_id"] == second["payload"]["event_id"]


def test_envelopes_go_to_each_link_in_turn(links):
    transport, open_link = links
    both = [open_link()[0], open_link()[0]]
    transport.wait_for(2)

    for _ in both:
        transport.send_raw({"type": "nonsense"})

    assert [json.loads(link.recv())["type"] for link in both] == ["nonsense", "nonsense"]


def test_what_is_no_acknowledgement_counts_for_nothing(links, sandbox):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()
    for nonsense in ("{", "[]", '{"envelope_id": "unknown"}'):
        link.send(nonsense)

    with pytest.raises(SlackSaysError, match="http_timeout"):
        Person(sandbox, transport, "ana").types("/any")


def test_without_a_link_nothing_arrives(links, sandbox):
    transport, _ = links

    with pytest.raises(SlackSaysError, match="dispatch_failed"):
        Person(sandbox, transport, "ana").types("/any")


def test_a_link_that_breaks_fails_what_waits_on_it(links, sandbox):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()
    link.close()

    with pytest.raises(SlackSaysError):
        Person(sandbox, transport, "ana").types("/any")


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
def test_the_client_comes_back_when_it_is_told_to_go(stand, ana, reason):
    opened = stand.transport.opened

    stand.transport.disconnect(reason)
    stand.transport.wait_for(opened=opened + 1)

    assert ana.types("/shelf").text.startswith("Shelf")


def test_an_old_link_that_is_left_standing_carries_nothing_more(stand, ana):
    opened = stand.transport.opened

    stand.transport.disconnect(keeps_open=True)
    stand.transport.wait_for(opened=opened + 1)
    stand.transport.settles()

    assert ana.types("/shelf").text.startswith("Shelf")


def test_a_cut_ends_a_link_without_a_word(links):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()

    transport.cut()

    with pytest.raises(ConnectionClosedError):
        link.recv()
    with pytest.raises(NoAnswerError):
        transport.send_raw({})


def test_a_warning_leaves_the_link_in_use(links):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()

    transport.disconnect("warning")
    transport.send_raw({"type": "nonsense"})

    assert [json.loads(link.recv()) for _ in range(2)] == [
        {"type": "disconnect", "reason": "warning", "debug_info": {"host": "sandbox"}},
        {"type": "nonsense"},
    ]


def test_a_frozen_link_answers_no_ping(links):
    transport, open_link = links
    link, _ = open_link()
    transport.wait_for()
    assert link.ping().wait(5)

    transport.freeze()

    assert not link.ping().wait(0.1)
    transport.cut()


def test_waiting_for_a_link_that_never_comes_is_an_error(links, monkeypatch):
    monkeypatch.setattr("sandbox.socket.PATIENCE", 0.01)

    with pytest.raises(NoAnswerError):
        links[0].wait_for()
