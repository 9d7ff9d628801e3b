"""The moment of a digest: what others knew when it was posted, and when the one before it was.

It hangs on the occurrence alone, so that all messages of one digest say the same.
"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.outbox import Fate, OutboxRow
from models.portfolio import AsOf
from models.schedule import Occurrence
from models.setting import FirmSettings
from models.withheld import as_told

DIGEST = "digest"
"""The kind of the outbox row by which a digest leaves; its `about` has the occurrence."""


class Moment(NamedTuple):
    """What a digest tells, and what the last one told; nothing where it is the first."""

    now: AsOf
    before: AsOf | None = None


def moment_of(session: Session, settings: FirmSettings, occurrence: Occurrence) -> Moment:
    """Return the moment of a scheduled digest."""
    return _moment(session, settings, posted_at(occurrence), occurrence.id)


def moment_at(session: Session, settings: FirmSettings, now: datetime) -> Moment:
    """Return the moment of a digest that would be posted now."""
    return _moment(session, settings, now, None)


def posted_at(occurrence: Occurrence) -> datetime:
    """Return when a digest was to be posted: when it was due, or when it was made, if later."""
    return max(occurrence.due_at, occurrence.made_at)


def _moment(
    session: Session, settings: FirmSettings, posted: datetime, own_id: int | None
) -> Moment:
    before = _sent_before(session, posted, own_id)
    return Moment(
        as_told(session, settings, posted),
        as_told(session, settings, posted_at(before)) if before else None,
    )


def _sent_before(session: Session, posted: datetime, own_id: int | None) -> Occurrence | None:
    """Return the occurrence of the last digest that was sent before this one."""
    sent = select(OutboxRow.about).where(OutboxRow.kind == DIGEST, OutboxRow.fate == Fate.SENT)
    ids = {about.get("occurrence") for about in session.exec(sent)} - {None, own_id}
    rows = select(Occurrence).where(col(Occurrence.id).in_(ids), col(Occurrence.made_at) < posted)
    return session.exec(rows.order_by(col(Occurrence.made_at).desc()).limit(1)).first()
