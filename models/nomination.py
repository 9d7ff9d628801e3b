"""Naming who answers for a project, a client or an offering, whoever did before."""

from datetime import date

from sqlmodel import Session

from models.appointment import assign, hand_over
from models.people_errors import SameHolderError
from models.permission import Deed
from models.person import Person
from models.role import Grade, RoleAssignment, Term, history, holder_on
from models.subject import Subject


def name_manager(
    session: Session, deed: Deed, subject: Subject, person: Person, on: date
) -> RoleAssignment:
    """Let a person answer for a subject from a day on; whoever did then hands it over.

    A role that somebody is to have from a later day stays theirs.
    """
    known = history(session, subject)
    held = holder_on(known, on)
    if held and held.person_id == person.id:
        raise SameHolderError(person.name)
    if held:
        return hand_over(session, deed, subject, person, on)
    later = [
        role.start_on
        for role in known
        if role.grade is Grade.ACCOUNTABLE and role.start_on and role.start_on > on
    ]
    return assign(session, deed, subject, person, Term(on, min(later, default=None)))
