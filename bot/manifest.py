"""What manifest.yml declares of the app: the file that Slack is given when the app is made."""

from dataclasses import dataclass
from pathlib import Path

import yaml

INSTALLED = Path(__file__).with_name("manifest.yml")
IN_THE_SOURCES = Path(__file__).parents[1] / "manifest.yml"
"""It stands at the top, to be found and pasted; a wheel has it here, beside the program."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Commands with their stroke, shortcuts by callback_id, events and scopes by Slack's names."""

    commands: frozenset[str]
    shortcuts: frozenset[str]
    events: frozenset[str]
    scopes: frozenset[str]


def read_manifest() -> Manifest:
    path = INSTALLED if INSTALLED.exists() else IN_THE_SOURCES
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    features = told["features"]
    return Manifest(
        commands=frozenset(command["command"] for command in features["slash_commands"]),
        shortcuts=frozenset(shortcut["callback_id"] for shortcut in features["shortcuts"]),
        events=frozenset(told["settings"]["event_subscriptions"]["bot_events"]),
        scopes=frozenset(told["oauth_config"]["scopes"]["bot"]),
    )
