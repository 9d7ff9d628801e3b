"""Signed HTTP: who is let in, who is turned away, and at what price."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from bot.clock import now
from bot.gate import THREADS
from bot.listening import Listening
from bot.signature import Signature
from bot.web import LARGEST, PATH, Front, build_web
from tests.bot.conftest import SECRET, command, signed

PING = command("/ping", "one")


@pytest.fixture
def front(house):
    return Front(house.gate, Signature(SECRET, now), house.client.hosts, house.metrics)


@pytest.fixture
def post(front):
    """Serve over a real socket, and return what posts to it."""
    listening = Listening(build_web(front), "127.0.0.1", 0).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.port}", timeout=20) as client:

        def send(body, headers=None):
            return client.post(
                PATH, content=body, headers=signed(body) if headers is None else headers
            )

        yield send
    listening.stop()


def json_signed(body):
    return signed(body) | {"content-type": "application/json"}


def test_a_signed_command_is_answered(post, house):
    answer = post(PING)

    assert (answer.status_code, answer.text) == (200, "pong")
    assert house.talk.heard == ["one"]
    assert house.counted("requests_total", kind="command", outcome="ok") == 1


def test_the_same_is_answered_in_the_thread_that_asks(front):
    answer = front.dispatch(signed(PING), PING)

    assert (answer.status, answer.body) == (200, "pong")
    assert front.dispatch({}, PING).status == 401
    assert front.dispatch(json_signed(b"{"), b"{").status == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"x-slack-request-timestamp": "abc"},
        {"x-slack-request-timestamp": "1.5"},
        {"x-slack-request-timestamp": ""},
        {"x-slack-request-timestamp": "-1"},
        {"x-slack-request-timestamp": "9" * 300},
        {"x-slack-request-timestamp": "١٢٣٤".encode()},
        {"x-slack-signature": "v0=é".encode()},
        {"x-slack-signature": b"v0=\xff\xfe"},
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": ""},
    ],
)
def test_headers_that_are_not_slacks_are_401_and_one_short_line(post, house, caplog, wrong):
    answer = post(PING, signed(PING) | wrong)

    assert answer.status_code == 401
    assert house.talk.heard == []
    (line,) = caplog.records
    assert len(line.getMessage()) < 100
    assert line.exc_info is None


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_was_signed_at_another_time_is_401(post, minutes):
    assert post(PING, signed(PING, now() + timedelta(minutes=minutes))).status_code == 401


def test_another_secret_and_another_body_are_401(post):
    assert post(PING, signed(PING, secret="other")).status_code == 401  # noqa: S106  # not ours
    assert post(PING, signed(b"command=%2Fping")).status_code == 401
    assert post(PING, {}).status_code == 401


NESTED = b"[" * 200_000
BODIES = {
    "fields": b"&".join(b"f%d=1" % n for n in range(300_000 // 6)),
    "not utf-8": b"\xff\xfe command=1",
    "nested": NESTED,
    "a list": b"[1]",
    "a word": b'"word"',
    "half": b'{"type": "block_',
    "odd team": b'{"team": 5, "type": "block_actions"}',
    "odd user": b'{"type": "event_callback", "event": 7, "authorizations": 3}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_not_slacks_is_turned_away_unread_or_unused(post, caplog, name):
    body = BODIES[name]

    assert post(body, {"content-type": "application/json"}).status_code == 401
    assert post(body, json_signed(body)).status_code == 400
    assert [len(line.getMessage()) < 100 for line in caplog.records] == [True, True]
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("payload", [b"payload=%5B1%5D", b"payload=" + NESTED, b"payload={"])
def test_a_payload_inside_a_form_is_read_with_the_same_care(post, payload):
    assert post(payload).status_code == 400


def test_a_form_of_a_thousand_fields_is_no_command(post):
    assert post(b"&".join(b"f%d=1" % n for n in range(1000))).status_code == 400


def test_two_megabytes_are_refused_told_or_not(post, house):
    def pieces():
        for _ in range(32):
            yield b"x" * 65_536

    assert post(b"x" * 2 * LARGEST, {}).status_code == 413
    assert post(pieces(), {}).status_code == 413
    assert house.counted("turned_away_total", reason="too large") == 2


def test_a_body_that_does_not_arrive_is_not_waited_for(front, monkeypatch):
    monkeypatch.setattr("bot.web.SLOWEST", 0.05)
    listening = Listening(build_web(front), "127.0.0.1", 0).start()
    with socket.create_connection(("127.0.0.1", listening.port), timeout=20) as line:
        line.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n".encode())
        answer = line.recv(100)
    listening.stop()

    assert answer.startswith(b"HTTP/1.1 408")


def test_headers_that_are_for_bolt_alone_do_nothing(post, house):
    headers = signed(PING, **{"x-slack-bolt-lazy-only": "1"})

    assert post(PING, headers).text == "pong"
    assert house.talk.heard == ["one"]


def test_an_unsigned_check_of_the_certificate_is_turned_away(post):
    assert post(b"ssl_check=1", {}).status_code == 401
    assert post(b"ssl_check=1").status_code == 200


def test_slack_may_try_the_address_out(post, house):
    house.team.team_id = None
    body = json.dumps({"type": "url_verification", "challenge": "c4"}).encode()

    assert post(body, json_signed(body)).json() == {"challenge": "c4"}


@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "http://127.0.0.1:10/x", "file:///etc/passwd", "http://["]
)
def test_an_answer_goes_to_no_other_host(post, house, url):
    assert post(command("/ping", response_url=url)).status_code == 400
    assert house.talk.heard == []


def test_other_addresses_and_methods_are_not_there(front):
    listening = Listening(build_web(front), "127.0.0.1", 0).start()
    there = f"http://127.0.0.1:{listening.port}"

    assert httpx.get(f"{there}{PATH}").status_code == 405
    assert httpx.post(f"{there}/").status_code == 404
    listening.stop()


def test_as_many_as_there_are_threads_are_answered_at_once(post, house):
    with ThreadPoolExecutor(THREADS) as people:
        waiting = [people.submit(post, command("/wait", str(n))) for n in range(THREADS)]
        house.talk.wait_until_entered(THREADS)
        house.talk.go.set()
        answers = [one.result() for one in waiting]

    assert {answer.text for answer in answers} == {"done"}
    assert len(set(house.talk.heard)) == THREADS
