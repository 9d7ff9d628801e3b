"""Whom a message is for: looked at in the transaction that sends it, for people come and go."""

from sqlmodel import Session

from models.account import Standing, account_of, standing
from models.outbox import OutboxRow
from models.person import Person
from models.room import Room, objections


class UnreachableError(Exception):
    """Nobody is there who may get it; `why` says so in a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def address(session: Session, row: OutboxRow, room: Room | None) -> str:
    """Return where to post: a colleague's account, or a channel that only colleagues read.

    Raises UnreachableError.
    """
    if row.channel_id:
        for why in objections(session, room):
            raise UnreachableError(f"open_room:{why}")
        return row.channel_id
    return account_to_tell(session, row.person_id)


def account_to_tell(session: Session, person_id: int | None) -> str:
    """Return the account of somebody who still belongs to the firm; raises UnreachableError."""
    person = session.get_one(Person, person_id)
    if not person.active:
        raise UnreachableError("inactive")
    if not person.slack_user_id:
        raise UnreachableError("no_account")
    account = account_of(session, person.slack_user_id)
    held = standing(session, account) if account else None
    if held is not Standing.COLLEAGUE:
        raise UnreachableError(held or "unknown_account")
    return person.slack_user_id
