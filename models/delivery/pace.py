"""How fast Slack may be asked, over all processes: a bucket for the second, and what Slack said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import SystemRandom

from sqlalchemy import ColumnElement, UniqueConstraint, case, or_, update
from sqlmodel import Field, Session, col, select

from models.receipt import INSERT
from models.scope import OfWorkspace

LONGEST_PAUSE = 60.0
LONGEST_HOLD = timedelta(hours=1)
"""A clock that was set back must not hold anything for longer."""
DICE = SystemRandom()


class Pace(OfWorkspace, table=True):
    """How much of one method Slack has been asked in a second, by all processes together.

    Before `held_until` it is not asked at all. `troubles` counts in a row how often it was held
    without being told for how long.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "method"),)

    id: int | None = Field(default=None, primary_key=True)
    method: str = Field(max_length=60)
    second: datetime
    used: int = 0
    held_until: datetime | None = None
    troubles: int = 0


def free_methods(session: Session, now: datetime, rates: Mapping[str, int]) -> set[str]:
    """Return the methods of which Slack may be asked one more just now."""
    paces = {pace.method: pace for pace in session.exec(select(Pace))}
    return {m for m, rate in rates.items() if m not in paces or _is_free(paces[m], now, rate)}


def take(session: Session, method: str, now: datetime, rate: int) -> bool:
    """Count one call, unless that would be one too many; two processes cannot both be the last."""
    _make(session, method, now)
    this, is_new = now.replace(microsecond=0), _is_new(now)
    there = or_(col(Pace.held_until).is_(None), ~_holds(now))
    room = or_(is_new, col(Pace.used) < rate)
    counted = (
        update(Pace)
        .where(col(Pace.method) == method, there, room)
        .values(
            used=case((is_new, 1), else_=Pace.used + 1),
            second=case((is_new, this), else_=Pace.second),
        )
        .returning(col(Pace.id))
    )
    return session.exec(counted).first() is not None


def hold(session: Session, method: str, now: datetime, seconds: int | None) -> datetime:
    """Ask nothing of a method until Slack wants it, or for a growing while; return until when."""
    _make(session, method, now)
    locked = select(Pace).where(Pace.method == method).with_for_update()
    pace = session.exec(locked.execution_options(populate_existing=True)).one()
    if seconds is None:
        pace.troubles += 1
    until = now + timedelta(seconds=pause(pace.troubles) if seconds is None else seconds)
    if pace.held_until is None or pace.held_until < until or not _is_soon(pace.held_until, now):
        pace.held_until = until
    session.flush()
    return pace.held_until


def went_well(session: Session, method: str) -> None:
    """Forget what troubles there were."""
    troubled = update(Pace).where(col(Pace.method) == method, col(Pace.troubles) > 0)
    session.exec(troubled.values(troubles=0))


def pause(attempt: int) -> float:
    """Return the seconds to wait after failures in a row: 1 to 60, longer each time, not alike."""
    longest = min(LONGEST_PAUSE, 2.0 ** min(max(attempt, 1), 10))
    return DICE.uniform(longest / 2, longest)


def _make(session: Session, method: str, now: datetime) -> None:
    values = {"method": method, "second": now.replace(microsecond=0), "used": 0, "troubles": 0}
    insert = INSERT[session.get_bind().dialect.name](Pace).values(**values)
    session.exec(insert.on_conflict_do_nothing())


def _is_new(now: datetime) -> ColumnElement[bool]:
    """Say that the bucket is of an earlier second, or of a clock that was far ahead."""
    this = now.replace(microsecond=0)
    return or_(col(Pace.second) < this, col(Pace.second) > this + timedelta(minutes=1))


def _holds(now: datetime) -> ColumnElement[bool]:
    return (col(Pace.held_until) > now) & (col(Pace.held_until) <= now + LONGEST_HOLD)


def _is_soon(until: datetime, now: datetime) -> bool:
    return until <= now + LONGEST_HOLD


def _is_free(pace: Pace, now: datetime, rate: int) -> bool:
    until, this = pace.held_until, now.replace(microsecond=0)
    if until is not None and now < until and _is_soon(until, now):
        return False
    is_new = pace.second < this or pace.second > this + timedelta(minutes=1)
    return is_new or pace.used < rate
