"""The outbox: every message that is not a direct answer leaves by it, and is never sent by guess.

A row says what is to be said and to whom, not in which words: those are made in the transaction
that sends it, so that nothing leaves that was undone, removed or answered meanwhile.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.columns import by_value
from models.scope import OfWorkspace


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
        Index("outbox_due", "fate", "due_at"),
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
    attempts: int = 0
    resent: bool = False
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    posted_in: str | None = Field(default=None, max_length=20)
    """The channel that Slack answered with: for a person, the one between them and the bot."""
    ts: str | None = Field(default=None, max_length=20)


class Pace(OfWorkspace, table=True):
    """How much of one method Slack has been asked in a second, by all processes together.

    Before `held_until` it is not asked at all: Slack said so.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "method"),)

    id: int | None = Field(default=None, primary_key=True)
    method: str = Field(max_length=60)
    second: datetime
    used: int = 0
    held_until: datetime | None = None
