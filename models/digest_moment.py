"""The moment of a digest: what was known when it was posted, and when the one before it was.

It hangs on the occurrence alone, so that all messages of one digest say the same.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from models.outbox import Fate, OutboxRow
from models.portfolio import AsOf
from models.schedule import Occurrence
from models.setting import FirmSettings
from models.status import StatusUpdate
from models.turning import SECOND_THOUGHTS
from models.undo import TAKEN_BACK

DIGEST = "digest"
"""The kind of the outbox row by which a digest leaves; its `about` has the occurrence."""
INSTANT = timedelta(microseconds=1)


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


def told_until(session: Session, posted: datetime) -> datetime:
    """Return up to when facts are told: ten minutes before, when nobody could undo them any more.

    What stood then and was taken back before the post is not told either: then it is the instant
    before that was said. What was said since waits for the next digest.
    """
    until = posted - SECOND_THOUGHTS
    while said_at := session.exec(_taken_back(until, posted)).one():
        until = said_at - INSTANT
    return until


def _moment(
    session: Session, settings: FirmSettings, posted: datetime, own_id: int | None
) -> Moment:
    before = _sent_before(session, posted, own_id)
    return Moment(
        _as_of(session, settings, posted),
        _as_of(session, settings, posted_at(before)) if before else None,
    )


def _as_of(session: Session, settings: FirmSettings, posted: datetime) -> AsOf:
    return AsOf(settings.today(posted), told_until(session, posted))


def _sent_before(session: Session, posted: datetime, own_id: int | None) -> Occurrence | None:
    """Return the occurrence of the last digest that was sent before this one."""
    sent = select(OutboxRow.about).where(OutboxRow.kind == DIGEST, OutboxRow.fate == Fate.SENT)
    ids = {about.get("occurrence") for about in session.exec(sent)} - {None, own_id}
    rows = select(Occurrence).where(col(Occurrence.id).in_(ids), col(Occurrence.made_at) < posted)
    return session.exec(rows.order_by(col(Occurrence.made_at).desc()).limit(1)).first()


def _taken_back(at: datetime, posted: datetime) -> Any:
    """Return the query for when the first report was made that stood then and was taken back."""
    said, after = StatusUpdate, aliased(StatusUpdate)
    is_replaced = exists().where(
        col(after.project_id) == col(said.project_id),
        col(after.as_of) == col(said.as_of),
        col(after.recorded_at) == col(said.superseded_at),
        or_(col(after.reason).is_(None), col(after.reason) != TAKEN_BACK),
    )
    return select(func.min(said.recorded_at)).where(
        col(said.recorded_at) <= at,
        col(said.recorded_at) >= at - SECOND_THOUGHTS,
        col(said.superseded_at) > at,
        col(said.superseded_at) <= posted,
        ~is_replaced,
    )
