"""Slack accounts: who they belong to, as Slack last said; the directory that messages rely on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from models.person import Person
from models.scope import OfWorkspace, workspace_of
from models.text import NAME
from models.workspace import Workspace


class Standing(StrEnum):
    """What an account is to the firm; only colleagues act and read."""

    COLLEAGUE = "colleague"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    GONE = "gone"


class Profile(SQLModel):
    """What Slack says of an account; an admin is an owner or an admin of the Slack workspace."""

    slack_user_id: str = Field(max_length=20)
    team_id: str = Field(max_length=20)
    name: str = Field(max_length=NAME)
    email: str | None = Field(default=None, max_length=254)
    time_zone: str | None = Field(default=None, max_length=64)
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_gone: bool = False
    version: int = Field(default=0, sa_type=BigInteger)
    """When Slack changed it last, in seconds since 1970; events may come in any order."""


class Account(Profile, OfWorkspace, table=True):
    """One account of the directory."""

    __table_args__ = (UniqueConstraint("workspace_id", "slack_user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    seen_at: datetime


def standing(session: Session, profile: Profile) -> Standing:
    """Say what an account is to the firm whose workspace this is."""
    return standing_in(team_of(session), profile)


def standing_in(ours: str | None, profile: Profile) -> Standing:
    """Say what an account is to the firm with this Slack team."""
    for held, found in (
        (profile.is_gone, Standing.GONE),
        (ours is not None and profile.team_id != ours, Standing.STRANGER),
        (profile.is_bot, Standing.BOT),
        (profile.is_guest, Standing.GUEST),
    ):
        if held:
            return found
    return Standing.COLLEAGUE


def team_of(session: Session) -> str | None:
    """Return the Slack team of this workspace; nothing before the first contact."""
    return session.get_one(Workspace, workspace_of(session)).team_id


def account_of(session: Session, slack_user_id: str | None) -> Account | None:
    return session.exec(select(Account).where(Account.slack_user_id == slack_user_id)).first()


def news(session: Session, profiles: Sequence[Profile]) -> list[Profile]:
    """Return what Slack says of accounts that is not known yet."""
    ids = [profile.slack_user_id for profile in profiles]
    rows = session.exec(select(Account).where(col(Account.slack_user_id).in_(ids)))
    known = {account.slack_user_id: Profile(**account.model_dump()) for account in rows}
    return [profile for profile in profiles if _is_news(profile, known.get(profile.slack_user_id))]


def _is_news(profile: Profile, known: Profile | None) -> bool:
    """Say whether a profile says anything else than is known, and is not older than that."""
    if known is None:
        return True
    is_older = profile.version < known.version
    return not is_older and profile.model_copy(update={"version": known.version}) != known


def note_accounts(session: Session, profiles: Iterable[Profile], now: datetime) -> None:
    """Write down what Slack says of accounts, and link them to the people with their e-mail."""
    known = {account.slack_user_id: account for account in session.exec(select(Account))}
    for profile in profiles:
        account = known.get(profile.slack_user_id)
        if account is None:
            account = Account(**profile.model_dump(), seen_at=now)
            known[profile.slack_user_id] = account
        elif profile.version >= account.version:
            account.sqlmodel_update(profile.model_dump() | {"seen_at": now})
        session.add(account)
    session.flush()
    link_by_email(session)


def note_vanished(session: Session, listed: Iterable[str], before: datetime) -> int:
    """Count as gone the firm's accounts that Slack no longer lists; return how many.

    What was heard of after the list was begun may be missing in it.
    """
    present, ours = set(listed), team_of(session)
    still = select(Account).where(
        Account.team_id == ours, col(Account.is_gone).is_(False), col(Account.seen_at) < before
    )
    vanished = [a for a in session.exec(still) if a.slack_user_id not in present]
    for account in vanished:
        account.is_gone = True
    session.flush()
    return len(vanished)


def link_by_email(session: Session) -> None:
    """Give each person without an account the one with their e-mail; never by name alone.

    An account that has left, or is somebody's already, is nobody's.
    """
    people = session.exec(select(Person)).all()
    taken = {person.slack_user_id for person in people if person.slack_user_id}
    waiting = {
        (person.email or "").casefold(): person
        for person in people
        if person.slack_user_id is None and person.email and person.active
    }
    for account in session.exec(select(Account).where(col(Account.email).is_not(None))).all():
        person = waiting.get((account.email or "").casefold())
        free = account.slack_user_id not in taken
        if person and free and standing(session, account) is Standing.COLLEAGUE:
            link(person, account)
    session.flush()


def link(person: Person, account: Account) -> None:
    """Let a person act and be told through an account.

    The account's time zone stays with the account: it follows whoever travels, and what a sheet
    says of a person is not overwritten by it.
    """
    person.slack_user_id = account.slack_user_id


def person_of(session: Session, slack_user_id: str | None) -> Person | None:
    """Return whose account this is."""
    if not slack_user_id:
        return None
    return session.exec(select(Person).where(Person.slack_user_id == slack_user_id)).first()


def unknown_among(session: Session, slack_user_ids: Iterable[str]) -> list[str]:
    """Return which of these accounts the directory does not know, in order."""
    wanted = {str(id_) for id_ in slack_user_ids}
    rows = select(Account.slack_user_id).where(col(Account.slack_user_id).in_(wanted))
    known = {str(id_) for id_ in session.exec(rows)}
    return sorted(wanted - known)
