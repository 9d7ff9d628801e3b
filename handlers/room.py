"""The wall around visible posts of a project: nothing confidential, and nobody from outside."""

from collections.abc import Iterator

from models.client import Client
from models.errors import OpenRoomError
from models.ports import Session
from models.project import Project
from models.room import Room, objections
from models.week_errors import DigestRoomError


def check_room(session: Session, room: Room | None, project: Project) -> None:
    """Raise OpenRoomError unless every reader of a channel is known to be a colleague."""
    for why in _objections(session, room, project):
        raise OpenRoomError(why)


def _objections(session: Session, room: Room | None, project: Project) -> Iterator[str]:
    client = session.get_one(Client, project.client_id)
    if project.confidential or client.confidential:
        yield "confidential"
    yield from objections(session, room)


def check_digest_room(session: Session, room: Room | None) -> None:
    """Raise DigestRoomError at its field unless every reader of the channel is a colleague."""
    for why in objections(session, room):
        raise DigestRoomError(why, field="digest_channel")
