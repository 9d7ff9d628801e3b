"""Every way into the bot, as the request of anybody at all: what Slack would send, made by hand."""

import json
from collections import defaultdict
from itertools import count
from typing import Any

from bot.listeners import all_listeners
from sandbox.state import Trigger
from views.ids import ActionId, ShortcutId, ViewId

NUMBERS = count(1)
WORDS = ("title", "what_happened", "note", "path", "name", "email", "key")
MEMORY = {"project": 1, "opened": {}, "projects": [1], "person": 1, "lesson": 1, "people": []}


class Recorder:
    """Stands where Bolt's app stands, and notes what is registered."""

    def __init__(self):
        self.names = defaultdict(list)

    def __getattr__(self, kind):
        def register(name):
            self.names[kind].append(name)
            return lambda listener: listener

        return register


def every_way(talk):
    """Return each way in by its name, as what makes the request of a given person."""
    recorder: Any = Recorder()
    for listeners in all_listeners(talk.given):
        listeners.register(recorder)
    asked = {a for a in ActionId for n in recorder.names["options"] if str(n) == str(a)}
    ways = {name: _command(talk, name) for name in recorder.names["command"]}
    ways |= {f"action {a}": _made(talk, _click(a)) for a in ActionId if a not in asked}
    ways |= {f"options {a}": _made(talk, _suggestion(a)) for a in asked}
    ways |= {f"form {name}": _made(talk, _form(name)) for name in ViewId}
    return ways | {f"shortcut {name}": _made(talk, _shortcut(name)) for name in ShortcutId}


def _command(talk, name):
    def make(user):
        return {
            "command": name,
            "text": "apollo",
            "user_id": user.id,
            "team_id": talk.team_id,
            "channel_id": "C0GENERAL0",
            "channel_name": "general",
            "trigger_id": f"{next(NUMBERS)}.1.a",
            "response_url": f"{talk.sandbox.url}response/none",
        }

    return make


def _made(talk, what):
    """Return what makes a request: who sends it, a new trigger, and what is asked."""

    def make(user):
        who = {"id": user.id, "team_id": user.team_id, "name": user.name}
        trigger = Trigger(f"{next(NUMBERS)}.1.a", user.id, talk.clock.stopwatch())
        talk.sandbox.workspace.triggers[trigger.id] = trigger
        sent = {"user": who, "team": {"id": talk.team_id}, "trigger_id": trigger.id}
        made = json.loads(json.dumps(what))
        if "view" in made:
            made["view"]["id"] = f"V{next(NUMBERS)}"
        return sent | made

    return make


def _click(name):
    pressed = {"action_id": name, "block_id": "b", "type": "button", "value": "1"}
    pressed |= {"selected_option": {"value": "1"}}
    return {"type": "block_actions", "actions": [pressed], "view": _view("home", "")}


def _form(name):
    return {"type": "view_submission", "view": _view("modal", name)}


def _suggestion(name):
    return {"type": "block_suggestion", "action_id": name, "block_id": "project", "value": "apo"}


def _shortcut(name):
    message = {"text": "We lost two days", "ts": "1.1", "user": "U0ANA000000"}
    channel = {"id": "C0GENERAL0", "name": "general"}
    asked = {"type": "message_action", "callback_id": name}
    return asked | {"message": message, "channel": channel}


def _menus():
    """Return the menus of settings, each with something chosen."""
    for name, value in (
        ("weekly_on", "2"),
        ("weekly_hour", "14"),
        ("time_zone", "Europe/Berlin"),
        ("holidays", "DE"),
        ("currency", "EUR"),
        ("cadence", "5"),
    ):
        yield name, {"type": "static_select", "selected_option": {"value": value}}
    yield "weekdays", {"type": "checkboxes", "selected_options": [{"value": "0"}]}


def _view(kind, name):
    colour = {"type": "static_select", "selected_option": {"value": "green"}}
    values: dict[str, Any] = {
        word: {word: {"type": "plain_text_input", "value": "x"}} for word in WORDS
    }
    values |= {part: {part: colour} for part in ("time", "target", "budget")}
    values |= {day: {day: {"type": "datepicker"}} for day in ("start_on", "end_on")}
    values |= {name: {name: option} for name, option in _menus()}
    view: dict[str, Any] = {"type": kind, "callback_id": name, "hash": "1", "blocks": []}
    return view | {"private_metadata": json.dumps(MEMORY), "state": {"values": values}}
