"""Delivery: the claim on a message, and what becomes of it afterwards.

A claim is a lease with a number: whoever comes back late, after another attempt, records nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from models.delivery.ending import note_end
from models.delivery.pace import hold, pause, take, went_well
from models.delivery.refusal import UNKNOWN_ROOM, note_refusal
from models.delivery.terms import POST, TRIES, UPDATE, Terms
from models.delivery.turn import stale
from models.delivery.verdict import Barred, Later, Perhaps, Refused, Sent, Unreached, Verdict
from models.outbox import MISSED, Fate, OutboxRow

MOST_EDITS = 10
"""So often an edit is tried whose outcome was not known; to try again does no harm."""
ENDED = (Fate.FAILED, Fate.DROPPED)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a message: the number tells it from the others, `until` is its lease."""

    row_id: int
    number: int
    method: str
    mark: str
    until: datetime


def claim(session: Session, row: OutboxRow, now: datetime, terms: Terms) -> Attempt | None:
    """Take a row that next_row gave; nothing where the pace for this second is used up."""
    method = method_of(row)
    if not take(session, method, now, terms.rates[method]):
        return None
    row.fate, row.attempts, row.tried_at = Fate.SENDING, row.attempts + 1, now
    row.due_at = now + terms.lease
    session.flush()
    return Attempt(row.id or 0, row.attempts, method, row.mark, row.due_at)


def base_of(session: Session, row: OutboxRow) -> OutboxRow | None:
    """Return the message that a row changes or hangs below."""
    base_id = row.edit_of_id or row.thread_of_id
    return session.get_one(OutboxRow, base_id) if base_id else None


def method_of(row: OutboxRow) -> str:
    return UPDATE if row.edit_of_id else POST


def drop(session: Session, row: OutboxRow, why: str) -> None:
    """Leave it unsent: there is nothing left to say."""
    _end(session, row, Fate.DROPPED, why)


def fail(session: Session, row: OutboxRow, why: str) -> None:
    """Give it up: it cannot be sent."""
    _end(session, row, Fate.FAILED, why)


def drop_stale(session: Session, now: datetime) -> None:
    """Leave unsent what nobody wants any more, also while nothing can be sent at all."""
    for row in stale(session, now):
        if row.why == UNKNOWN_ROOM:
            fail(session, row, UNKNOWN_ROOM)
            note_refusal(session, row, now)
        else:
            drop(session, row, MISSED)


def postpone(session: Session, row: OutboxRow, now: datetime) -> None:
    """Let it wait a growing while: it is not known yet whether it may be sent."""
    row.attempts += 1
    row.due_at = now + timedelta(seconds=pause(row.attempts))
    session.flush()


def stumble(session: Session, row: OutboxRow, now: datetime) -> bool:
    """Note that its words could not be made; True when it is parked for that."""
    row.stumbles += 1
    row.due_at = now + timedelta(seconds=10 * 3 ** (row.stumbles - 1))
    session.flush()
    if row.stumbles >= TRIES:
        fail(session, row, "words")
    return row.stumbles >= TRIES


def settle(session: Session, attempt: Attempt, verdict: Verdict, now: datetime) -> bool:
    """Record how an attempt ended; False where it is not this attempt's to say any more.

    That it stands there is known for sure, so that counts also after the lease.
    """
    if isinstance(verdict, Sent):
        went_well(session, attempt.method)
    fates = [Fate.SENDING, Fate.UNKNOWN] if isinstance(verdict, Sent) else [Fate.SENDING]
    ours = update(OutboxRow).where(
        col(OutboxRow.id) == attempt.row_id,
        col(OutboxRow.attempts) == attempt.number,
        col(OutboxRow.fate).in_(fates),
    )
    facts = _facts(session, attempt, verdict, now)
    settled = session.exec(ours.values(**facts).returning(col(OutboxRow.id))).first()
    if settled and facts["fate"] is Fate.FAILED:
        note_end(session, session.get_one(OutboxRow, attempt.row_id, populate_existing=True))
    return settled is not None


def has_lost(session: Session, now: datetime) -> bool:
    """Say whether an attempt has lost its lease: its process died, or was stopped for long."""
    return session.exec(select(OutboxRow.id).where(*_lost(now)).limit(1)).first() is not None


def park_lost(session: Session, now: datetime) -> None:
    """Call unknown what lost its lease: it may have arrived. An edit is simply made again."""
    lost = update(OutboxRow).where(*_lost(now))
    is_edit = col(OutboxRow.edit_of_id).is_not(None)
    session.exec(lost.where(is_edit).values(fate=Fate.PENDING, due_at=now))
    session.exec(lost.where(~is_edit).values(fate=Fate.UNKNOWN, why="lease", due_at=now))


def _lost(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(OutboxRow.fate) == Fate.SENDING, col(OutboxRow.due_at) <= now


def _facts(session: Session, attempt: Attempt, verdict: Verdict, now: datetime) -> dict[str, Any]:
    """Return what a row is after an attempt; what concerns the method is held for all."""
    match verdict:
        case Sent(channel_id, ts):
            sent = {"fate": Fate.SENT, "sent_at": now, "why": None}
            return sent | {"posted_in": channel_id, "ts": ts}
        case Refused(word):
            return {"fate": Fate.FAILED, "why": word, "due_at": now}
        case Perhaps():
            return _perhaps(session, attempt, verdict, now)
        case Later() | Unreached() | Barred():
            seconds = verdict.seconds if isinstance(verdict, Later) else None
            hold(session, attempt.method, now, seconds)
            return {"fate": Fate.PENDING, "why": verdict.word, "due_at": now}


def _perhaps(session: Session, attempt: Attempt, verdict: Perhaps, now: datetime) -> dict[str, Any]:
    if verdict.is_down:
        hold(session, attempt.method, now, None)
    if attempt.method == POST:
        return {"fate": Fate.UNKNOWN, "why": verdict.word, "due_at": now}
    fate = Fate.PENDING if attempt.number < MOST_EDITS else Fate.FAILED
    again = now + timedelta(seconds=pause(attempt.number))
    return {"fate": fate, "why": verdict.word, "due_at": again}


def _end(session: Session, row: OutboxRow, fate: Fate, why: str) -> None:
    row.fate, row.why = fate, why[:120]
    session.flush()
    note_end(session, row)
