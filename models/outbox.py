"""The outbox: every message that is not a direct answer leaves by it, and is never sent by guess.

A row says what is to be said and to whom, not in which words: those are made in the transaction
that sends it, so that nothing leaves that was undone, removed or answered meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, update
from sqlmodel import Field, Session, col

from models.columns import by_value
from models.receipt import INSERT
from models.scope import OfWorkspace, workspace_of

BATCH = 500
"""So many rows are written by one statement."""
MISSED = "missed"


class Fate(StrEnum):
    """What has become of a message; `unknown` may have arrived."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    """There was nothing left to say when its turn came."""


class OutboxRow(OfWorkspace, table=True):
    """One message to a person or a channel, known by its key.

    `about` holds the ids that its words are made from. `due_at` is when it may leave, or when the
    lease of the attempt that is under way ends; the number of attempts tells them apart. With
    `edit_of_id` it is another row's message that changes, with `thread_of_id` it hangs below one.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        CheckConstraint("(person_id IS NULL) <> (channel_id IS NULL)", name="one_addressee"),
        Index("outbox_due", "fate", "due_at", "id"),
        Index("outbox_order", "lane", "fate", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=120)
    kind: str = Field(max_length=40)
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel_id: str | None = Field(default=None, max_length=20)
    lane: str = Field(max_length=30)
    """What keeps its order: a person or a channel."""
    edit_of_id: int | None = Field(default=None, foreign_key="outbox.id")
    thread_of_id: int | None = Field(default=None, foreign_key="outbox.id")
    mark: str = Field(max_length=32)
    """By this a message is found in its channel again; it tells nobody anything."""
    fate: Fate = Field(default=Fate.PENDING, sa_type=by_value(Fate))
    why: str | None = Field(default=None, max_length=120)
    """Slack's word for a no, or why there was nothing left to say."""
    made_at: datetime
    due_at: datetime
    wanted_at: datetime
    """When it should leave; `due_at` moves on with every attempt."""
    stale_at: datetime | None = None
    """From then on nobody wants it any more: it is dropped as missed."""
    attempts: int = 0
    stumbles: int = 0
    """How often its words could not be made."""
    resent: bool = False
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    posted_in: str | None = Field(default=None, max_length=20)
    """The channel that Slack answered with: for a person, the one between them and the bot."""
    ts: str | None = Field(default=None, max_length=20)
    alarmed_at: datetime | None = None
    """When the operator was told that it has not arrived."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed in to be sent: to a person or to a channel, not before `due_at`.

    `about` holds what the words are made from, by ids; never words. From `stale_at` on it is not
    sent any more. `edit_of_id` and `thread_of_id` are rows of the outbox.
    """

    key: str
    kind: str
    due_at: datetime
    about: dict[str, Any] = field(default_factory=dict)
    person_id: int | None = None
    channel_id: str | None = None
    thread_of_id: int | None = None
    edit_of_id: int | None = None
    stale_at: datetime | None = None


def post(session: Session, parcel: Parcel, now: datetime) -> int | None:
    """Hand in one message; return its id, or nothing where its key was there already."""
    return post_all(session, [parcel], now).get(parcel.key)


def post_all(session: Session, parcels: Sequence[Parcel], now: datetime) -> dict[str, int]:
    """Hand in many; return the ids of the new ones by key, for a key that is there is not new."""
    insert = INSERT[session.get_bind().dialect.name](OutboxRow).on_conflict_do_nothing()
    new: dict[str, int] = {}
    for batch in _batches(parcels):
        rows = [_values(parcel, now) | {"workspace_id": workspace_of(session)} for parcel in batch]
        made = insert.returning(col(OutboxRow.key), col(OutboxRow.id))
        new |= {key: id_ for key, id_ in session.exec(made, params=rows) if id_}
    return new


def release(session: Session, key: str, now: datetime) -> bool:
    """Let a message that waits for its time leave now; False where none waits."""
    waiting = update(OutboxRow).where(*_waiting(key), col(OutboxRow.wanted_at) > now)
    told = waiting.values(due_at=now, wanted_at=now).returning(col(OutboxRow.id))
    return session.exec(told).first() is not None


def lane_of(person_id: int | None, channel_id: str | None) -> str:
    """Return what keeps its order: everything to a person, or to a channel."""
    return channel_id or f"person {person_id}"


def _waiting(key: str) -> tuple[Any, ...]:
    return col(OutboxRow.key) == key, col(OutboxRow.fate) == Fate.PENDING


def _batches(parcels: Sequence[Parcel]) -> Iterator[Sequence[Parcel]]:
    for start in range(0, len(parcels), BATCH):
        yield parcels[start : start + BATCH]


def _values(parcel: Parcel, now: datetime) -> dict[str, Any]:
    """Return every column: an insert of many rows fills in nothing by itself."""
    return {
        "key": parcel.key,
        "kind": parcel.kind,
        "about": parcel.about,
        "person_id": parcel.person_id,
        "channel_id": parcel.channel_id,
        "lane": lane_of(parcel.person_id, parcel.channel_id),
        "edit_of_id": parcel.edit_of_id,
        "thread_of_id": parcel.thread_of_id,
        "mark": token_hex(16),
        "fate": Fate.PENDING,
        "made_at": now,
        "due_at": parcel.due_at,
        "wanted_at": parcel.due_at,
        "stale_at": parcel.stale_at,
        "attempts": 0,
        "stumbles": 0,
        "resent": False,
    }
