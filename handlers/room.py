"""The wall around visible posts of a project: nothing confidential, and nobody from outside."""

from collections.abc import Iterator
from datetime import date

from models.client import Client
from models.errors import OpenRoomError
from models.ports import Session
from models.project import Project
from models.room import Readership, Room, not_leading, objections
from models.week_errors import DigestRoomError
from views.settings import readership_words


def check_room(session: Session, room: Room | None, project: Project) -> None:
    """Raise OpenRoomError unless every reader of a channel is known to be a colleague."""
    for why in _objections(session, room, project):
        raise OpenRoomError(why)


def _objections(session: Session, room: Room | None, project: Project) -> Iterator[str]:
    client = session.get_one(Client, project.client_id)
    if project.confidential or client.confidential:
        yield "confidential"
    yield from objections(session, room)


def public_words(session: Session, room: Room | None, day: date) -> str | None:
    """Say who reads a digest in a channel beside leaders; nothing where nobody does."""
    if room is None:
        return None
    found = Readership(room.name, not_leading(session, room, day))
    return readership_words(found) if found.others else None


def check_digest_room(session: Session, room: Room | None) -> None:
    """Raise DigestRoomError at its field unless every reader of the channel is a colleague."""
    for why in objections(session, room):
        raise DigestRoomError(why, field="digest_channel")
