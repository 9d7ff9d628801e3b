"""manifest.yml is what Slack takes, and declares what the program listens to and uses."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot import manifest
from bot.clock import now
from bot.given import Given
from bot.listeners import all_listeners
from bot.manifest import read_manifest

ROOT = Path(__file__).parents[2]
TOLD = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.2.0.0.json"
METHODS = ROOT.parent / "shared" / "slack" / "methods"
SOURCES = [p for name in ("bot", "handlers", "schedules") for p in (ROOT / name).rglob("*.py")]
WORDS = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
CALLED = re.compile(
    r"\.((?:auth|chat|conversations|dnd|files|users|views)_[a-zA-Z]+)\(|\"((?:chat|users|views|"
    r"conversations|files|dnd)\.[a-zA-Z]+)\""
)
UNASKED = {"commands", "users:read.email"}
"""Scopes that no method names: the first is for commands, the second for a field of users.info."""


@pytest.fixture
def schema():
    if not SCHEMA.exists():
        pytest.skip(f"NOT CHECKED: Slack's schema of a manifest is not at {SCHEMA}")
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@pytest.fixture
def needed():
    """Return which scopes each method that we call can do with."""
    if not METHODS.exists():
        pytest.skip(f"NOT CHECKED: Slack's methods are not described at {METHODS}")
    called = {a.replace("_", ".", 1) or b for a, b in CALLED.findall(WORDS)}
    found = {}
    for method in called:
        path = METHODS / f"{method}.json"
        if path.exists():
            scope = json.loads(path.read_text(encoding="utf-8")).get("scope", {})
            found[method] = set(scope.get("bot", []))
    return found


def test_slack_takes_it(schema):
    assert [error.message for error in Draft7Validator(schema).iter_errors(TOLD)] == []


def test_it_is_read_as_it_stands():
    told = read_manifest()

    assert "/trefoil" in told.commands
    assert "lesson.from_message" in told.shortcuts
    assert "app_home_opened" in told.events
    assert "commands" in told.scopes


def test_a_wheel_brings_it_along():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    brought = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert brought["manifest.yml"] == f"bot/{manifest.INSTALLED.name}"


def test_an_installed_one_is_read_where_it_was_put(monkeypatch, tmp_path):
    monkeypatch.setattr(manifest, "INSTALLED", tmp_path / "manifest.yml")
    (tmp_path / "manifest.yml").write_text(
        "features: {slash_commands: [{command: /x}], shortcuts: []}\n"
        "settings: {event_subscriptions: {bot_events: []}}\n"
        "oauth_config: {scopes: {bot: [commands]}}\n",
        encoding="utf-8",
    )

    assert read_manifest().commands == {"/x"}


def test_socket_mode_needs_no_address_and_home_and_messages_are_on():
    assert TOLD["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(TOLD["settings"]) + json.dumps(TOLD["features"])
    assert TOLD["features"]["app_home"]["home_tab_enabled"]
    assert TOLD["features"]["app_home"]["messages_tab_enabled"]


def test_it_asks_for_nothing_that_people_write_but_to_the_bot_itself():
    assert {scope for scope in read_manifest().scopes if "history" in scope} == {"im:history"}


def test_each_scope_is_explained():
    security = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")

    assert [scope for scope in read_manifest().scopes if f"`{scope}`" not in security] == []


def test_every_method_that_is_called_is_allowed(needed):
    granted = read_manifest().scopes

    assert {m: s for m, s in needed.items() if s and not s & granted} == {}


def test_every_scope_is_needed_by_a_method_that_is_called(needed):
    """Commands need theirs to be typed, and an e-mail comes with a user only under its own."""
    used = set().union(*needed.values()) | {"commands", "users:read.email"}

    assert read_manifest().scopes - used == set()


class Recorder:
    """Stands for the Bolt app while listeners register, and writes down for what."""

    def __init__(self):
        self.names: dict[str, set[str]] = {"command": set(), "event": set(), "shortcut": set()}

    def __getattr__(self, kind):
        def register(*names, **_):
            told = {name for name in names if isinstance(name, str)}  # a pattern catches the rest
            self.names.setdefault(kind, set()).update(told)
            return lambda listener: listener

        return register


@pytest.fixture
def listened(database, house):
    """Return what the program listens to, by kind."""
    recorder: Any = Recorder()
    for listeners in all_listeners(Given(database, house.client, now)):
        listeners.register(recorder)
    return recorder.names


def test_what_is_declared_is_listened_to_and_the_other_way_round(listened):
    told = read_manifest()

    assert listened["command"] == told.commands
    assert listened["shortcut"] == told.shortcuts
    heard = {name.removesuffix(".im") for name in told.events}  # its events are of type "message"
    assert listened["event"] == heard
