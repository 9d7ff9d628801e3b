"""Schedules: what comes again and again, one row each, and each time that it came."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, update
from sqlmodel import Field, Session, col

from models.columns import by_value
from models.scope import OfWorkspace

UNANSWERED = "unanswered"
"""Why a schedule is paused of somebody who did not answer for weeks."""


class Rhythm(StrEnum):
    """What comes again and again: one message a week to each person, one digest to the leaders."""

    WEEKLY = "weekly"
    DIGEST = "digest"


class Schedule(OfWorkspace, table=True):
    """One thing that comes again; `look_at` is when there may be something to do about it.

    The days and hours are not kept here: they are the person's and the firm's, and may change until
    the last moment. Whoever changes them sets `look_at` to now.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("schedule_due", "workspace_id", "look_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=40)
    rhythm: Rhythm = Field(sa_type=by_value(Rhythm))
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    look_at: datetime
    since_at: datetime
    """What was due before is not caught up."""
    paused_at: datetime | None = None
    paused_because: str | None = Field(default=None, max_length=120)


class Step(StrEnum):
    """Which of a period's messages it is."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    AGAIN = "again"
    """As it was snoozed."""
    MONTH = "month"
    """The month's figures, once they were given; the period is a month."""


class Outcome(StrEnum):
    """What has become of an occurrence."""

    ASKED = "asked"
    ANSWERED = "answered"
    SNOOZED = "snoozed"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"
    MISSED = "missed"


class Occurrence(OfWorkspace, table=True):
    """One time that a schedule came; whoever inserts it first has won, in whatever process.

    `period` is an ISO week like "2026-W48", the person's own; of what comes again, as it was
    snoozed, the day until which it was.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "schedule_id", "period", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    schedule_id: int = Field(default=None, foreign_key="schedule.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    period: str = Field(max_length=10)
    step: Step = Field(default=Step.FIRST, sa_type=by_value(Step))
    due_at: datetime
    made_at: datetime
    outcome: Outcome = Field(default=Outcome.ASKED, sa_type=by_value(Outcome))
    why: str | None = Field(default=None, max_length=120)
    until_on: date | None = None
    is_late: bool = False


class Answer(StrEnum):
    """What was answered about one project of a weekly message."""

    CONFIRMED = "confirmed"
    UPDATED = "updated"
    NOT_MINE = "not_mine"
    PAUSED = "paused"


class AskedItem(OfWorkspace, table=True):
    """One project that a weekly message asks about: what it showed, and what was answered.

    `shown_id` is the report whose colours stood in the message: only that is confirmed by a click.
    """

    __tablename__ = "asked_item"
    __table_args__ = (UniqueConstraint("workspace_id", "occurrence_id", "project_id"),)

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(default=None, foreign_key="occurrence.id")
    project_id: int = Field(default=None, foreign_key="project.id", index=True)
    position: int
    shown_id: int | None = Field(default=None, foreign_key="status_update.id")
    answer: Answer | None = Field(default=None, sa_type=by_value(Answer))
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id")
    update_id: int | None = Field(default=None, foreign_key="status_update.id")


def look_again(session: Session, now: datetime, person_id: int | None = None) -> None:
    """Let what was changed hold at once, for one person or for all: the next beat looks at it."""
    rows = update(Schedule).values(look_at=now)
    if person_id is not None:
        rows = rows.where(col(Schedule.person_id) == person_id)
    session.exec(rows)


def resume(session: Session, now: datetime, person_id: int) -> None:
    """Let what was paused go on, from the next that is due."""
    rows = update(Schedule).where(col(Schedule.person_id) == person_id)
    session.exec(rows.values(paused_at=None, paused_because=None, look_at=now))
