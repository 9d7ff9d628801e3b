"""The wall around visible posts: nothing of ours where a client or another company reads."""

from collections.abc import Iterator

from handlers.slack import Room
from models.account import Standing, account_of, standing
from models.client import Client
from models.errors import OpenRoomError
from models.ports import Session
from models.project import Project


def check_room(session: Session, room: Room | None, project: Project) -> None:
    """Raise OpenRoomError unless every reader of a channel is known to be a colleague."""
    for why in _objections(session, room, project):
        raise OpenRoomError(why)


def _objections(session: Session, room: Room | None, project: Project) -> Iterator[str]:
    client = session.get_one(Client, project.client_id)
    if project.confidential or client.confidential:
        yield "confidential"
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
