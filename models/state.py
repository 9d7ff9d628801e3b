"""The state of a client, an offering or a project, and each move from one to another."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Select, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Relationship, Session, col, select

from models.client import Client
from models.columns import by_value
from models.errors import WrongStateError
from models.fact import Fact, known, one_standing
from models.offering import Offering
from models.permission import Act, Deed, require
from models.project import Project
from models.subject import Subject, column_of


class State(StrEnum):
    PROPOSED = "proposed"
    PROSPECT = "prospect"
    INCUBATING = "incubating"
    ACTIVE = "active"
    PAUSED = "paused"
    DORMANT = "dormant"
    CLOSING = "closing"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FORMER = "former"
    SUNSET = "sunset"
    RETIRED = "retired"


STATES: dict[str, tuple[State, ...]] = {
    "client": (State.PROSPECT, State.ACTIVE, State.DORMANT, State.FORMER),
    "offering": (State.INCUBATING, State.ACTIVE, State.SUNSET, State.RETIRED),
    "project": (
        State.PROPOSED,
        State.ACTIVE,
        State.PAUSED,
        State.CLOSING,
        State.CLOSED,
        State.CANCELLED,
    ),
}
MOVING = {
    "client": Act.MOVE_CLIENT,
    "offering": Act.MOVE_OFFERING,
    "project": Act.MOVE_PROJECT,
}
ENDED = (State.CLOSED, State.CANCELLED, State.FORMER, State.RETIRED)
"""In these, nobody needs to hold the role any more."""


class StateMove(Fact, table=True):
    """From `since_on` on, or from the beginning, its subject was in this state."""

    __tablename__ = "state_move"
    __table_args__ = (
        one_standing("one_project_state_a_day", "workspace_id", "project_id", "since_on"),
        one_standing("one_client_state_a_day", "workspace_id", "client_id", "since_on"),
        one_standing("one_offering_state_a_day", "workspace_id", "offering_id", "since_on"),
        CheckConstraint(
            "CASE WHEN project_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN client_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN offering_id IS NULL THEN 0 ELSE 1 END = 1",
            name="state_has_its_subject",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    offering_id: int | None = Field(default=None, foreign_key="offering.id", index=True)
    state: State = Field(sa_type=by_value(State))
    since_on: date | None = None
    project: Project | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    client: Client | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    offering: Offering | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def move(session: Session, deed: Deed, subject: Subject, state: State, on: date) -> StateMove:
    """Put a client, an offering or a project into a state from a day on.

    A second move on the same day takes the first one's place.
    """
    column = column_of(subject)
    kind = column.removesuffix("_id")
    require(session, deed, MOVING[kind], subject)
    if state not in STATES[kind]:
        raise WrongStateError(state, STATES[kind])
    that_day = select(StateMove).where(
        getattr(StateMove, column) == subject.id,
        StateMove.since_on == on,
        known(StateMove, None),
    )
    if standing := session.exec(that_day).first():
        standing.superseded_at = deed.now
        session.flush()  # the index lets the new row in once the old one no longer stands
    about: dict[str, Any] = {column: subject.id} | deed.fact
    new = StateMove(state=state, since_on=on, **about)
    session.add(new)
    session.flush()
    return new


def latest_move(
    subject_id: Any, kind: str, day: Any, known_at: datetime | None = None
) -> Select[Any]:
    """Return the query, correlated to `subject_id`, for the id of the move in force on a day."""
    return _in_force("id", (subject_id, kind), day, known_at)


def state_on(subject_id: Any, kind: str, day: Any, known_at: datetime | None = None) -> Select[Any]:
    """Return the same for the state of a subject; nothing where nobody ever said."""
    return _in_force("state", (subject_id, kind), day, known_at)


def _in_force(
    column: str, about: tuple[Any, str], day: Any, known_at: datetime | None
) -> Select[Any]:
    moved, (subject_id, kind) = aliased(StateMove), about
    return (
        select(getattr(moved, column))
        .where(
            getattr(moved, f"{kind}_id") == subject_id,
            or_(col(moved.since_on).is_(None), col(moved.since_on) <= day),
            known(moved, known_at),
        )
        .order_by(col(moved.since_on).desc().nulls_last(), col(moved.id).desc())
        .limit(1)
    )
