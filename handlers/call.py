"""A call: what Slack sends, read once into the few things that listeners need of it."""

import json
from dataclasses import dataclass
from typing import Any

from models.edit import Marks

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks, from where, and by what this request is told apart from every other.

    `mark` is the same when Slack, or anybody else, delivers the same request again.
    """

    user_id: str
    mark: str
    trigger_id: str = ""
    channel: tuple[str, str] = ("", "")
    """The id and the name of the place; two empty words in a form or on Home."""

    @property
    def channel_id(self) -> str:
        return self.channel[0]

    @property
    def is_direct(self) -> bool:
        """Say whether the place is a conversation of two, or none: nobody else could see it."""
        return not self.channel_id or self.channel_id.startswith("D")


def call_of(body: Payload) -> Call:
    """Read a command, a click, a form, a shortcut, a menu or an event."""
    if "event" in body:
        return _event_call(body)
    if "command" in body:
        return Call(
            user_id=body["user_id"],
            mark=f"command {body['trigger_id']}",
            trigger_id=body["trigger_id"],
            channel=(body["channel_id"], _public(body.get("channel_name", ""))),
        )
    user, channel = body["user"], body.get("channel") or {}
    return Call(
        user_id=user["id"],
        mark=_mark(body),
        trigger_id=body.get("trigger_id", ""),
        channel=(channel.get("id", ""), _public(channel.get("name", ""))),
    )


def memory_of(view: Payload) -> Payload:
    """Return what a form was told to remember; it came from us, and may be old."""
    try:
        remembered = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return remembered if isinstance(remembered, dict) else {}


def marks_in(memory: Payload) -> Marks:
    """Return the marks of what a form was opened with; none where they are not what we wrote."""
    opened = memory.get("opened")
    return opened if isinstance(opened, dict) else {}


def _event_call(body: Payload) -> Call:
    event = body["event"]
    user = event.get("user", "")
    user_id = user["id"] if isinstance(user, dict) else user
    channel = event.get("channel", "")
    channel_id = channel["id"] if isinstance(channel, dict) else channel
    return Call(user_id, f"event {body['event_id']}", "", (channel_id, ""))


def _mark(body: Payload) -> str:
    if body["type"] == "view_submission":
        return f"form {body['view']['id']} {body['view'].get('hash', '')}"
    return f"{body['type']} {body.get('trigger_id', '')}"


def _public(name: str) -> str:
    """Return a channel's name; Slack says these two for conversations that it does not name."""
    return "" if name in {"directmessage", "privategroup"} else name
