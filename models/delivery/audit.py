"""The auditor: what should have arrived and has not, for the operator and for the leaders' Home."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, select

from models.delivery.pace import LONGEST_HOLD, Pace
from models.delivery.terms import POST, UPDATE
from models.outbox import MISSED, Fate, OutboxRow
from models.person import Person

LATE = timedelta(minutes=15)
LATELY = timedelta(days=7)
KEPT = timedelta(days=30)
MOST = 500
FLOWS = timedelta(minutes=1)
LASTING = (Fate.SENT, Fate.FAILED, Fate.DROPPED)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not arrive, for whom or where, why, and since when it should have."""

    row_id: int
    kind: str
    fate: Fate
    why: str | None
    since: datetime
    channel_id: str | None
    person_id: int | None
    person: str | None


def late(session: Session, now: datetime) -> Sequence[OutboxRow]:
    """Return what is late without a reason, in doubt for long, or has failed lately."""
    rows = select(OutboxRow).where(_overdue(session, now))
    return session.exec(rows.order_by(col(OutboxRow.id)).limit(MOST)).all()


def alarm(session: Session, rows: Sequence[OutboxRow], now: datetime) -> list[OutboxRow]:
    """Note that the operator is told of these; return those of which nobody was told before."""
    ids = [row.id for row in rows if row.alarmed_at is None]
    unsaid = update(OutboxRow).where(
        col(OutboxRow.id).in_(ids), col(OutboxRow.alarmed_at).is_(None)
    )
    told = set(session.exec(unsaid.values(alarmed_at=now).returning(col(OutboxRow.id))).scalars())
    return [row for row in rows if row.id in told]


def undelivered(session: Session, now: datetime) -> list[Undelivered]:
    """Return what leaders should see: late, in doubt, failed in the last week, or missed."""
    missed = and_(OutboxRow.fate == Fate.DROPPED, OutboxRow.why == MISSED, _is_recent(now))
    rows = select(OutboxRow, Person.name).outerjoin(Person, col(OutboxRow.person_id) == Person.id)
    found = rows.where(or_(_overdue(session, now), missed)).order_by(col(OutboxRow.id).desc())
    return [_undelivered(row, name) for row, name in session.exec(found.limit(MOST))]


def drop_old(session: Session, now: datetime) -> None:
    """Forget what ended a month ago, but for what another message changes or hangs below."""
    child = aliased(OutboxRow)
    mine = or_(
        col(child.edit_of_id) == col(OutboxRow.id), col(child.thread_of_id) == col(OutboxRow.id)
    )
    old = and_(col(OutboxRow.fate).in_(LASTING), col(OutboxRow.due_at) < now - KEPT)
    session.exec(delete(OutboxRow).where(old, ~exists(select(child.id).where(mine))))


def _overdue(session: Session, now: datetime) -> ColumnElement[bool]:
    fate, is_edit = col(OutboxRow.fate), col(OutboxRow.edit_of_id).is_not(None)
    return or_(
        _is_late(session, now),
        and_(fate == Fate.UNKNOWN, col(OutboxRow.tried_at) < now - LATE),
        and_(fate == Fate.FAILED, ~is_edit, _is_recent(now)),
    )


def _is_recent(now: datetime) -> ColumnElement[bool]:
    return col(OutboxRow.due_at) >= now - LATELY


def _is_late(session: Session, now: datetime) -> ColumnElement[bool]:
    """Say that a message should have left, and neither Slack's pace nor its turn is the reason.

    The turn is, while messages leave and none has left that was wanted later.
    """
    flowing = col(OutboxRow.tried_at) > now - FLOWS
    last = session.exec(select(func.max(col(OutboxRow.wanted_at))).where(flowing)).one()
    waits = and_(
        col(OutboxRow.fate) == Fate.PENDING,
        col(OutboxRow.wanted_at) < now - LATE,
        ~and_(_is_held(now), col(OutboxRow.wanted_at) > now - LONGEST_HOLD),
    )
    return waits if last is None else and_(waits, col(OutboxRow.wanted_at) < last)


def _is_held(now: datetime) -> ColumnElement[bool]:
    """Say that Slack has told us to wait."""
    is_edit = col(OutboxRow.edit_of_id).is_not(None)
    method = or_(
        and_(is_edit, col(Pace.method) == UPDATE), and_(~is_edit, col(Pace.method) == POST)
    )
    return exists(select(Pace.id).where(method, col(Pace.held_until) > now))


def _undelivered(row: OutboxRow, name: str | None) -> Undelivered:
    return Undelivered(
        row_id=row.id or 0,
        kind=row.kind,
        fate=row.fate,
        why=row.why,
        since=row.wanted_at,
        channel_id=row.channel_id,
        person_id=row.person_id,
        person=name,
    )
