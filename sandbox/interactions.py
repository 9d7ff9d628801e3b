"""The payloads of what a person does: commands, clicks, choices, forms and shortcuts."""

from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any

from sandbox.delivery import Kind as Way
from sandbox.elements import Element, Press
from sandbox.shapes import message_shape, view_shape
from sandbox.site import Site
from sandbox.state import Channel, Json, Kind, Message, ResponseUrl, Trigger, User, View, Workspace
from sandbox.values import SHAPES, Values, as_state, shown, state_of

TOKEN = "sandbox-verification-token"  # noqa: S105  # deprecated by Slack, but still sent
UNNAMED = {Kind.PRIVATE: "privategroup", Kind.DIRECT: "directmessage"}


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a person acts: a message, a modal or a Home, as it stood when she looked at it."""

    blocks: list[Json]
    message: Message | None = None
    view: View | None = None
    values: Values = field(default_factory=dict)
    """What she entered on a message; a view has its own."""

    @property
    def entered(self) -> Values:
        """What stands in the fields now."""
        return self.view.values if self.view is not None else self.values


@dataclass(frozen=True, slots=True)
class Speaker:
    """Makes the payloads of one person's acts; each trigger and response URL is registered."""

    site: Site
    user: User

    @property
    def workspace(self) -> Workspace:
        return self.site.workspace

    def command(self, name: str, text: str, channel: Channel) -> Json:
        """Return the form of a slash command."""
        return {
            "token": TOKEN,
            "team_id": self.workspace.team_id,
            "team_domain": self.workspace.domain,
            "channel_id": channel.id,
            "channel_name": shown_name(channel),
            "user_id": self.user.id,
            "user_name": self.user.name,
            "command": name,
            "text": text,
            "api_app_id": self.workspace.app.id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel.id),
            "trigger_id": self._trigger(),
        }

    def shortcut(self, callback_id: str) -> Json:
        """Return a global shortcut; it has no channel and no response URL."""
        return {
            **self._head("shortcut"),
            "action_ts": self._now(),
            "callback_id": callback_id,
            "trigger_id": self._trigger(),
        }

    def message_action(self, callback_id: str, message: Message) -> Json:
        """Return a shortcut that was used on a message."""
        return {
            **self._head("message_action"),
            "action_ts": self._now(),
            "callback_id": callback_id,
            "trigger_id": self._trigger(),
            "response_url": self._response_url(message.channel_id, message.ts),
            "message_ts": message.ts,
            "channel": self._channel(message.channel_id),
            "message": message_shape(self.site, message),
        }

    def press(self, surface: Surface, press: Press) -> Json:
        """Return the click on a button, or on an option of a menu."""
        return self._block_actions(surface, press.element, _pressed(press))

    def change(self, surface: Surface, element: Element, value: Any) -> Json:
        """Return the choice made in an element; `surface.values` holds it already."""
        entry = as_state(element, shown(value))
        first = SHAPES[element.type][1]
        kept = {k: element.json[k] for k in (first, "placeholder") if k in element.json}
        return self._block_actions(surface, element, {**kept, **entry})

    def suggestion(self, surface: Surface, element: Element, query: str) -> Json:
        """Return what asks the app for the options that fit what was typed."""
        return {
            **self._head("block_suggestion"),
            **self._place(surface),
            "action_id": element.action_id,
            "block_id": element.block_id,
            "value": query,
        }

    def submission(self, view: View) -> Json:
        """Return a form as it is sent, with the state of every field."""
        return {
            **self._head("view_submission"),
            "trigger_id": self._trigger(view.id),
            "view": self._view(view),
            "response_urls": [],
        }

    def closing(self, view: View, *, is_cleared: bool) -> Json:
        """Return that a form was closed, alone or with all that lay under it."""
        return {
            **self._head("view_closed"),
            "view": self._view(view),
            "is_cleared": is_cleared,
        }

    def _block_actions(self, surface: Surface, element: Element, done: Json) -> Json:
        action = {
            "type": element.type,
            "action_id": element.action_id,
            "block_id": element.block_id,
            **done,
            "action_ts": self._now(),
        }
        view_id = surface.view.id if surface.view is not None else None
        payload = {
            **self._head("block_actions"),
            **self._place(surface),
            "trigger_id": self._trigger(view_id),
            "actions": [action],
        }
        if surface.message is not None:
            message = surface.message
            payload["response_url"] = self._response_url(message.channel_id, message.ts)
            payload["state"] = {"values": state_of(surface.blocks, surface.values)}
        return payload

    def _place(self, surface: Surface) -> Json:
        if surface.view is not None:
            container = {"type": "view", "view_id": surface.view.id}
            return {"container": container, "view": self._view(surface.view)}
        message = surface.message
        if message is None:
            raise ValueError(surface)
        place: Json = {
            "container": _container(message),
            "channel": self._channel(message.channel_id),
        }
        if message.only_for is None:  # Slack keeps no ephemeral message, so it cannot send it
            place["message"] = message_shape(self.site, message)
        return place

    def _head(self, kind: str) -> Json:
        """Return what stands in all that is no command."""
        user = {
            "id": self.user.id,
            "username": self.user.name,
            "name": self.user.name,
            "team_id": self.user.team_id,
        }
        return {
            "type": kind,
            "user": user,
            "api_app_id": self.workspace.app.id,
            "token": TOKEN,
            "team": {"id": self.workspace.team_id, "domain": self.workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _channel(self, channel_id: str) -> Json:
        return {"id": channel_id, "name": shown_name(self.workspace.channels[channel_id])}

    def _now(self) -> str:
        return f"{self.workspace.clocks.wall().timestamp():.6f}"

    def _trigger(self, view_id: str | None = None) -> str:
        with self.workspace.lock:
            number = next(self.workspace.numbers)
            name = (
                f"{int(self.workspace.clocks.wall().timestamp())}.{number}.{self.user.id.lower()}"
            )
            made_at = self.workspace.clocks.stopwatch()
            self.workspace.triggers[name] = Trigger(name, self.user.id, made_at, view_id=view_id)
        return name

    def _response_url(self, channel_id: str, message_ts: str | None = None) -> str:
        with self.workspace.lock:
            made_at = self.workspace.clocks.stopwatch()
            name = token_urlsafe(16)
            self.workspace.response_urls[name] = ResponseUrl(
                name, self.user.id, channel_id, made_at, message_ts=message_ts
            )
        return f"{self.site.url}response/{name}"

    def _view(self, view: View) -> Json:
        """Return a view as payloads carry it: with the state of every field, empty ones too."""
        state = {"values": state_of(view.payload["blocks"], view.values)}
        return {**view_shape(self.workspace, view), "state": state}


def way_of(payload: Json) -> Way:
    """Return how a payload is carried."""
    if "command" in payload:
        return Way.COMMAND
    is_event = payload.get("type") in {"event_callback", "url_verification"}
    return Way.EVENT if is_event else Way.INTERACTIVE


def shown_name(channel: Channel) -> str:
    """Return the name in a payload, where Slack keeps private ones to itself."""
    return UNNAMED.get(channel.kind, channel.name)


def _container(message: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": message.only_for is not None,
    }
    return container | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


def _pressed(press: Press) -> Json:
    if press.element.type == "overflow":
        return {"selected_option": shown(press.choice)}
    if press.choice is not None:
        return {"text": press.choice["text"], "value": press.choice["value"]}
    kept = ("text", "value", "style", "url", "confirm", "icon", "accessibility_label")
    return {k: shown_text(press.element.json[k]) for k in kept if k in press.element.json}


def shown_text(value: Any) -> Any:
    """Return a text object as Slack hands it back; anything else as it is."""
    is_plain = isinstance(value, dict) and value.get("type") == "plain_text"
    return {"emoji": True, **value} if is_plain else value
