"""The first leaders: until one can be met in Slack, those who set Trefoil up may name who leads."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from models.account import account_of
from models.appointment import add_leader, end
from models.errors import NotAllowedError, RefusedError
from models.fact import known
from models.linking import field_of, give_account, has_account, people_called, unreachable
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


def is_led(session: Session, day: date) -> bool:
    """Say whether somebody who leads, or is to, has an account: else nobody could do anything."""
    return any(has_account(session, person) for person in leading(session, day))


def may_name_leaders(session: Session, visitor: Visitor, listed: Collection[str]) -> bool:
    """Say whether somebody may name leaders: a leader, or until one has an account, a founder.

    Founders are the owners and admins of the Slack workspace, and those whom the operator listed
    by e-mail or by Slack user.
    """
    if is_allowed(session, visitor.deed, Act.ASSIGN, None):
        return True
    today = firm_settings(session).today(visitor.now)
    if is_led(session, today):
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
    _take_turns(session)
    if not may_name_leaders(session, visitor, listed):
        raise NotAllowedError(Act.ASSIGN)
    today = firm_settings(session).today(visitor.now)
    deed = Deed(enrol(session, visitor.slack_user_id), visitor.now)
    for person in people:
        add_leader(session, deed, person, today)


def to_link(
    session: Session, visitor: Visitor, listed: Collection[str]
) -> list[tuple[Person, bool]]:
    """Return whom somebody may link to an account: a leader everybody, a founder the leaders.

    With each stands whether they hold a role. Raises NotAllowedError for anybody else.
    """
    today = firm_settings(session).today(visitor.now)
    if is_allowed(session, visitor.deed, Act.ASSIGN, None):
        return unreachable(session, today)
    if not may_name_leaders(session, visitor, listed):
        raise NotAllowedError(Act.ASSIGN)
    return [(person, True) for person in leading(session, today)]


def link_people(
    session: Session, visitor: Visitor, picked: Mapping[int, str], listed: Collection[str]
) -> None:
    """Let people act through the accounts that were picked for them, by the ids of both.

    What is refused is refused at the field of the person.
    """
    _take_turns(session)
    may = {person.id for person, _ in to_link(session, visitor, listed)}
    if is_allowed(session, visitor.deed, Act.ASSIGN, None):
        may = {*picked}
    for person in people_called(session, [id_ for id_ in picked if id_ in may]):
        try:
            give_account(session, person, picked[person.id or 0])
        except RefusedError as error:
            error.field = field_of(person.id)
            raise


def _take_turns(session: Session) -> None:
    """Let founders act one after another; whoever writes a row of the workspace need not wait."""
    ours = col(Workspace.id) == workspace_of(session)
    session.exec(select(Workspace.id).where(ours).with_for_update(key_share=True)).all()


def resign(session: Session, deed: Deed, people: Sequence[Person]) -> None:
    """Let people lead no more from today; only leaders say so, and the last one stays."""
    today = firm_settings(session).today(deed.now)
    gone = {person.id for person in people}
    roles = [role for role in leaders(session, today) if role.person_id in gone]
    for role in sorted(roles, key=lambda role: role.person_id == deed.author_id):
        end(session, deed, role, today)  # one's own last: after it one may end no other
