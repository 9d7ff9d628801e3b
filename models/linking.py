"""Linking people to the Slack accounts that their e-mails do not lead to; leaders do."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models.account import Account, Standing, account_of, link, person_of, standing
from models.errors import InactiveError, OutsiderError, UnknownAccountError
from models.fact import known
from models.people_errors import AccountTakenError, NotAColleagueError
from models.permission import Act, Deed, require
from models.person import Person
from models.role import RoleAssignment, RoleKind, holds_on
from models.visitor import enrol


def unreachable(session: Session, day: date) -> list[tuple[Person, bool]]:
    """Return the active people without a Slack account, those who hold a role first.

    Those who lead come before all. With each stands whether they hold a role.
    """
    held = (
        col(RoleAssignment.person_id) == col(Person.id),
        known(RoleAssignment, None),
        holds_on(RoleAssignment, day),
    )
    leads = exists().where(*held, col(RoleAssignment.kind) == RoleKind.LEADER)
    lost = select(Person, exists().where(*held), leads).where(
        col(Person.slack_user_id).is_(None), col(Person.active)
    )
    rows = sorted(
        session.exec(lost), key=lambda row: (not row[2], not row[1], row[0].name, row[0].id)
    )
    return [(person, is_held) for person, is_held, _ in rows]


def has_account(session: Session, person: Person) -> bool:
    """Say whether a person can act and be told: their account is known, and a colleague's."""
    account = account_of(session, person.slack_user_id) if person.slack_user_id else None
    return account is not None and standing(session, account) is Standing.COLLEAGUE


def link_to(session: Session, deed: Deed, person: Person, slack_user_id: str) -> None:
    """Let a person act and be told through an account that a leader chose."""
    require(session, deed, Act.ASSIGN, None)
    give_account(session, person, slack_user_id)


def give_account(session: Session, person: Person, slack_user_id: str) -> None:
    """Do the same, for whoever has made sure that the actor may."""
    account = colleague(session, slack_user_id)
    if person.slack_user_id == slack_user_id:
        return
    if owner := person_of(session, slack_user_id):
        raise AccountTakenError(owner.name)
    link(person, account)
    session.add(person)
    session.flush()


def colleague(session: Session, slack_user_id: str) -> Account:
    """Return the account; raises NotAColleagueError for anybody else's than a colleague's."""
    account = account_of(session, slack_user_id)
    if account is None:
        raise UnknownAccountError
    if (found := standing(session, account)) is not Standing.COLLEAGUE:
        raise NotAColleagueError(found)
    return account


def chosen(session: Session, slack_user_id: str) -> Person:
    """Return whom a leader picked in Slack; a colleague whom the firm did not know is enrolled."""
    try:
        person = enrol(session, slack_user_id)
    except OutsiderError as outside:
        raise NotAColleagueError(outside.standing) from None
    if not person.active:
        raise InactiveError(person.name)
    return person


def field_of(person_id: int | None) -> str:
    """Return how the field is called in which somebody's account is picked."""
    return f"account-{person_id}"


def people_called(session: Session, ids: Sequence[int]) -> list[Person]:
    """Return people by their ids; those that are not here any more are left out."""
    rows = session.exec(select(Person).where(col(Person.id).in_(ids))).all()
    return sorted(rows, key=lambda person: (person.name, person.id))
