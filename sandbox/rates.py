"""How often a method may be called: a bucket per method, filled by the stopwatch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil


class LimitedError(Exception):
    """Too many calls; `seconds` must pass before the next one."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"rate limited for {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls a minute, of which `burst` may come at once."""

    a_minute: int
    burst: int


T2, T3, T4 = Rate(20, 20), Rate(50, 50), Rate(100, 100)
SPECIAL = Rate(600, 600)
IN_CHANNEL = Rate(60, 5)
"""One post a second in each channel; Slack lets short bursts pass and does not say how short."""

RATES = {
    "apps.connections.open": T3,
    "auth.test": SPECIAL,
    "chat.delete": T3,
    "chat.getPermalink": SPECIAL,
    "chat.postEphemeral": T4,
    "chat.postMessage": Rate(300, 300),
    "chat.update": T3,
    "conversations.history": T3,
    "conversations.info": T3,
    "conversations.list": T2,
    "conversations.members": T4,
    "conversations.open": T3,
    "conversations.replies": T3,
    "dnd.info": T3,
    "dnd.teamInfo": T2,
    "files.completeUploadExternal": T4,
    "files.getUploadURLExternal": T4,
    "files.info": T4,
    "users.info": T4,
    "users.list": T2,
    "users.lookupByEmail": T3,
    "views.open": T4,
    "views.publish": T4,
    "views.push": T4,
    "views.update": T4,
}


@dataclass(slots=True)
class Rates:
    """The buckets of one workspace and one app."""

    stopwatch: Callable[[], float]
    is_on: bool = True
    buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By name: how many calls were left, and when that was."""

    def spend(self, name: str, rate: Rate) -> None:
        """Count one call, or raise LimitedError, which costs nothing."""
        if not self.is_on:
            return
        now = self.stopwatch()
        left, at = self.buckets.get(name, (float(rate.burst), now))
        left = min(float(rate.burst), left + (now - at) * rate.a_minute / 60)
        if left < 1:
            self.buckets[name] = left, now
            wait = (1 - left) * 60 / rate.a_minute
            raise LimitedError(max(1, ceil(round(wait, 6))))
        self.buckets[name] = left - 1, now

    def post_in(self, channel_id: str) -> None:
        """Count one post in this channel."""
        self.spend(f"chat.postMessage in {channel_id}", IN_CHANNEL)
