"""Giving roles to people and taking them back; only leaders do, and each act is on record.

Whoever else is writing, the subject is locked first, so that what was checked still holds when it
is written (RA1); on SQLite there is one writer anyway.
"""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.errors import (
    AlreadyHeldError,
    DatesReversedError,
    InactiveError,
    LastLeaderError,
    NobodyHoldsError,
)
from models.fact import known
from models.permission import Act, Deed, require
from models.person import Person
from models.role import (
    KIND_OF,
    Grade,
    RoleAssignment,
    RoleKind,
    Term,
    ended,
    history,
    holder_on,
    term,
)
from models.subject import Subject, column_of


def assign(
    session: Session, deed: Deed, subject: Subject, person: Person, held: Term
) -> RoleAssignment:
    """Make a person accountable for a subject; refused where somebody is (RA1)."""
    _begin(session, deed, subject)
    return _assign(session, deed, subject, person, held)


def stand_in(
    session: Session, deed: Deed, subject: Subject, person: Person, held: Term
) -> RoleAssignment:
    """Make a person deputy, or cover where the term has an end; a post may have many."""
    _begin(session, deed, subject)
    grade = Grade.DEPUTY if held.end_on is None else Grade.COVER
    return _add(session, person, held, _about(subject) | deed.fact | {"grade": grade})


def hand_over(
    session: Session, deed: Deed, subject: Subject, to: Person, on: date
) -> RoleAssignment:
    """End one person's days and begin another's, both on that day, both or neither."""
    _begin(session, deed, subject)
    if (old := holder_on(history(session, subject), on)) is None:
        raise NobodyHoldsError(on)
    _end(session, deed, old, on)
    return _assign(session, deed, subject, to, Term(on, old.end_on))


def end(session: Session, deed: Deed, role: RoleAssignment, on: date) -> None:
    """Let a role end on a day; if it began no earlier, it never was.

    Raises LastLeaderError where no active leader would be left for good.
    """
    require(session, deed, Act.ASSIGN, None)
    if not term(role).has(on):
        raise NobodyHoldsError(on)
    if role.kind is RoleKind.LEADER and not _other_leaders(session, role, on):
        raise LastLeaderError
    _end(session, deed, role, on)


def name_leader(
    session: Session, deed: Deed, person: Person, start_on: date | None
) -> RoleAssignment:
    """Make a person one of the firm's leaders; naming one again changes nothing.

    Who was to lead from a later day leads from this one.
    """
    require(session, deed, Act.ASSIGN, None)
    return add_leader(session, deed, person, start_on)


def add_leader(
    session: Session, deed: Deed, person: Person, start_on: date | None
) -> RoleAssignment:
    """Do the same, for whoever has made sure that the actor may."""
    for role in session.exec(_leading().where(RoleAssignment.person_id == person.id)).all():
        if (role.start_on or date.min) <= (start_on or date.min):
            return role
        role.superseded_at = deed.now
        session.flush()
    about = {"kind": RoleKind.LEADER} | deed.fact
    return _add(session, person, Term(start_on), about)


def hold(session: Session, subject: Subject) -> None:
    """Let nobody else give the role of a subject until the transaction ends."""
    table = type(subject)
    session.exec(select(table.id).where(col(table.id) == subject.id).with_for_update()).all()


def _begin(session: Session, deed: Deed, subject: Subject) -> None:
    require(session, deed, Act.ASSIGN, subject)
    hold(session, subject)


def _assign(
    session: Session, deed: Deed, subject: Subject, person: Person, held: Term
) -> RoleAssignment:
    for other in history(session, subject):
        if other.grade is Grade.ACCOUNTABLE and held.meets(term(other)):
            raise AlreadyHeldError(other.person_id, other.start_on, other.end_on)
    return _add(session, person, held, _about(subject) | deed.fact)


def _end(session: Session, deed: Deed, role: RoleAssignment, on: date) -> None:
    shorter = ended(role, on, deed.fact)
    session.flush()  # the index lets the new row in once the old one no longer stands
    session.add_all(shorter)
    session.flush()


def _add(session: Session, person: Person, held: Term, about: dict[str, Any]) -> RoleAssignment:
    if held.end_on and held.end_on <= (held.start_on or date.min):
        raise DatesReversedError(held.start_on, held.end_on, field="end_on")
    if not person.active:
        raise InactiveError(person.name)
    role = RoleAssignment(person=person, start_on=held.start_on, end_on=held.end_on, **about)
    session.add(role)
    session.flush()
    return role


def _about(subject: Subject) -> dict[str, Any]:
    column = column_of(subject)
    return {"kind": KIND_OF[column], column.removesuffix("_id"): subject}


def _leading() -> SelectOfScalar[RoleAssignment]:
    """Return the query for the roles by which people lead without an end, locked."""
    return (
        select(RoleAssignment)
        .where(
            RoleAssignment.kind == RoleKind.LEADER,
            RoleAssignment.grade == Grade.ACCOUNTABLE,
            col(RoleAssignment.end_on).is_(None),
            known(RoleAssignment, None),
        )
        .with_for_update()
    )


def _other_leaders(session: Session, role: RoleAssignment, on: date) -> list[RoleAssignment]:
    """Return who leads on, for good, beside this one: active people who have begun by then."""
    others = [other for other in session.exec(_leading()).all() if other.id != role.id]
    begun = [other for other in others if term(other).has(on)]
    return [other for other in begun if session.get_one(Person, other.person_id).active]
