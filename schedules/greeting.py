"""The answer to whatever is typed to Trefoil in a conversation with it."""

from datetime import datetime

from models.outbox import OutboxRow
from models.ports import Session
from views.message import Message
from views.usage import direct_help


def greeting(session: Session, row: OutboxRow, now: datetime) -> Message:
    """Say what can be typed; it is the same for everybody."""
    _ = session, row, now
    return direct_help()
