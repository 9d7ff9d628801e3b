"""Whose turn it is: which messages may leave at a moment. Built once, for it is asked every second.

Per lane they leave in the order in which they are wanted, a moment apart.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, select

from models.delivery.pace import free_methods
from models.delivery.terms import POST, UPDATE, Terms
from models.outbox import Fate, OutboxRow

MOST_STALE = 500
HELD_BY = [Fate.PENDING, Fate.SENDING, Fate.UNKNOWN]
"""What hangs on a message in these waits."""


def next_place(
    session: Session, now: datetime, kinds: Collection[str], terms: Terms
) -> list[str | None]:
    """Return where the next message may leave now: None stands for a person, [] for nowhere."""
    if session.exec(_anything(), params={"now": now}).first() is None:
        return []
    asked = _asked(session, now, kinds, terms)
    return [*session.exec(_place(), params=asked)]


def next_row(
    session: Session, now: datetime, kinds: Collection[str], where: tuple[Terms, Collection[str]]
) -> OutboxRow | None:
    """Return what may leave next to a person or to one of these channels, locked for us alone."""
    terms, channels = where
    asked = _asked(session, now, kinds, terms) | {"channels": list(channels)}
    found: OutboxRow | None = session.exec(_next(), params=asked).first()
    return found


def is_stale(session: Session, now: datetime) -> bool:
    """Say whether anything waits that is not wanted any more."""
    return session.exec(select(OutboxRow.id).where(*_stale(now)).limit(1)).first() is not None


def stale(session: Session, now: datetime, most: int = MOST_STALE) -> Sequence[OutboxRow]:
    """Return what waits and is not wanted any more, locked; who hangs on another goes after it."""
    first = select(OutboxRow).where(*_stale(now)).order_by(col(OutboxRow.id)).limit(most)
    return session.exec(first.with_for_update(skip_locked=True)).all()


def _asked(session: Session, now: datetime, kinds: Collection[str], terms: Terms) -> dict[str, Any]:
    free = free_methods(session, now, terms.rates)
    asked = {"now": now, "since": now - terms.gap, "kinds": list(kinds)}
    return asked | {"may_post": POST in free, "may_edit": UPDATE in free}


@cache
def _anything() -> Any:
    due = col(OutboxRow.due_at) <= bindparam("now")
    return select(OutboxRow.id).where(col(OutboxRow.fate) == Fate.PENDING, due).limit(1)


@cache
def _place() -> Any:
    rows = select(OutboxRow.channel_id).where(*_may_leave())
    return rows.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(1)


@cache
def _next() -> Any:
    channel = col(OutboxRow.channel_id)
    here = or_(channel.is_(None), channel.in_(bindparam("channels", expanding=True)))
    rows = select(OutboxRow).where(*_may_leave(), here)
    first = rows.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(1)
    return first.with_for_update(skip_locked=True)


def _may_leave() -> tuple[ColumnElement[bool], ...]:
    """Return what holds for whatever may leave now, but for who else has it in hand."""
    is_edit = col(OutboxRow.edit_of_id).is_not(None)
    may_post, may_edit = (bindparam(name, type_=Boolean) for name in ("may_post", "may_edit"))
    return (
        col(OutboxRow.fate) == Fate.PENDING,
        col(OutboxRow.due_at) <= bindparam("now"),
        col(OutboxRow.kind).in_(bindparam("kinds", expanding=True)),
        or_(and_(is_edit, may_edit), and_(~is_edit, may_post)),
        ~_is_behind(),
        ~_is_near(),
        _has_its_base(),
    )


def _stale(now: datetime) -> tuple[ColumnElement[bool], ...]:
    is_old = col(OutboxRow.stale_at) <= now
    return col(OutboxRow.fate) == Fate.PENDING, is_old, _has_its_base()


def _is_behind() -> ColumnElement[bool]:
    """Say that another of the lane goes first.

    What is not wanted yet, cannot be said here or cannot be put into words holds up nobody.
    """
    other = aliased(OutboxRow)
    wanted, ours = col(other.wanted_at), col(OutboxRow.wanted_at)
    earlier = or_(wanted < ours, and_(wanted == ours, col(other.id) < col(OutboxRow.id)))
    in_hand = col(other.fate) == Fate.SENDING
    waits = and_(
        col(other.fate) == Fate.PENDING,
        earlier,
        col(other.stumbles) == 0,
        col(other.kind).in_(bindparam("kinds", expanding=True)),
    )
    lane = col(other.lane) == col(OutboxRow.lane)
    return exists(select(other.id).where(lane, or_(in_hand, waits)))


def _is_near() -> ColumnElement[bool]:
    """Say that something went to the same place a moment ago."""
    other = aliased(OutboxRow)
    lane, tried = col(other.lane) == col(OutboxRow.lane), col(other.tried_at)
    just_now = and_(tried > bindparam("since"), tried <= bindparam("now"))
    return exists(select(other.id).where(lane, just_now))


def _has_its_base() -> ColumnElement[bool]:
    """Say that what it changes or hangs below has left, or never will."""
    base = aliased(OutboxRow)
    mine = or_(
        col(base.id) == col(OutboxRow.edit_of_id), col(base.id) == col(OutboxRow.thread_of_id)
    )
    return ~exists(select(base.id).where(mine, col(base.fate).in_(HELD_BY)))
