"""What a workspace holds: people, channels, messages, views. Plain data; nothing here speaks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from threading import RLock
from typing import Any

Json = dict[str, Any]


class Kind(StrEnum):
    """What kind of conversation a channel is."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "im"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Two clocks, both handed in: the wall's for dates, the stopwatch's (seconds) for limits."""

    wall: Callable[[], datetime]
    stopwatch: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when until when (HH:MM, by the user's own clock) somebody is not to be disturbed."""

    start: str
    end: str


@dataclass(slots=True)
class User:
    """Somebody with an account here, or a stranger from a connected company (another team)."""

    id: str
    team_id: str
    name: str
    real_name: str
    email: str | None = None
    tz: str = "Europe/Berlin"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    quiet: Quiet | None = None


@dataclass(slots=True)
class Channel:
    """A conversation; a direct one has two members and no name."""

    id: str
    name: str
    kind: Kind = Kind.PUBLIC
    members: set[str] = field(default_factory=set)
    connected_team_ids: set[str] = field(default_factory=set)
    is_archived: bool = False

    @property
    def is_shared(self) -> bool:
        return bool(self.connected_team_ids)


@dataclass(slots=True)
class Message:
    """What stands in a channel; `only_for` is set where one person alone sees it."""

    ts: str
    channel_id: str
    user_id: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    thread_ts: str | None = None
    only_for: str | None = None
    metadata: Json | None = None
    edited_at: str | None = None
    files: list[str] = field(default_factory=list)
    is_dismissed: bool = False
    """Put away by the one who alone saw it; the app may still write there, and nobody reads it."""

    def is_seen_by(self, user_id: str) -> bool:
        return not self.is_dismissed and self.only_for in (None, user_id)


@dataclass(slots=True)
class View:
    """A modal or a Home as the app last sent it; `values` is what stands in its inputs."""

    id: str
    user_id: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """A file that was uploaded, and where it is shared."""

    id: str
    name: str
    title: str
    mimetype: str
    content: bytes
    user_id: str
    channels: set[str] = field(default_factory=set)
    alt_text: str | None = None


@dataclass(slots=True)
class App:
    """The one app that is installed: its secrets, and what its manifest declares."""

    bot_user_id: str
    id: str = "A0TREFOIL0"
    bot_id: str = "B0BOT00000"
    bot_token: str = "xoxb-sandbox-bot"  # noqa: S105  # opens nothing but this sandbox
    app_token: str = "xapp-sandbox-app"  # noqa: S105  # as above
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105  # as above
    scopes: frozenset[str] = frozenset()
    commands: tuple[Json, ...] = ()
    shortcuts: tuple[Json, ...] = ()
    events: frozenset[str] = frozenset()
    home_tab: bool = True
    messages_tab: bool = True
    socket_mode: bool = True


@dataclass(slots=True)
class Trigger:
    """What lets the app open one view, for three seconds, once."""

    id: str
    user_id: str
    made_at: float
    used: bool = False
    view_id: str | None = None


@dataclass(slots=True)
class ResponseUrl:
    """Where the app may answer a click or a command: five times, for thirty minutes."""

    id: str
    user_id: str
    channel_id: str
    made_at: float
    used: int = 0
    message_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An event that the app did not take, and when (by the stopwatch) it is tried again."""

    due_at: float
    payload: Json
    retry: int
    reason: str


@dataclass(slots=True)
class Workspace:
    """One Slack team. Whoever reads or writes it holds `lock`."""

    team_id: str
    name: str
    domain: str
    app: App
    clocks: Clocks
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    """By user: the ids of the modals that lie on one another, the lowest first."""
    homes: dict[str, str] = field(default_factory=dict)
    """By user: the id of the view that is their Home."""
    files: dict[str, File] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    undelivered: list[Undelivered] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    last_ts: tuple[int, int] = (0, 0)

    def new_id(self, letter: str) -> str:
        """Return an id like U0000000001, never given before."""
        return f"{letter}{next(self.numbers):010d}"

    def new_ts(self) -> str:
        """Return the timestamp of a message: seconds and a counter, always later than the last."""
        second = int(self.clocks.wall().astimezone(UTC).timestamp())
        last, counter = self.last_ts
        self.last_ts = (second, 1) if second > last else (last, counter + 1)
        return f"{self.last_ts[0]}.{self.last_ts[1]:06d}"
