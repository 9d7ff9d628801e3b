"""The launch: from then on people are written to, a few of them first or everybody."""

from collections.abc import Sequence

from sqlmodel import Session

from models.people_errors import MissingError
from models.permission import Deed
from models.person import Person
from models.tuning import change_settings

MOST_TRIED = 8
"""With so many it can be tried before everybody is asked."""


def try_out(session: Session, deed: Deed, people: Sequence[Person]) -> None:
    """Write to these few only; they, too, are asked only about what is theirs."""
    if not people:
        raise MissingError(field="people")
    trial = sorted({person.id or 0 for person in people})
    change_settings(session, deed, {"trial": trial, "is_launched": False})


def launch(session: Session, deed: Deed) -> None:
    """Write to everybody, from now on."""
    change_settings(session, deed, {"is_launched": True})


def choose_channel(session: Session, deed: Deed, channel_id: str | None) -> None:
    """Say where the leaders' digest goes; nowhere, where none is named."""
    change_settings(session, deed, {"digest_channel": channel_id})
