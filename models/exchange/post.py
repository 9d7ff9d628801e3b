"""The columns `manager` and `status`: who answers for a thing, and in which state it is."""

from datetime import date
from typing import Any

from models.exchange.book import (
    ClientRecord,
    Firm,
    OfferingRecord,
    Post,
    ProjectRecord,
    state_today,
)
from models.exchange.cell import PERSON, choice
from models.exchange.merge import Field, Intake
from models.exchange.problem import Trouble
from models.exchange.sheet import Column, Row
from models.person import Person
from models.role import KIND_OF, RoleAssignment, Term, ended
from models.state import ENDED, STATES, State, StateMove
from models.subject import Subject, column_of

Record = ClientRecord | OfferingRecord | ProjectRecord
MANAGER = Column("manager", PERSON)
STATUS = {kind: Column("status", choice(states)) for kind, states in STATES.items()}


def subject_of(record: Record) -> Subject:
    match record:
        case ClientRecord():
            return record.client
        case OfferingRecord():
            return record.offering
        case ProjectRecord():
            return record.project


def named_person(intake: Intake, row: Row, column: str, email: str) -> Person | None:
    """Return the person of an e-mail; there must be one, in Trefoil or in this import."""
    if record := intake.firm.people.get(email):
        return record.person
    intake.refuse_unknown(row.place(column), email, intake.firm.people)
    return None


def set_manager(intake: Intake, record: Record, row: Row, email: str | None) -> None:
    """Name who answers for a thing: the first from its start, another from today (a hand-over)."""
    person = named_person(intake, row, "manager", email) if email else None
    if email and (person is None or _has_left(intake, row, person)):
        return
    subject, post, today = subject_of(record), record.post, intake.firm.today
    about = {"kind": KIND_OF[column_of(subject)], column_of(subject)[:-3]: subject}
    held = Term(today if post.roles else _start(record))
    change_holder(intake, post, person, held, about)


def _has_left(intake: Intake, row: Row, person: Person) -> bool:
    if not person.active:
        hint = "a colleague who has not left"
        intake.refuse(row.place("manager"), Trouble.EXPECTED, person.name, hint)
    return not person.active


def change_holder(
    intake: Intake, post: Post, person: Person | None, held: Term, about: dict[str, Any]
) -> None:
    """End who holds a post and let another begin; both, either, or neither may be there.

    The new role ends where one begins that was planned before.
    """
    old = post.current(intake.firm.today)
    start_on = held.start_on
    if old is not None:
        start_on = max(filter(None, (start_on, old.start_on)), default=start_on)
        rest = ended(old, intake.firm.today, intake.fact)
        intake.later.extend(rest)
        post.roles = [role for role in post.roles if role is not old] + rest
    if person is not None:
        end_on = old.end_on if old else None
        new = RoleAssignment(
            person=person, start_on=start_on, end_on=end_on, **about, **intake.fact
        )
        post.roles.append(new)
        intake.later.append(new)


def _start(record: Record) -> date | None:
    if isinstance(record, ProjectRecord) and record.baseline:
        return record.baseline.start_on
    return None


def set_state(intake: Intake, record: Record, _row: Row, state: State) -> None:
    """Move a thing into a state: from the beginning when it is new, else from today.

    What is new and over ended at its planned finish, where that is past.
    """
    subject, today = subject_of(record), intake.firm.today
    is_new = subject.id is None
    since_on = _ended_on(record, today) if is_new and state in ENDED else None
    since_on = since_on if is_new else today
    about: dict[str, Any] = {column_of(subject)[:-3]: subject}
    move = StateMove(state=state, since_on=since_on, **about, **intake.fact)
    for old in [m for m in record.moves if m.since_on == since_on]:
        intake.replace(old)
        record.moves.remove(old)
    record.moves.append(move)
    intake.later.append(move)


def _ended_on(record: Record, today: date) -> date:
    finish_on = (
        record.baseline.finish_on if isinstance(record, ProjectRecord) and record.baseline else None
    )
    return min(finish_on or today, today)


def manager_field(firm: Firm) -> Field[Any]:
    def read(record: Record) -> str | None:
        return firm.email(record.post.current(firm.today))

    def hides(record: Record) -> bool:
        return record.post.current(firm.today) is not None and read(record) is None

    return Field(MANAGER, read, set_manager, hides=hides)


def state_field(kind: str, firm: Firm) -> Field[Any]:
    """Return the field of a state; a thing is always in one, so an empty cell changes nothing."""
    return Field(
        STATUS[kind],
        lambda record: state_today(record.moves, firm.today),
        set_state,
        blank=State.ACTIVE,
        clears=False,
    )
