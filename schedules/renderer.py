"""What makes the words of a message, at the moment in which it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.outbox import OutboxRow
from models.ports import Session
from views.message import Message


@dataclass(frozen=True, slots=True)
class Dropped:
    """There is nothing left to say, and why."""

    why: str


Renderer = Callable[[Session, OutboxRow, datetime], Message | Dropped]
"""It looks at everything anew and may write, all in the transaction that sends the row."""

Renderers = Mapping[str, Renderer]
