"""The audience of a report: which managers besides its author have a stake in it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.client import Client
from models.portfolio import AsOf
from models.project import Project
from models.project_facts import held_by, holders
from models.role import RoleKind


@dataclass(frozen=True, slots=True)
class Audience:
    """The client, and the names of who looks after it and each offering.

    `is_walled` where nobody else reads.
    """

    client: str
    client_manager: str | None
    offering_managers: tuple[tuple[str, str], ...]
    is_walled: bool


def audience(session: Session, project: Project, day: date, author: str | None = None) -> Audience:
    """Return who has a stake in what is said of a project, besides its author."""
    client = session.get_one(Client, project.client_id)
    others = [one for one in holders(session, project, AsOf(day)) if one.name != author]
    return Audience(
        client=client.name,
        client_manager=held_by(others, RoleKind.CLIENT_MANAGER),
        offering_managers=tuple((one.name, one.offering) for one in others if one.offering),
        is_walled=project.confidential or client.confidential,
    )
