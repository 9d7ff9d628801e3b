"""Who may do what: one table, asked by the operations, so that no button needs to be hidden."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam
from sqlmodel import Session, col, or_, select

from models.errors import NotAllowedError
from models.fact import known
from models.person import Person
from models.project import Project, Share
from models.role import Grade, RoleAssignment, RoleKind, holds_on
from models.setting import firm_settings
from models.subject import Subject, column_of


class Operator(Enum):
    """Who runs the command line: may do all that a leader may, and is no person in Trefoil."""

    COMMAND_LINE = "command line"


Actor = Person | Operator


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, when, and why if that was said."""

    actor: Actor
    now: datetime
    reason: str | None = None

    @property
    def author_id(self) -> int | None:
        """The author to record: nobody, where the command line acts."""
        return self.actor.id if isinstance(self.actor, Person) else None

    @property
    def fact(self) -> dict[str, Any]:
        """What a row of a fact says of its making."""
        return {"recorded_at": self.now, "by_id": self.author_id, "reason": self.reason}


class Act(StrEnum):
    REPORT_STATUS = "report status"
    MOVE_MILESTONE = "move a milestone"
    LOG_LESSON = "log a lesson"
    PROPOSE_BASELINE = "propose a plan"
    APPROVE_BASELINE = "approve a plan"
    MOVE_PROJECT = "change a project's state"
    MOVE_CLIENT = "change a client's state"
    MOVE_OFFERING = "change an offering's state"
    RENAME_CLIENT = "rename a client"
    EDIT_OFFERING = "edit an offering"
    ASSIGN = "give or end a role"
    NOTE_ABSENCE = "note when a colleague is away"
    FORGET = "forget a person"
    SEE_MONEY = "see money"
    SEE_CONFIDENTIAL = "see what is confidential"
    REMOVE_ANY = "remove what others wrote"
    SET_UP = "change the firm's settings"
    PLACE_PROJECT = "say which channel is a project's"
    ADD = "add to the firm"
    SETTLE_POST = "say whether a message arrived"
    SEE_FIRM = "see how the whole firm stands"


PM, CM, OM = RoleKind.PROJECT_MANAGER, RoleKind.CLIENT_MANAGER, RoleKind.OFFERING_MANAGER
MAY: dict[Act, frozenset[RoleKind]] = {
    Act.REPORT_STATUS: frozenset({PM}),
    Act.MOVE_MILESTONE: frozenset({PM}),
    Act.LOG_LESSON: frozenset({PM, CM, OM}),
    Act.PROPOSE_BASELINE: frozenset({PM}),
    Act.APPROVE_BASELINE: frozenset(),
    Act.MOVE_PROJECT: frozenset({PM}),
    Act.MOVE_CLIENT: frozenset({CM}),
    Act.MOVE_OFFERING: frozenset(),
    Act.RENAME_CLIENT: frozenset({CM}),
    Act.EDIT_OFFERING: frozenset({OM}),
    Act.ASSIGN: frozenset(),
    Act.NOTE_ABSENCE: frozenset(),
    Act.FORGET: frozenset(),
    Act.SEE_MONEY: frozenset({PM, CM, OM}),
    Act.SEE_CONFIDENTIAL: frozenset({PM, CM, OM}),
    Act.REMOVE_ANY: frozenset(),
    Act.SET_UP: frozenset(),
    Act.PLACE_PROJECT: frozenset({PM, CM, OM}),
    Act.ADD: frozenset(),
    Act.SETTLE_POST: frozenset(),
    Act.SEE_FIRM: frozenset(),
}
"""What each kind of manager may do with what is theirs; a leader may do all of it everywhere."""

APPROVALS = frozenset({Act.APPROVE_BASELINE, Act.MOVE_OFFERING, Act.ASSIGN, Act.FORGET})
"""What deputies and covers may not do in another's place."""


@dataclass(frozen=True, slots=True)
class Hat:
    """A role that somebody has towards one subject, and in which grade."""

    kind: RoleKind
    grade: Grade = Grade.ACCOUNTABLE


def may(act: Act, hats: frozenset[Hat]) -> bool:
    """Say whether somebody with these hats may do this."""
    kinds = MAY[act] | {RoleKind.LEADER}
    return any(
        hat.kind in kinds and (hat.grade is Grade.ACCOUNTABLE or act not in APPROVALS)
        for hat in hats
    )


def require(session: Session, deed: Deed, act: Act, subject: Subject | None) -> None:
    """Refuse unless the actor may do this today to the subject, or to the firm."""
    if not is_allowed(session, deed, act, subject):
        raise NotAllowedError(act)


def is_allowed(session: Session, deed: Deed, act: Act, subject: Subject | None) -> bool:
    """Say whether the actor may do this today to the subject, or to the firm."""
    if isinstance(deed.actor, Operator):
        return True
    day = firm_settings(session).today(deed.now)
    return deed.actor.active and may(act, hats(session, deed.actor, subject, day))


def hats(session: Session, person: Person, subject: Subject | None, day: date) -> frozenset[Hat]:
    """Return what a person is, on a day, to a subject and to the firm.

    For a project that includes the managers of its client and of its offerings.
    """
    about = {
        "person_id": person.id,
        "day": day,
        "subject_id": subject.id if subject else None,
        "client_id": subject.client_id if isinstance(subject, Project) else None,
    }
    rows = session.exec(_query(column_of(subject) if subject else None), params=about)
    return frozenset(Hat(RoleKind(kind), Grade(grade)) for kind, grade in rows)


@cache
def _query(column: str | None) -> Any:
    """Build the query once for each kind of subject, as models/project_facts.py does."""
    subject_id: Any = bindparam("subject_id")
    about = [col(RoleAssignment.kind) == RoleKind.LEADER]
    if column:
        about.append(getattr(RoleAssignment, column) == subject_id)
    if column == "project_id":
        offerings = select(Share.offering_id).where(Share.project_id == subject_id)
        about.append(col(RoleAssignment.client_id) == bindparam("client_id"))
        about.append(col(RoleAssignment.offering_id).in_(offerings))
    return select(RoleAssignment.kind, RoleAssignment.grade).where(
        RoleAssignment.person_id == bindparam("person_id"),
        known(RoleAssignment, None),
        holds_on(RoleAssignment, bindparam("day", type_=Date)),
        or_(*about),
    )
