"""Cover: who is asked while somebody is away, and may answer for them until they are back."""

from datetime import date

from sqlmodel import Session, col, select

from models.absence import Absence
from models.fact import known
from models.permission import Deed
from models.person import Person
from models.role import Grade, RoleAssignment, RoleKind, Term, ended, term


def cover(session: Session, deed: Deed, absence: Absence, stand_in: Person) -> None:
    """Let somebody stand in for all that an absent person answers for, on those days."""
    absence.cover_id = stand_in.id
    away = Term(absence.start_on, absence.end_on)
    held = select(RoleAssignment).where(
        RoleAssignment.person_id == absence.person_id,
        RoleAssignment.grade == Grade.ACCOUNTABLE,
        RoleAssignment.kind != RoleKind.LEADER,
        known(RoleAssignment, None),
    )
    uncover(session, deed, absence, absence.start_on)
    about = {"person_id": stand_in.id, "grade": Grade.COVER, **deed.fact, "reason": _why(absence)}
    for role in session.exec(held).all():
        if away.meets(term(role)):
            same = role.model_dump(include={"kind", "project_id", "client_id", "offering_id"})
            days = {"start_on": absence.start_on, "end_on": absence.end_on}
            session.add(RoleAssignment(**same | days | about))
    session.flush()


def uncover(session: Session, deed: Deed, absence: Absence, on: date) -> None:
    """End what somebody may do for an absent person, who is back on that day."""
    rows = select(RoleAssignment).where(
        RoleAssignment.reason == _why(absence), known(RoleAssignment, None)
    )
    for role in session.exec(rows.order_by(col(RoleAssignment.id))).all():
        session.add_all(ended(role, on, deed.fact | {"reason": _why(absence)}))
    session.flush()


def _why(absence: Absence) -> str:
    return f"covers absence {absence.id}"
