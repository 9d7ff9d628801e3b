"""`trefoil serve` in this process: what it refuses, how it runs, and how it ends."""

import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from bot.claim import claim_database
from bot.client import build_client
from bot.clock import clock_from, now
from bot.database import Database
from bot.given import Given
from bot.metrics import Metrics
from bot.serving import Plan, Where, build, words_of_roads
from bot.settings import Settings
from handlers.guard import guard
from sandbox.socket import SocketTransport
from tests.bot.conftest import SECRET

ROOT = Path(__file__).parents[2]
NOWHERE = "http://127.0.0.1:9/api/"
HTTP = {"SLACK_SIGNING_SECRET": SECRET}
SOCKET = {"SLACK_APP_TOKEN": "xapp-sandbox-app"}
FREE = Where(port=0, admin_port=0)


class Job:
    """Something that runs by itself."""

    def __init__(self):
        self.told = []

    def start(self):
        self.told.append("start")

    def stop(self):
        self.told.append("stop")

    def is_alive(self):
        return self.told == ["start"]


@pytest.fixture
def serving(slack, database, monkeypatch, tmp_path):
    """Return what builds a process against the stand-in, with one job."""
    monkeypatch.chdir(tmp_path)

    def make(**settings):
        told = {name.lower(): value for name, value in settings.items()}
        read = Settings(slack_bot_token="xoxb-sandbox-bot", **told)  # noqa: S106  # the sandbox's
        client = build_client("xoxb-sandbox-bot", slack.api_url, Metrics())
        job = Job()
        plan = Plan(guard, lambda _: (), lambda *_: (job,))
        return build(Given(database, client, now), read, FREE, plan), job

    return make


@pytest.mark.parametrize("settings", [HTTP, SOCKET], ids=["http", "socket"])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_runs_until_it_is_told_and_says_how_it_is(serving, slack, settings, sign):
    line = SocketTransport(slack)
    process, job = serving(**settings)
    seen: list[str] = []

    def ready():
        if settings is SOCKET:
            line.wait_for()
        there = f"http://127.0.0.1:{process.admin.port}"
        seen.extend(httpx.get(f"{there}/{page}").text for page in ("healthz", "readyz"))
        signal.raise_signal(sign)

    before = signal.getsignal(sign)
    process.run(ready)

    assert seen[0] == "ok"
    assert '"ready":true' in seen[1]
    assert job.told == ["start", "stop"]
    assert not process.road.is_alive()
    assert signal.getsignal(sign) is before


def test_while_it_stops_it_is_not_ready(serving):
    process, job = serving(**HTTP)
    told = []
    job.stop = lambda: told.append(
        httpx.get(f"http://127.0.0.1:{process.admin.port}/readyz").json()
    )

    process.run(process.end)

    assert told[0]["ready"] is False
    assert told[0]["obstacle"] == "stopping"


def test_it_says_how_slack_reaches_it(serving):
    over_http, _ = serving(**HTTP)
    over_socket, _ = serving(**SOCKET)

    assert f":{over_http.road.port}/slack/events" in words_of_roads(over_http, FREE)[0]
    assert "Socket Mode" in words_of_roads(over_socket, FREE)[0]
    for process in (over_http, over_socket):
        process.admin.stop()
    over_http.road.stop()


@pytest.mark.usefixtures("logs_as_they_were")
def test_the_token_of_another_team_is_refused_with_one_sentence(
    trefoil, new_url, monkeypatch, slack
):
    url = new_url()
    trefoil(url, "migrate")
    claim_for_another(url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox-bot")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)

    said = trefoil(url, "serve", "--port", "0", "--admin-port", "0", ok=False)

    assert "belongs to the Slack team T0OTHER000" in said.err
    assert "Traceback" not in said.err


def claim_for_another(url):
    database = Database(url)
    database.settle_in(now)
    claim_database(database, "T0OTHER000")
    database.engine.dispose()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "SLACK_BOT_TOKEN: OAuth & Permissions"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: Basic Information"),
        ({"SLACK_BOT_TOKEN": "xoxp-1", **HTTP}, "begin with xoxb-"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-1"}, "begin with xapp-"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "slack.com"}, "SLACK_API_URL: an address"),
    ],
)
def test_what_is_missing_is_named_with_the_place_where_it_is(
    trefoil, tmp_path, monkeypatch, settings, words
):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    url = f"sqlite:///{tmp_path}/new.db"

    said = trefoil(make_url(url), "serve", ok=False).err

    assert words in said
    assert not any(value in said for value in settings.values() if value.startswith("xox"))
    assert not (tmp_path / "new.db").exists()


@pytest.mark.usefixtures("logs_as_they_were")
def test_a_port_that_is_taken_is_one_sentence(trefoil, new_url, monkeypatch):
    for name, value in {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": NOWHERE, **HTTP}.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = trefoil(new_url(), "serve", "--port", port, "--admin-port", "0", ok=False).err

    assert f"Port {port} of 127.0.0.1 cannot be used (another program has it)" in said


def test_serving_needs_nothing_that_is_heavy_and_used_elsewhere():
    program = (
        "import sys, bot.serving, bot.listeners, bot.cli.app\n"
        "print({'alembic', 'openpyxl', 'matplotlib', 'slack_bolt.adapter'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.stdout == "set()\n", done.stderr


def test_a_clock_may_be_set_for_a_rehearsal():
    start = datetime(2030, 5, 6, 9, tzinfo=UTC)
    ahead = clock_from(start)

    assert start <= ahead() < start + timedelta(minutes=1)
    assert ahead() <= ahead()
    assert clock_from(None) is now


def test_what_follows_an_answer_is_done_before_it_ends_and_no_more_is_taken(serving):
    process, _ = serving(**HTTP)
    done = []
    process.afterwards.later(lambda: done.append("before"))

    process.run(process.end)
    process.afterwards.later(lambda: done.append("after"))

    assert done == ["before"]
