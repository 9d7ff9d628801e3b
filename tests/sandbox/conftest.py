"""What a test of the sandbox may ask for: clocks it steps, a workspace, the server, a client."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import freezegun
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.config import load
from sandbox.server import Sandbox
from sandbox.state import Clocks, Trigger

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
FACTS = Path(__file__).parents[2].parent / "shared" / "slack"

freezegun.configure(extend_ignore_list=["asyncio"])  # the server's loop needs real time


class Watch:
    """A stopwatch that a test steps; the wall clock goes with it."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds

    def wall(self):
        return NOON + timedelta(seconds=self.seconds)

    def passes(self, seconds):
        self.seconds += seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def workspace(watch):
    return load(None, None, Clocks(watch.wall, watch))


@pytest.fixture
def sandbox(workspace):
    with Sandbox(workspace) as running:
        yield running


@pytest.fixture
def client(sandbox):
    """Return the SDK's own client: it calls once and does not try again."""
    return WebClient(sandbox.workspace.app.bot_token, sandbox.api_url, retry_handlers=[])


@pytest.fixture
def id_of(workspace):
    """Return what finds the id of a user, or of a #channel, by its name."""

    def find(name):
        things = workspace.channels if name.startswith("#") else workspace.users
        return next(id_ for id_, thing in things.items() if thing.name == name.removeprefix("#"))

    return find


@pytest.fixture
def trigger(workspace, id_of):
    """Return what makes a trigger, as an act of a person makes one."""
    numbers = count(1)

    def make(name, view_id=None):
        id_ = f"1.{next(numbers)}.abc"
        made_at = workspace.clocks.stopwatch()
        workspace.triggers[id_] = Trigger(id_, id_of(name), made_at, view_id=view_id)
        return id_

    return make


@pytest.fixture
def without(workspace):
    """Return what takes scopes away from the app."""

    def take(*scopes):
        workspace.app.scopes -= set(scopes)

    return take


@pytest.fixture
def refused():
    """Return what makes a call that Slack must refuse, and gives its answer."""

    def refuse(call, **arguments):
        with pytest.raises(SlackApiError) as found:
            call(**arguments)
        return dict(found.value.response.data)

    return refuse


@pytest.fixture(scope="session")
def facts():
    """Return the folder with what is known of Slack; it lies beside the project."""
    if not FACTS.is_dir():
        pytest.skip(f"the facts about Slack are not at hand: {FACTS} is missing")
    return FACTS
