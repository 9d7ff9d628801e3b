"""Forgetting a person: roles end, and nothing that the program can find tells who it was."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import String, cast, delete, func, or_, update
from sqlmodel import Session, col, select

from models.absence import Absence
from models.appointment import end
from models.client import Client
from models.errors import AmbiguousError, NotFoundError
from models.fact import known
from models.imported import Importable, fingerprint
from models.naming import near
from models.offering import Offering
from models.permission import Act, Deed, require
from models.person import Person, PersonSkill
from models.project import Project
from models.role import SUBJECT_OF, Grade, RoleAssignment, RoleKind, ended, term
from models.setting import firm_settings
from models.state import ENDED, state_on
from models.status import StatusUpdate
from models.subject import Subject

TABLES: dict[str, type[Any]] = {
    "project_id": Project,
    "client_id": Client,
    "offering_id": Offering,
}
NAMING: tuple[type[Importable], ...] = (Person, Client, Offering, Project, StatusUpdate)
"""What an import may have brought with somebody's e-mail in a column."""


def person_with(session: Session, email: str) -> Person:
    """Return who has this e-mail, whatever its case.

    Raises NotFoundError with the nearest ones, or AmbiguousError when it is two people's.
    """
    everybody = session.exec(select(Person).where(col(Person.email).is_not(None))).all()
    known_as = {person.email or "": person for person in everybody}
    alike = [name for name in known_as if name.casefold() == email.strip().casefold()]
    if not alike:
        raise NotFoundError("person", email, near(email, known_as))
    if len(alike) > 1 and email not in alike:
        raise AmbiguousError("person", email, tuple(alike))
    return known_as[email if email in alike else alike[0]]


def open_roles(session: Session, person: Person, today: date) -> Sequence[RoleAssignment]:
    """Return the roles that a person holds now or is to hold."""
    rows = select(RoleAssignment).where(
        RoleAssignment.person_id == person.id,
        known(RoleAssignment, None),
        or_(col(RoleAssignment.end_on).is_(None), col(RoleAssignment.end_on) > today),
    )
    return session.exec(rows.order_by(col(RoleAssignment.id))).all()


def subject_of(session: Session, role: RoleAssignment) -> Subject | None:
    """Return the project, client or offering of a role; None for a leader's."""
    if role.kind is RoleKind.LEADER:
        return None
    column = SUBJECT_OF[role.kind]
    subject: Subject = session.get_one(TABLES[column], getattr(role, column))
    return subject


def forget_person(session: Session, deed: Deed, person: Person) -> list[Subject]:
    """End what a person holds and take away who it was; return what nobody answers for now.

    Raises LastLeaderError for the only leader. What others wrote about the person in free text
    stays, and older backups are not touched.
    """
    require(session, deed, Act.FORGET, None)
    today = firm_settings(session).today(deed.now)
    roles = open_roles(session, person, today)
    left = [role for role in roles if role.grade is Grade.ACCOUNTABLE and term(role).has(today)]
    for role in roles:
        _end(session, deed, role, today)
    bring = update(Offering).where(col(Offering.bring_id) == person.id)
    session.exec(bring.values(bring_id=None))
    _drop_fingerprints(session, person.email or "")
    _take_away(session, person)
    session.flush()
    subjects = [subject_of(session, role) for role in left]
    return [subject for subject in subjects if subject and _needs_one(session, subject, today)]


def _take_away(session: Session, person: Person) -> None:
    highest = session.exec(select(func.max(col(Person.former_number)))).one()
    person.former_number = (highest or 0) + 1
    person.name = f"former colleague {person.former_number}"
    person.email = person.slack_user_id = person.time_zone = person.holidays = None
    person.weekly_on = person.weekly_hour = None
    person.imported = None
    person.active = False
    for told in (PersonSkill, Absence):
        session.exec(delete(told).where(col(told.person_id) == person.id))


def _end(session: Session, deed: Deed, role: RoleAssignment, on: date) -> None:
    if term(role).has(on):
        end(session, deed, role, on)
    else:
        session.add_all(ended(role, on, deed.fact))  # it has not begun, and now never does


def _drop_fingerprints(session: Session, email: str) -> None:
    marks = {fingerprint(email), fingerprint(email.casefold())}
    for table in NAMING:
        words = cast(col(table.imported), String)
        rows = select(table).where(or_(*(words.contains(mark) for mark in marks)))
        for row in session.exec(rows):
            kept = (row.imported or {}).items()
            row.imported = {name: mark for name, mark in kept if mark not in marks}


def _needs_one(session: Session, subject: Subject, day: date) -> bool:
    state = state_on(subject.id, type(subject).__name__.lower(), day)
    return session.exec(select(state.scalar_subquery())).one() not in ENDED
