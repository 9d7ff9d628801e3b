"""Messages that may have arrived: looked for by their mark, never sent again by guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.account import account_of
from models.delivery.attempt import fail
from models.delivery.pace import pause
from models.delivery.refusal import tell_leaders
from models.delivery.terms import Terms
from models.errors import NotFoundError
from models.outbox import Fate, OutboxRow, Parcel
from models.permission import Act, Deed, require
from models.person import Person
from models.planning.agenda import DIGEST_WAITS

UNSURE = "outbox.unsure"
MANY = 20
TOLD = "a leader saw it there"
LOST = "lost"
"""It was sent twice, and arrived neither time."""
UNCERTAIN = "unknown"
"""It was sent twice, and nobody can say whether it arrived."""
GIVEN_UP = timedelta(days=3)
"""So long it is waited for what leaders say of a message in a channel."""
ASKED = timedelta(days=1)
"""So long nobody looks again for what leaders were asked about."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message that may have arrived, and where it would be; the number is its last attempt."""

    row_id: int
    number: int
    mark: str
    tried_at: datetime
    channel_id: str | None
    slack_user_id: str | None
    thread_ts: str | None


def doubts(session: Session, now: datetime, terms: Terms) -> list[Doubt]:
    """Return what is to be looked for now, the oldest first."""
    rows = select(OutboxRow).where(
        OutboxRow.fate == Fate.UNKNOWN,
        OutboxRow.due_at <= now,
        col(OutboxRow.tried_at) <= now - terms.look_after,
    )
    found: Sequence[OutboxRow] = session.exec(rows.order_by(col(OutboxRow.id)).limit(MANY)).all()
    return [_doubt(session, row) for row in found]


def resolve(session: Session, doubt: Doubt, ts: tuple[str, str] | None, now: datetime) -> None:
    """Note that a message was found, in a channel and as this ts; or that it is not there.

    What is not there is sent again, once.
    """
    row = _still(session, doubt)
    if row and ts:
        row.fate, row.sent_at, row.why = Fate.SENT, now, None
        row.posted_in, row.ts = ts
    elif row:
        _send_again(session, row, LOST, now)
    session.flush()


def look_again(session: Session, doubt: Doubt, now: datetime, at: datetime | None = None) -> None:
    """Look once more: Slack did not answer, or it may arrive yet."""
    if row := _still(session, doubt):
        row.due_at = at or now + timedelta(seconds=pause(5))
        session.flush()


def give_in(session: Session, doubt: Doubt, now: datetime) -> None:
    """Go on where nobody can look: a person gets it once more, for a channel leaders are asked.

    Two messages to one person are a smaller harm than none; in a channel that is for people to say.
    """
    row = _still(session, doubt)
    if row and row.person_id:
        _send_again(session, row, UNCERTAIN, now)
    elif row and doubt.tried_at <= now - GIVEN_UP:
        row.due_at = now
        fail(session, row, UNCERTAIN)
    elif row:
        row.due_at = now + ASKED
        key = f"{UNSURE}:{row.id}:{row.attempts}"
        tell_leaders(session, Parcel(key, UNSURE, now, {"row": row.id}), now)
    session.flush()


def answer_doubt(session: Session, deed: Deed, row_id: int, *, is_there: bool) -> OutboxRow:
    """Let a leader say whether a message is there; the first answer counts. Returns it as it is."""
    require(session, deed, Act.SETTLE_POST, None)
    locked = select(OutboxRow).where(OutboxRow.id == row_id, col(OutboxRow.channel_id).is_not(None))
    row = session.exec(locked.with_for_update()).first()
    if row is None:
        raise NotFoundError("message", "")
    if row.fate is Fate.UNKNOWN and is_there:
        row.fate, row.sent_at, row.why = Fate.SENT, deed.now, TOLD
    elif row.fate is Fate.UNKNOWN:
        row.fate, row.due_at, row.resent = Fate.PENDING, deed.now, True
    if row.fate in (Fate.SENT, Fate.PENDING):
        _want_still(session, row, deed.now)
    session.flush()
    return row


def _want_still(session: Session, row: OutboxRow, now: datetime) -> None:
    """Let a message, and what hangs below it, be late: a leader has said that it is wanted."""
    parts = session.exec(select(OutboxRow).where(OutboxRow.thread_of_id == row.id)).all()
    for one in (row, *parts):
        if one.stale_at:
            one.stale_at = max(one.stale_at, now + DIGEST_WAITS)


def _send_again(session: Session, row: OutboxRow, otherwise: str, now: datetime) -> None:
    """Let it be sent once more; given up, with this reason, when it was already."""
    row.due_at = now
    if row.resent:
        fail(session, row, otherwise)
    else:
        row.fate, row.resent = Fate.PENDING, True


def _still(session: Session, doubt: Doubt) -> OutboxRow | None:
    """Return the row, locked, if it is as much in doubt as it was."""
    same = select(OutboxRow).where(
        OutboxRow.id == doubt.row_id,
        OutboxRow.fate == Fate.UNKNOWN,
        OutboxRow.attempts == doubt.number,
    )
    return session.exec(same.with_for_update()).first()


def _doubt(session: Session, row: OutboxRow) -> Doubt:
    person = session.get_one(Person, row.person_id) if row.person_id else None
    account = account_of(session, person.slack_user_id) if person else None
    base = session.get_one(OutboxRow, row.thread_of_id) if row.thread_of_id else None
    return Doubt(
        row_id=row.id or 0,
        number=row.attempts,
        mark=row.mark,
        tried_at=row.tried_at or row.made_at,
        channel_id=row.channel_id or row.posted_in or (base.posted_in if base else None),
        slack_user_id=account.slack_user_id if account else None,
        thread_ts=base.ts if base else None,
    )
