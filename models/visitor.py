"""Visitors: who stands at the door when a request comes in, and who is let in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.account import Account, Standing, account_of, link, person_of, standing
from models.errors import OutsiderError, UnknownAccountError
from models.permission import Deed
from models.person import Person


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
    account = _colleague(session, slack_user_id)
    person = person_of(session, slack_user_id) or Person(name=account.name)
    if person.id is None:
        link(person, account)
    return Visitor(person, now, slack_user_id, account.is_admin)


def enrol(session: Session, slack_user_id: str) -> Person:
    """Return whose account this is; a colleague whom the firm did not know becomes known.

    Raises UnknownAccountError and OutsiderError as `recognise` does.
    """
    account = _colleague(session, slack_user_id)
    if person := person_of(session, slack_user_id):
        return person
    person = Person(name=account.name, email=_free_email(session, account))
    link(person, account)
    session.add(person)
    session.flush()
    return person


def _colleague(session: Session, slack_user_id: str) -> Account:
    account = account_of(session, slack_user_id)
    if account is None:
        raise UnknownAccountError
    if (found := standing(session, account)) is not Standing.COLLEAGUE:
        raise OutsiderError(found)
    return account


def _free_email(session: Session, account: Account) -> str | None:
    """Return the account's e-mail, unless it is already somebody's who has another account."""
    email = account.email.casefold() if account.email else None
    return None if session.exec(select(Person).where(Person.email == email)).first() else email
