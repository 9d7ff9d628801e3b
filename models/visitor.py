"""Visitors: who stands at the door when a request comes in, and who is let in."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.account import Account, Standing, link, standing_in
from models.errors import OutsiderError, UnknownAccountError
from models.permission import Deed
from models.person import Person
from models.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Visitor:
    """A colleague who was let in; one whom the firm does not know yet has a person without id."""

    person: Person
    now: datetime
    slack_user_id: str
    is_admin: bool

    @property
    def deed(self) -> Deed:
        return Deed(self.person, self.now)


def recognise(session: Session, slack_user_id: str, now: datetime) -> Visitor:
    """Return who this account belongs to.

    Raises UnknownAccountError where the directory lacks it, OutsiderError for guests, people of
    other companies, bots and accounts that were closed: they neither act nor read.
    """
    account, person = _colleague(session, slack_user_id)
    if person is None:
        person = Person(name=account.name)
        link(person, account)
    return Visitor(person, now, slack_user_id, account.is_admin)


def enrol(session: Session, slack_user_id: str) -> Person:
    """Return whose account this is; a colleague whom the firm did not know becomes known.

    Raises UnknownAccountError and OutsiderError as `recognise` does.
    """
    account, person = _colleague(session, slack_user_id)
    if person is not None:
        return person
    person = Person(name=account.name, email=_free_email(session, account))
    link(person, account)
    session.add(person)
    session.flush()
    return person


def _colleague(session: Session, slack_user_id: str) -> tuple[Account, Person | None]:
    """Return a colleague's account, and whose it is."""
    found = session.exec(_query(), params={"slack_user_id": slack_user_id}).first()
    if found is None:
        raise UnknownAccountError
    account, person, ours = found
    if (held := standing_in(ours, account)) is not Standing.COLLEAGUE:
        raise OutsiderError(held)
    return account, person


@cache
def _query() -> Any:
    """Build the query once: every conversation begins with it."""
    return (
        select(Account, Person, Workspace.team_id)
        .join(Workspace, col(Workspace.id) == Account.workspace_id)
        .outerjoin(Person, col(Person.slack_user_id) == Account.slack_user_id)
        .where(Account.slack_user_id == bindparam("slack_user_id"))
    )


def _free_email(session: Session, account: Account) -> str | None:
    """Return the account's e-mail, unless it is already somebody's who has another account."""
    email = account.email.casefold() if account.email else None
    return None if session.exec(select(Person).where(Person.email == email)).first() else email
