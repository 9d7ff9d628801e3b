"""What the parts of the program are made from."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from bot.client import SlackClient
from bot.database import Database
from models.ports import Later, Now, at_once


@dataclass(frozen=True, slots=True)
class Given:
    """Handed to whoever builds listeners, jobs or roads; nothing else is known to them."""

    database: Database
    client: SlackClient
    now: Now
    leaders: tuple[str, ...] = ()
    """E-mails or Slack users of those who may name the first leaders."""
    later: Later = at_once
    """Does what may follow an answer; while we serve, beside it."""
    stopwatch: Callable[[], float] = monotonic
