"""The wall around visible posts: nothing of ours where a client or another company reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from models.account import Standing, account_of, standing


@dataclass(frozen=True, slots=True)
class Room:
    """Who can read in a channel: its members, and whether another company is connected to it."""

    is_shared: bool
    has_bot: bool
    member_ids: frozenset[str]


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


def _readers(session: Session, room: Room) -> Iterator[str]:
    accounts = [account_of(session, member) for member in sorted(room.member_ids)]
    found = {standing(session, account) if account else None for account in accounts}
    if {Standing.GUEST, Standing.STRANGER} & found:
        yield "guest"
    if None in found:
        yield "unknown"
