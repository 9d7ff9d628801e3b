"""What tests of serving ask for: a stand-in Slack, and an app that waits, fails and counts."""

import hmac
import logging
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Event, Semaphore
from urllib.parse import urlencode

import pytest

from bot.app import Bot, build_app
from bot.client import build_client
from bot.clock import now
from bot.gate import Gate, Inside
from bot.metrics import Metrics
from handlers.guard import guard
from models.errors import BusyError
from sandbox.server import Sandbox
from tests.bot.child import ROOT, Child

SECRET = "sandbox-signing-secret"  # noqa: S105  # opens nothing but this sandbox
TEAM = "T0SANDBOX0"
LONG = 20
"""Seconds after which a test that waits has failed; none waits so long when all is well."""


@dataclass
class Team:
    """Whom the gate serves."""

    team_id: str | None = TEAM


@dataclass
class Talk:
    """Listeners that wait until they are told to go on, fail, or ask Slack something."""

    entered: Semaphore = field(default_factory=lambda: Semaphore(0))
    go: Event = field(default_factory=Event)
    heard: list[str] = field(default_factory=list)

    def register(self, app):
        app.command("/ping")(self.ping)
        app.command("/wait")(self.wait)
        app.command("/busy")(self.busy)
        app.command("/fail")(self.fail)
        app.command("/ask")(self.ask)
        app.event("team_join")(self.hear)

    def ping(self, ack, command):
        self.heard.append(command["text"])
        ack("pong")

    def wait(self, ack, command):
        self.entered.release()
        self.go.wait(LONG)
        self.heard.append(command["text"])
        ack("done")

    def busy(self):
        raise BusyError(2.5)

    def fail(self, command):
        raise LookupError(command["text"])

    def ask(self, ack, client, command):
        ack(client.users_info(user=command["user_id"])["user"]["name"])

    def hear(self, ack, event):
        self.heard.append(event["user"]["id"])
        ack()

    def wait_until_entered(self, count):
        for _ in range(count):
            assert self.entered.acquire(timeout=LONG)


@dataclass
class House:
    """An app behind its gate, and all that a test wants to look at."""

    client: object
    gate: Gate
    talk: Talk
    team: Team
    metrics: Metrics

    def counted(self, name, **labels):
        """Return a number of /metrics."""
        return self.metrics.registry.get_sample_value(f"trefoil_{name}", labels) or 0


@pytest.fixture
def slack():
    with Sandbox(rates=False) as sandbox:
        yield sandbox


@pytest.fixture
def new_house():
    """Return what puts an app behind a gate, with the token and the Slack that it is given."""
    made = []

    def make(api_url="http://127.0.0.1:9/api/", token="xoxb-sandbox-bot", **gate):  # noqa: S107
        metrics, talk, team = Metrics(), Talk(), Team()
        client = build_client(token, api_url, metrics)
        app = build_app(client, guard, (talk,), Bot)
        house = House(client, Gate(Inside(app, guard, team), metrics, **gate), talk, team, metrics)
        made.append(house)
        return house

    yield make
    for house in made:
        house.talk.go.set()
        house.gate.shut_down()


@pytest.fixture
def house(new_house):
    return new_house()


@pytest.fixture
def logs_as_they_were():
    """Undo what setting up the logs of a process has done to this one."""
    root, levels = logging.getLogger(), {}
    handlers, level = list(root.handlers), root.level
    for name in (*logging.root.manager.loggerDict, "bot", "handlers"):
        levels[name] = logging.getLogger(name).level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


def command(name, text="", **fields):
    """Return a slash command as the form that Slack posts."""
    return urlencode(
        {
            "command": name,
            "text": text,
            "team_id": TEAM,
            "user_id": "U0ANA00000",
            "channel_id": "C0GENERAL0",
            "channel_name": "general",
            "trigger_id": "1.2.3",
            **fields,
        }
    ).encode()


def signed(body, at=None, secret=SECRET, **headers):
    """Return the headers that Slack sends with a body."""
    timestamp = str(int((at or now()).timestamp()))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, sha256)
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest.hexdigest()}",
        **headers,
    }


@pytest.fixture
def new_child(tmp_path, url, monkeypatch):
    """Return what starts a process against a database of either kind."""
    told = {
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "TREFOIL_HOME": str(tmp_path / "home"),
        "SLACK_BOT_TOKEN": "xoxb-sandbox-bot",
        "TREFOIL_LOG_LEVEL": "debug",
        "PYTHONPATH": str(ROOT),
    }
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def start(words, **settings):
        for name, value in {**told, **settings}.items():
            monkeypatch.setenv(name, value)
        pipe = subprocess.PIPE
        with subprocess.Popen(
            words, cwd=tmp_path, text=True, stdin=pipe, stdout=pipe, stderr=pipe
        ) as process:
            try:
                yield Child(process)
            finally:
                process.kill()

    return contextmanager(start)


@pytest.fixture
def url(new_url):
    return new_url()
