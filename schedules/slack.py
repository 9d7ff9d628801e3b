"""What jobs need of Slack itself, named by those who need it; bot/postman.py is the real thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from models.account import Profile
from models.delivery.verdict import Refused, Verdict
from models.room import Room


class Trace(Enum):
    """What a look for a message gives when it is not found."""

    ABSENT = "everything can be read, and it is not there"
    UNREADABLE = "Slack does not let us read there"
    NOT_NOW = "Slack did not answer"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to be posted: where, and by which mark it is found again."""

    to: str
    """A channel, or somebody's account."""
    payload: Mapping[str, Any]
    mark: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message would stand if it had arrived, and since when."""

    channel_id: str
    since: datetime
    thread_ts: str | None = None


class Poster(Protocol):
    """Each call takes ten seconds at most, raises nothing, and is never made in a transaction."""

    def is_open(self) -> bool:
        """Say whether Slack takes our token; while it does not, nothing is asked."""

    def post(self, letter: Letter) -> Verdict:
        """Post once."""

    def edit(self, channel_id: str, ts: str, payload: Mapping[str, Any]) -> Verdict:
        """Put other words into a message of ours."""

    def find(self, mark: str, place: Place) -> str | Trace:
        """Look for a message by its mark; return its ts."""

    def direct(self, user_id: str) -> str | Trace:
        """Return the channel between somebody and us."""

    def room_of(self, channel_id: str) -> Room | Refused | None:
        """Look who reads in a channel; Slack's no, or nothing where it did not answer."""

    def profile_of(self, user_id: str) -> Profile | None:
        """Ask about one account; nothing where Slack did not answer."""
