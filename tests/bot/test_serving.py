"""Real processes: they start without Slack, end in good order, and lose nothing that was begun."""

import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from sqlmodel import select

from bot.clock import now
from bot.database import Database
from bot.web import PATH
from models.client import Client
from sandbox.delivery import Envelope, Kind
from sandbox.socket import SocketTransport
from tests.bot.child import HTTP, SERVE, SOCKET
from tests.bot.conftest import SECRET, TEAM, command, signed

CHILD = [sys.executable, "-m", "tests.bot.serving_child"]
NOWHERE = "http://127.0.0.1:9/api/"
MANY = 20


@pytest.fixture
def saved(url):
    """Return what was saved, by name."""

    def names():
        database = Database(url)
        database.settle_in(now)
        with database.reading() as session:
            found = session.exec(select(Client.name)).all()
        database.engine.dispose()
        return sorted(found)

    return names


@pytest.fixture
def waiting(new_child):
    """Start the process whose listeners wait, and read its ports."""

    @contextmanager
    def start(**settings):
        with new_child(CHILD, **settings) as child:
            _, port, admin = child.says("ready").split()
            child.port, child.admin = int(port), int(admin)
            yield child

    return start


@pytest.mark.parametrize("mode", [HTTP, SOCKET], ids=["http", "socket"])
def test_it_starts_without_slack_says_where_it_is_and_ends_when_told(new_child, url, mode):
    with new_child(SERVE, SLACK_API_URL=NOWHERE, **mode) as child:
        database, slack, operator = (child.says(word) for word in ("Data", "Slack:", "Operator"))
        child.says("Trefoil serves.")
        child.admin = int(operator.split(":")[-1].split("/")[0])
        health, ready = child.page("healthz"), child.page("readyz").json()
        child.is_told(signal.SIGTERM)
        code, _, err = child.ends()

    assert code == 0, err
    assert str(url.database) in database
    assert ("Socket Mode" in slack) is (mode is SOCKET)
    assert (health.text, ready["ready"]) == ("ok", True)
    assert "Made a new, empty database" in err
    assert "Traceback" not in err


def test_it_ends_well_when_interrupted_too(waiting):
    with waiting(SLACK_API_URL=NOWHERE, **HTTP) as child:
        child.is_told(signal.SIGINT)
        code, _, err = child.ends()

    assert code == 0, err
    assert "Traceback" not in err


def test_f04_whoever_is_inside_is_answered_before_it_ends_over_http(waiting, saved, slack):
    with waiting(SLACK_API_URL=slack.api_url, **HTTP) as child, asking(child.port) as ask:
        child.logs("Slack: reached")
        asked = [ask(f"client {n:02}") for n in range(MANY)]
        for _ in range(MANY):
            child.says("entered")
        alive = child.page("healthz")
        child.is_told(signal.SIGTERM)
        child.logs("stopping")
        late = refused_or_told(child.port)
        child.hears("go")
        answers = [one.result() for one in asked]
        code, _, err = child.ends()

    assert code == 0, err
    assert alive.text == "ok"
    assert late
    assert [(one.status_code, one.text) for one in answers] == [(200, "saved")] * MANY
    assert saved() == [f"client {n:02}" for n in range(MANY)]


@contextmanager
def asking(port):
    """Give what posts a command, each in a thread of its own."""
    there = f"http://127.0.0.1:{port}{PATH}"
    with httpx.Client(timeout=20) as client, ThreadPoolExecutor(MANY) as people:

        def ask(words):
            body = command("/wait", words)
            return people.submit(client.post, there, content=body, headers=signed(body))

        yield ask


def refused_or_told(port):
    """Say whether whoever comes now is not let in: the port is closed, or we say that we stop."""
    with asking(port) as ask:
        answer = ask("late")
        lost = isinstance(answer.exception(), httpx.TransportError)
        return lost or "restarting" in answer.result().text


def test_f04_whoever_is_inside_is_answered_before_it_ends_over_the_socket(waiting, saved, slack):
    line = SocketTransport(slack, limit=20)
    settings = {"SLACK_API_URL": slack.api_url, **SOCKET}
    with waiting(**settings) as child, ThreadPoolExecutor(MANY) as people:
        child.logs("Slack: reached")
        line.wait_for()
        asked = [people.submit(line.deliver, envelope(n)) for n in range(MANY)]
        for _ in range(MANY):
            child.says("entered")
        child.is_told(signal.SIGTERM)
        child.logs("stopping")
        late = line.deliver(envelope(99))
        child.hears("go")
        answers = [one.result() for one in asked]
        code, _, err = child.ends()

    assert code == 0, err
    assert "restarting" in late.json["text"]
    assert [one.json for one in answers] == [{"text": "saved"}] * MANY
    assert saved() == [f"client {n:02}" for n in range(MANY)]


def envelope(number):
    payload = {"command": "/wait", "text": f"client {number:02}", "team_id": TEAM}
    return Envelope(Kind.COMMAND, payload | {"user_id": "U1", "trigger_id": "1.2.3"}, now())


@pytest.mark.parametrize("mode", [HTTP, SOCKET], ids=["http", "socket"])
def test_a_whole_life_at_debug_leaves_no_secret_in_what_it_writes(waiting, slack, mode):
    line = SocketTransport(slack)
    settings = {"SLACK_API_URL": slack.api_url, "TREFOIL_LOG_FORMAT": "json", **mode}
    with waiting(**settings) as child, asking(child.port) as ask:
        child.logs("Slack: reached")
        child.hears("go")
        if mode is SOCKET:
            line.wait_for()
            assert line.deliver(envelope(1)).json == {"text": "saved"}
        else:
            assert ask("private words").result().text == "saved"
        child.is_told(signal.SIGTERM)
        _, out, err = child.ends()

    for secret in ("xox", "xapp", SECRET, "ticket", "1.2.3", "private"):
        assert secret not in out + err
