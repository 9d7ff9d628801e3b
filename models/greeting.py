"""Greeting: who types to Trefoil in their own conversation is told what it understands."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.outbox import OutboxRow, Parcel, lane_of, post
from models.person import Person

KIND = "greeting"
QUIET = timedelta(minutes=10)
"""So long after an answer there is no other: somebody may type several lines."""


def greet(session: Session, person: Person, now: datetime) -> None:
    """Have somebody told what can be typed, unless they were told a moment ago."""
    lane = lane_of(person.id, None)
    told = select(OutboxRow.id).where(
        OutboxRow.lane == lane, OutboxRow.kind == KIND, col(OutboxRow.made_at) > now - QUIET
    )
    if session.exec(told.limit(1)).first() is None:
        span = int(now.timestamp() // QUIET.total_seconds())  # two at one moment have one key
        key = f"{KIND}:{person.id}:{span}"
        post(session, Parcel(key, KIND, now, person_id=person.id, stale_at=now + QUIET), now)
