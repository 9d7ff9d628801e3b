"""Receipts: what came in from Slack has its effect once, however often it is delivered."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import UniqueConstraint, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, col

from models.errors import RepeatedError
from models.scope import OfWorkspace

KEPT = timedelta(days=1)
"""Longer than Slack tries again, and than a signed request can be played back."""
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Receipt(OfWorkspace, table=True):
    """One request that had its effect, known by a mark of its id."""

    __table_args__ = (UniqueConstraint("workspace_id", "mark"),)

    id: int | None = Field(default=None, primary_key=True)
    mark: str = Field(max_length=64)
    recorded_at: datetime = Field(index=True)


def take_once(session: Session, request: str, now: datetime) -> None:
    """Note a request in the transaction of its effect; raises RepeatedError the second time."""
    mark = sha256(request.encode()).hexdigest()
    insert = INSERT[session.get_bind().dialect.name](Receipt).values(mark=mark, recorded_at=now)
    new = insert.on_conflict_do_nothing().returning(col(Receipt.id))
    if session.exec(new).first() is None:
        raise RepeatedError


def drop_receipts(session: Session, now: datetime) -> None:
    """Forget what nobody can deliver any more."""
    session.exec(delete(Receipt).where(col(Receipt.recorded_at) < now - KEPT))
