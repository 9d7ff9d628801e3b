"""Roles: who answers for a project, a client, an offering or the firm, since when and until when.

Invariants: RA1, at most one accountable for a post on any day; RA2, a gap is derived, never stored;
RA4, history is never rewritten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Select, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Relationship, Session, col, select

from models.client import Client
from models.columns import by_value
from models.fact import Fact, known, one_standing
from models.offering import Offering
from models.person import Person, name_of
from models.project import Project
from models.subject import Subject, column_of


class RoleKind(StrEnum):
    PROJECT_MANAGER = "project_manager"
    CLIENT_MANAGER = "client_manager"
    OFFERING_MANAGER = "offering_manager"
    LEADER = "leader"


class Grade(StrEnum):
    """One person is accountable; deputies and covers act for that person."""

    ACCOUNTABLE = "accountable"
    DEPUTY = "deputy"
    COVER = "cover"


KIND_OF = {
    "project_id": RoleKind.PROJECT_MANAGER,
    "client_id": RoleKind.CLIENT_MANAGER,
    "offering_id": RoleKind.OFFERING_MANAGER,
}
SUBJECT_OF = {kind: column for column, kind in KIND_OF.items()}
OPEN = "end_on IS NULL AND grade = 'accountable'"


class RoleAssignment(Fact, table=True):
    """A person in a role from `start_on`, or the beginning, up to but without `end_on`."""

    __tablename__ = "role_assignment"
    __table_args__ = (
        one_standing("one_project_manager", "workspace_id", "project_id", where=OPEN),
        one_standing("one_client_manager", "workspace_id", "client_id", where=OPEN),
        one_standing("one_offering_manager", "workspace_id", "offering_id", where=OPEN),
        one_standing("leads_once", "workspace_id", "person_id", where=f"{OPEN} AND kind='leader'"),
        CheckConstraint("start_on < end_on", name="role_has_days"),
        CheckConstraint(
            "(kind = 'project_manager') = (project_id IS NOT NULL)"
            " AND (kind = 'client_manager') = (client_id IS NOT NULL)"
            " AND (kind = 'offering_manager') = (offering_id IS NOT NULL)",
            name="role_has_its_subject",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: RoleKind = Field(sa_type=by_value(RoleKind))
    grade: Grade = Field(default=Grade.ACCOUNTABLE, sa_type=by_value(Grade))
    person_id: int = Field(default=None, foreign_key="person.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", index=True)
    offering_id: int | None = Field(default=None, foreign_key="offering.id", index=True)
    start_on: date | None = None
    end_on: date | None = None
    confirmed_at: datetime | None = None
    person: Person = Relationship(
        sa_relationship_kwargs={"lazy": "raise", "foreign_keys": "RoleAssignment.person_id"}
    )
    project: Project | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    client: Client | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    offering: Offering | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})


@dataclass(frozen=True, slots=True)
class Term:
    """From a day, or the beginning, up to but without another, or without end."""

    start_on: date | None = None
    end_on: date | None = None

    def has(self, day: date) -> bool:
        return (self.start_on or date.min) <= day and (self.end_on is None or day < self.end_on)

    def meets(self, other: "Term") -> bool:
        """Say whether the two have a day in common."""
        start = max(self.start_on or date.min, other.start_on or date.min)
        return start < min(self.end_on or date.max, other.end_on or date.max)


def term(role: RoleAssignment) -> Term:
    return Term(role.start_on, role.end_on)


def holder_on(history: Iterable[RoleAssignment], day: date) -> RoleAssignment | None:
    """Return the accountable on a day, out of what is known of one post: one or none (RA4)."""
    held = (r for r in history if r.grade is Grade.ACCOUNTABLE and term(r).has(day))
    return next(held, None)


def gaps(history: Iterable[RoleAssignment], life: Term) -> list[Term]:
    """Return each longest run of days in a life on which nobody was accountable (RA2)."""
    held = sorted(
        (r.start_on or date.min, r.end_on or date.max)
        for r in history
        if r.grade is Grade.ACCOUNTABLE and life.meets(term(r))
    )
    end = life.end_on or date.max
    free_from, found = life.start_on or date.min, []
    for start, until in [*held, (end, end)]:
        if free_from < start:
            found.append(Term(_open(free_from), _open(min(start, end))))
        free_from = max(free_from, until)
    return found


def _open(day: date) -> date | None:
    return None if day in (date.min, date.max) else day


def history(
    session: Session, subject: Subject, known_at: datetime | None = None
) -> Sequence[RoleAssignment]:
    """Return all that is known of who answered for a subject, the earliest first."""
    rows = select(RoleAssignment).where(
        getattr(RoleAssignment, column_of(subject)) == subject.id, known(RoleAssignment, known_at)
    )
    return session.exec(
        rows.order_by(col(RoleAssignment.start_on).asc().nulls_first(), col(RoleAssignment.id))
    ).all()


def manager_name(session: Session, subject: Subject, as_of: tuple[date, Any]) -> str | None:
    """Return the name of who answers for a subject on a day, as it was known at an instant."""
    day, known_at = as_of
    held = holder_on(history(session, subject, known_at), day)
    return name_of(session, held.person_id) if held else None


def leaders(session: Session, day: date) -> Sequence[RoleAssignment]:
    """Return the roles by which people lead the firm on a day."""
    rows = select(RoleAssignment).where(
        RoleAssignment.kind == RoleKind.LEADER,
        RoleAssignment.grade == Grade.ACCOUNTABLE,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, day),
    )
    return session.exec(rows.order_by(col(RoleAssignment.id))).all()


def ended(role: RoleAssignment, on: date, fact: dict[str, Any]) -> list[RoleAssignment]:
    """Take a row out of what stands, and return what stands in its place: a shorter one or none."""
    role.superseded_at = fact["recorded_at"]
    if on <= (role.start_on or date.min):
        return []
    same = role.model_dump(exclude={"id", "recorded_at", "superseded_at", "by_id", "reason"})
    return [RoleAssignment(**same | {"end_on": on} | fact)]


def holds_on(table: type[RoleAssignment], day: Any) -> ColumnElement[bool]:
    """Return what holds for the rows whose term has the day."""
    begun = or_(col(table.start_on).is_(None), col(table.start_on) <= day)
    return begun & or_(col(table.end_on).is_(None), col(table.end_on) > day)


def holder_id_on(
    subject_id: Any, kind: RoleKind, day: date, known_at: datetime | None = None
) -> Select[Any]:
    """Return the query, correlated to `subject_id`, for the accountable's id on a day."""
    held = aliased(RoleAssignment)
    query = select(held.person_id).where(
        getattr(held, SUBJECT_OF[kind]) == subject_id,
        held.grade == Grade.ACCOUNTABLE,
        known(held, known_at),
        holds_on(held, day),
    )
    return query.limit(1)  # there is no second (RA1); the database need not look for one
