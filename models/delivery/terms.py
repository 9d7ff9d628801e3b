"""How patient delivery is, and how fast: one page of figures, which a test may replace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

POST, UPDATE = "chat.postMessage", "chat.update"
RATES: Mapping[str, int] = MappingProxyType({POST: 5, UPDATE: 1})
"""Calls a second for the whole workspace: Slack takes some hundreds of posts, 50 edits a minute."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`gap` lies between two messages to one person or channel.

    `lease` is for one attempt, longer than any call takes. A message that may have arrived is first
    looked for after `look_after`; not found after `absent_after`, it has not arrived.
    """

    rates: Mapping[str, int] = field(default_factory=lambda: RATES)
    gap: timedelta = timedelta(seconds=1)
    lease: timedelta = timedelta(minutes=1)
    look_after: timedelta = timedelta(seconds=5)
    absent_after: timedelta = timedelta(minutes=1)


TERMS = Terms()
TRIES = 5
"""So often words that cannot be made are tried to be made."""
