"""The events of the Events API: their shapes, their wrapper, and which of them the app hears."""

from dataclasses import dataclass
from typing import Any

from sandbox.courier import Courier
from sandbox.interactions import TOKEN
from sandbox.shapes import message_shape, user_shape, view_shape
from sandbox.site import Site
from sandbox.state import Channel, Json, Kind, Message, User, Workspace

MESSAGES = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.DIRECT: "im"}
TYPES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.DIRECT: "im"}
LETTERS = {Kind.PUBLIC: "C", Kind.PRIVATE: "G", Kind.DIRECT: "D"}


@dataclass(frozen=True, slots=True)
class Events:
    """Tells the app what happens; it hears what it subscribed to, and only where it is."""

    site: Site
    courier: Courier

    @property
    def workspace(self) -> Workspace:
        return self.site.workspace

    def tell(self, event: Json, name: str | None = None, where: Channel | None = None) -> bool:
        """Deliver an event, if the app wants it and may see it; return whether it was sent."""
        app = self.workspace.app
        if (name or event["type"]) not in app.events:
            return False
        if where is not None and app.bot_user_id not in where.members:
            return False
        self.courier.tell(self.wrapped(event, where))
        return True

    def wrapped(self, event: Json, where: Channel | None = None) -> Json:
        """Return an event in its envelope, with an id that all its retries keep."""
        workspace = self.workspace
        now = f"{workspace.clocks.wall().timestamp():.6f}"
        authorization = {
            "enterprise_id": None,
            "team_id": workspace.team_id,
            "user_id": workspace.app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": TOKEN,
            "team_id": workspace.team_id,
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app.id,
            "event": {"event_ts": now, **event},
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(float(now)),
            "authorizations": [authorization],
            "is_ext_shared_channel": where is not None and where.is_shared,
            "event_context": f"4-{workspace.team_id}-{workspace.app.id}",
        }

    def home_opened(self, user: User, direct: Channel, tab: str) -> bool:
        """Tell that somebody looks at the app's Home or at her messages with it."""
        event: Json = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": direct.id,
            "tab": tab,
        }
        view = self.workspace.views.get(self.workspace.homes.get(user.id, ""))
        if view is not None and tab == "home":
            event["view"] = view_shape(self.workspace, view)
        return self.tell(event)

    def posted(self, message: Message) -> None:
        """Tell of a message, and apart from that of a mention of the bot."""
        channel = self.workspace.channels[message.channel_id]
        said = {
            **message_shape(self.site, message),
            "channel": channel.id,
            "event_ts": message.ts,
        }
        if message.files:
            said["subtype"] = "file_share"
        user = self.workspace.users.get(message.user_id)
        if channel.is_shared and user is not None:
            said |= {"user_team": user.team_id, "source_team": user.team_id}
        event = {**said, "channel_type": TYPES[channel.kind]}
        self.tell(event, f"message.{MESSAGES[channel.kind]}", channel)
        is_mention = f"<@{self.workspace.app.bot_user_id}>" in message.text
        if is_mention and channel.kind is not Kind.DIRECT:
            self.tell({**said, "type": "app_mention"}, None, channel)
        for file_id in message.files:
            self._file_shared(file_id, message, channel)

    def _file_shared(self, file_id: str, message: Message, channel: Channel) -> None:
        event = {
            "type": "file_shared",
            "file_id": file_id,
            "file": {"id": file_id},
            "user_id": message.user_id,
            "channel_id": channel.id,
        }
        self.tell(event, None, channel)

    def changed(self, message: Message, before: Json | None, subtype: str) -> None:
        """Tell that a message was edited (message_changed) or taken away (message_deleted)."""
        channel = self.workspace.channels[message.channel_id]
        event: Json = {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel.id,
            "channel_type": TYPES[channel.kind],
            "ts": self.workspace.new_ts(),
            "previous_message": before,
        }
        if subtype == "message_deleted":
            event["deleted_ts"] = message.ts
        else:
            event["message"] = message_shape(self.site, message)
        self.tell(event, f"message.{MESSAGES[channel.kind]}", channel)

    def joined(self, user: User, channel: Channel, inviter: User | None = None) -> None:
        """Tell that somebody, perhaps the bot itself, is in a channel now."""
        event = self._membership("member_joined_channel", user, channel)
        if inviter is not None:
            event["inviter"] = inviter.id
        self.tell(event, None, channel)

    def left(self, user: User, channel: Channel) -> None:
        """Tell that somebody is in a channel no more."""
        self.tell(self._membership("member_left_channel", user, channel), None, channel)

    def _membership(self, kind: str, user: User, channel: Channel) -> Json:
        return {
            "type": kind,
            "user": user.id,
            "channel": channel.id,
            "channel_type": LETTERS[channel.kind],
            "team": user.team_id,
        }

    def person(self, kind: str, user: User) -> None:
        """Tell that somebody is new (team_join) or is another now (user_change)."""
        shape = user_shape(self.workspace, user)
        event: Json = {"type": kind, "user": shape}
        if kind == "user_change":
            event["cache_ts"] = int(self.workspace.clocks.wall().timestamp())
        self.tell(event)

    def channel(self, kind: str, channel: Channel, **facts: Any) -> None:
        """Tell what happened to a channel: archived, renamed, shared with another company."""
        named: Any = channel.id
        if kind.endswith(("_created", "_rename")):
            named = {"id": channel.id, "name": channel.name, "created": 0}
        where = channel if channel.kind is Kind.PRIVATE else None  # public ones are seen by all
        self.tell({"type": kind, "channel": named, **facts}, None, where)
