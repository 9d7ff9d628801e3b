"""The first leaders: while nobody leads, those who set Trefoil up may name who does."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from models.account import account_of
from models.appointment import add_leader, end
from models.errors import NotAllowedError
from models.fact import known
from models.permission import Act, Deed, is_allowed
from models.person import Person
from models.role import Grade, RoleAssignment, RoleKind, leaders
from models.scope import workspace_of
from models.setting import firm_settings
from models.visitor import Visitor, enrol
from models.workspace import Workspace


def leading(session: Session, day: date) -> Sequence[Person]:
    """Return who leads the firm on a day or is to lead it later, by name."""
    leads = select(RoleAssignment.person_id).where(
        RoleAssignment.kind == RoleKind.LEADER,
        RoleAssignment.grade == Grade.ACCOUNTABLE,
        known(RoleAssignment, None),
        or_(col(RoleAssignment.end_on).is_(None), col(RoleAssignment.end_on) > day),
    )
    rows = select(Person).where(col(Person.id).in_(leads), col(Person.active))
    return session.exec(rows.order_by(col(Person.name), col(Person.id))).all()


def may_name_leaders(session: Session, visitor: Visitor, listed: Collection[str]) -> bool:
    """Say whether somebody may name leaders: a leader, or while there is none, a founder.

    Founders are the owners and admins of the Slack workspace, and those whom the operator listed
    by e-mail or by Slack user.
    """
    if is_allowed(session, visitor.deed, Act.ASSIGN, None):
        return True
    today = firm_settings(session).today(visitor.now)
    if leading(session, today):
        return False
    return visitor.is_admin or is_listed(session, visitor, listed)


def is_listed(session: Session, visitor: Visitor, listed: Collection[str]) -> bool:
    """Say whether the operator listed somebody, by the account's own e-mail or its id."""
    account = account_of(session, visitor.slack_user_id)
    email = (account.email or "").casefold() if account else ""
    names = {name.casefold() for name in listed}
    return visitor.slack_user_id.casefold() in names or bool(email and email in names)


def name_leaders(
    session: Session, visitor: Visitor, people: Sequence[Person], listed: Collection[str]
) -> None:
    """Make people leaders from today; it is on record who did, also when a founder does."""
    ours = col(Workspace.id) == workspace_of(session)
    # one after another; but whoever writes any row of the workspace need not wait for this
    session.exec(select(Workspace.id).where(ours).with_for_update(key_share=True)).all()
    if not may_name_leaders(session, visitor, listed):
        raise NotAllowedError(Act.ASSIGN)
    today = firm_settings(session).today(visitor.now)
    deed = Deed(enrol(session, visitor.slack_user_id), visitor.now)
    for person in people:
        add_leader(session, deed, person, today)


def resign(session: Session, deed: Deed, people: Sequence[Person]) -> None:
    """Let people lead no more from today; only leaders say so, and the last one stays."""
    today = firm_settings(session).today(deed.now)
    gone = {person.id for person in people}
    roles = [role for role in leaders(session, today) if role.person_id in gone]
    for role in sorted(roles, key=lambda role: role.person_id == deed.author_id):
        end(session, deed, role, today)  # one's own last: after it one may end no other
