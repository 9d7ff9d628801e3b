"""What is drawn, what is listened to and what the manifest declares are the same, both ways."""

from re import Pattern
from typing import Any

import pytest

from bot.listeners import all_listeners
from handlers.leftover import LeftoverListeners
from tests.handlers.ways import Recorder
from tests.talk import MANIFEST
from views.ids import ActionId, ShortcutId, ViewId


@pytest.fixture
def heard(talk):
    recorder: Any = Recorder()
    *listening, leftover = all_listeners(talk.given)
    assert isinstance(leftover, LeftoverListeners)  # takes anything, so it comes last
    for listeners in listening:
        listeners.register(recorder)
    return recorder.names


def takes(name, wanted):
    return bool(name.fullmatch(wanted)) if isinstance(name, Pattern) else name == wanted


def test_every_action_has_one_listener(heard):
    listening = [*heard["action"], *heard["options"]]

    assert [a for a in ActionId if not any(takes(n, a) for n in listening)] == []
    for kind in ("action", "options", "view"):
        counted = [[n for n in heard[kind] if takes(n, a)] for a in (*ActionId, *ViewId)]
        assert [names for names in counted if len(names) > 1] == []


def test_nothing_is_listened_to_that_nothing_sends(heard):
    listening = [*heard["action"], *heard["options"]]

    assert [n for n in listening if not any(takes(n, a) for a in ActionId)] == []
    assert sorted(heard["view"]) == sorted(ViewId)


def test_commands_shortcuts_and_events_are_those_of_the_manifest(heard):
    features, settings = MANIFEST["features"], MANIFEST["settings"]

    assert sorted(heard["command"]) == sorted(c["command"] for c in features["slash_commands"])
    assert sorted(heard["shortcut"]) == sorted(ShortcutId)
    assert sorted(ShortcutId) == sorted(s["callback_id"] for s in features["shortcuts"])
    events = [name.removesuffix(".im") for name in settings["event_subscriptions"]["bot_events"]]
    assert sorted(heard["event"]) == sorted(events)  # "message.im" comes as a "message"
