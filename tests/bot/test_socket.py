"""Socket Mode: always a line, no answer lost, no strange host."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from slack_sdk.errors import SlackApiError

from bot.clock import now
from bot.contact import LONGEST_PAUSE, pause
from bot.socket import SocketMode, told_to_wait
from sandbox.delivery import Envelope, Kind, NoAnswerError
from sandbox.faults import Drop, Limit, Reply, Say, Status
from sandbox.socket import SocketTransport
from tests.bot.conftest import LONG, TEAM

OPEN = "apps.connections.open"


class Address:
    """Slack names another address than its own."""

    after = False

    def __init__(self, url):
        self.url = url

    def spoil(self, _reply):
        body = b'{"ok": true, "url": "%s"}' % self.url.encode()
        return Reply(200, body, {"content-type": "application/json"})


class Pauses:
    """Counts the failures, and lets the next try come at once."""

    def __init__(self):
        self.told = []
        self.enough = Event()

    def __call__(self, failures):
        self.told.append(failures)
        if len(self.told) >= 3:
            self.enough.set()
        return 0.01


@pytest.fixture
def pauses():
    return Pauses()


@pytest.fixture
def line(slack):
    """The other end: what hands envelopes to us."""
    return SocketTransport(slack)


@pytest.fixture
def mode(new_house, slack, pauses):
    """Return what connects an app to the stand-in."""
    made = []

    def make(**options):
        house = new_house(slack.api_url)
        socket = SocketMode(house.client, "xapp-sandbox-app", house.gate, pauses, **options)
        made.append((house, socket))
        socket.start()
        house.socket = socket
        return house

    yield make
    slack.faults.clear()
    for house, socket in made:
        house.talk.go.set()
        house.gate.close()
        socket.stop()


def command(name, text="", **fields):
    payload = {"command": name, "text": text, "team_id": TEAM, "user_id": "U0ANA00000"}
    return Envelope(Kind.COMMAND, payload | {"trigger_id": "1.2.3"} | fields, now())


def event(event_id="Ev1", **more):
    inner = {"type": "team_join", "user": {"id": "U0NEW00000"}}
    payload = {"type": "event_callback", "team_id": TEAM, "event_id": event_id, "event": inner}
    return Envelope(Kind.EVENT, payload | more, now())


def test_a_command_is_answered_over_the_line(mode, line):
    house = mode()
    line.wait_for()

    assert line.deliver(command("/ping", "one")).json == {"text": "pong"}
    assert line.deliver(event()).text == ""
    assert house.talk.heard == ["one", "U0NEW00000"]
    assert house.socket.is_connected()
    assert house.counted("slack_socket_open") == 1


@pytest.mark.parametrize("fault", [Drop(), Say("internal_error"), Status(503)])
def test_it_keeps_trying_while_slack_is_out_of_reach(mode, line, slack, pauses, fault):
    slack.faults.always(OPEN, fault)
    house = mode()
    assert pauses.enough.wait(LONG)
    assert not house.socket.is_connected()

    slack.faults.clear()

    line.wait_for()
    assert line.deliver(command("/ping")).json == {"text": "pong"}
    assert pauses.told[:3] == [1, 2, 3]


@pytest.mark.parametrize(
    "url", ["ws://127.0.0.1:9/link", "wss://evil.example/link", "http://127.0.0.1/", "ws://["]
)
def test_a_strange_host_is_not_contacted(mode, slack, pauses, caplog, url):
    slack.faults.always(OPEN, Address(url))
    house = mode()

    assert pauses.enough.wait(LONG)
    assert not house.socket.is_connected()
    assert "ElsewhereError" in caplog.text
    assert "evil" not in caplog.text


def test_an_address_that_takes_nobody_is_tried_again(mode, line, slack, pauses):
    slack.faults.next(OPEN, Address(f"{slack.url.replace('http', 'ws')}link/?ticket=old"))
    mode()

    line.wait_for()
    assert line.deliver(command("/ping")).json == {"text": "pong"}
    assert pauses.told == [1]


@pytest.mark.parametrize("keeps_open", [False, True])
@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
def test_when_slack_renews_the_line_the_next_one_is_there_at_once(
    mode, line, pauses, reason, keeps_open
):
    mode()
    line.wait_for()

    line.disconnect(reason, keeps_open=keeps_open)

    line.wait_for(opened=2)
    for _ in range(4):
        assert line.deliver(command("/ping")).json == {"text": "pong"}
    assert pauses.told == []


def test_what_was_asked_over_the_old_line_is_answered_over_it(mode, line):
    house = mode()
    line.wait_for()
    with ThreadPoolExecutor(1) as person:
        asked = person.submit(line.deliver, command("/wait"))
        house.talk.wait_until_entered(1)
        line.disconnect("warning")
        line.wait_for(count=2, opened=2)
        house.talk.go.set()

        assert asked.result().json == {"text": "done"}


def test_when_socket_mode_is_switched_off_it_waits_before_it_tries_again(mode, line, pauses):
    mode()
    line.wait_for()

    line.disconnect("link_disabled")

    line.wait_for(opened=2)
    assert pauses.told == [1]


def test_a_line_that_is_cut_is_replaced(mode, line):
    mode()
    line.wait_for()

    line.cut()

    line.wait_for(opened=2)
    assert line.deliver(command("/ping")).json == {"text": "pong"}


def test_a_line_without_a_pong_is_given_up(mode, line):
    mode(ping=0.5)
    line.wait_for()

    line.freeze()

    line.wait_for(opened=2)
    line.cut()  # what is frozen cannot end by itself
    assert line.deliver(command("/ping")).json == {"text": "pong"}


def test_what_is_not_as_slack_sends_it_does_no_harm(mode, line, caplog):
    mode()
    line.wait_for()
    for frame in (
        {"type": "of next year"},
        {"envelope_id": "1", "payload": [1]},
        {"envelope_id": "2", "payload": {"team": 5}},
        {"envelope_id": 3, "payload": {}},
        [1, 2],
    ):
        line.send_raw(frame)

    assert line.deliver(command("/ping")).json == {"text": "pong"}
    assert "Traceback" not in caplog.text


def test_an_event_that_failed_is_not_acknowledged_so_it_comes_again(mode, slack):
    line = SocketTransport(slack, limit=0.3)
    house = mode()
    line.wait_for()
    house.team.team_id = None  # not reached yet: 503

    with pytest.raises(NoAnswerError):
        line.deliver(event())
    house.team.team_id = TEAM

    assert line.deliver(event()).status == 200
    assert house.talk.heard == ["U0NEW00000"]


def test_who_is_inside_is_answered_before_the_line_is_closed(mode, line):
    house = mode()
    line.wait_for()
    with ThreadPoolExecutor(22) as people:
        asked = [people.submit(line.deliver, command("/wait", str(n))) for n in range(20)]
        house.talk.wait_until_entered(20)
        house.gate.close()
        late = line.deliver(command("/ping"))
        stopping = people.submit(house.socket.stop)
        house.talk.go.set()

        assert [one.result().json for one in asked] == [{"text": "done"}] * 20
        stopping.result()

    assert "restarting" in late.json["text"]
    assert line.links == []
    assert not house.socket.is_connected()
    assert house.counted("slack_socket_open") == 0


def test_pauses_grow_and_are_never_alike_nor_longer_than_a_minute():
    assert [pause(n) <= 2**n for n in range(1, 6)] == [True] * 5
    assert max(pause(n) for n in range(1, 2000)) <= LONGEST_PAUSE
    assert len({pause(3) for _ in range(20)}) > 1


@pytest.mark.parametrize(("told", "seconds"), [("37", 37), ("soon", 0), (None, 0), ("9999", 300)])
def test_slack_is_asked_again_when_it_says_so(new_house, slack, told, seconds):
    client = new_house(slack.api_url).client
    slack.faults.next("auth.test", Limit(told))

    with pytest.raises(SlackApiError) as error:
        client.auth_test()
    assert told_to_wait(error.value) == seconds
