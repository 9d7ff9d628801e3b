"""The wall around visible posts: nothing of ours where a client or another company reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.account import Standing, account_of, standing
from models.person import Person
from models.role import leaders


@dataclass(frozen=True, slots=True)
class Room:
    """Who can read in a channel: its members, and whether another company is connected to it."""

    is_shared: bool
    has_bot: bool
    member_ids: frozenset[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Readership:
    """A channel by its name, and how many people read there who do not lead the firm."""

    name: str
    others: int


READERS = "readers"
"""Where a session keeps the room into which a message leaves, for who makes its words."""


def objections(session: Session, room: Room | None) -> Iterator[str]:
    """Return why nothing of ours is posted in a room: not every reader is known as a colleague."""
    if room is None:
        yield "unknown"
        return
    if room.is_shared:
        yield "shared"
    if not room.has_bot:
        yield "absent"
    yield from _readers(session, room)


def not_leading(session: Session, room: Room, day: date) -> int:
    """Return how many people read in a room who do not lead the firm on a day."""
    rows = select(Person.slack_user_id).where(
        col(Person.id).in_([role.person_id for role in leaders(session, day)])
    )
    others = room.member_ids - {str(id_) for id_ in session.exec(rows)}
    accounts = [account_of(session, member) for member in sorted(others)]
    return sum(not (account and account.is_bot) for account in accounts)


def _readers(session: Session, room: Room) -> Iterator[str]:
    accounts = [account_of(session, member) for member in sorted(room.member_ids)]
    found = {standing(session, account) if account else None for account in accounts}
    if {Standing.GUEST, Standing.STRANGER} & found:
        yield "guest"
    if None in found:
        yield "unknown"
