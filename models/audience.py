"""The audience of a report: which managers besides its author have a stake in it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.client import Client
from models.offering import Offering
from models.project import Project, Share
from models.role import manager_name


@dataclass(frozen=True, slots=True)
class Audience:
    """The names of who holds the client and each offering; `is_walled` where nobody else reads."""

    client_manager: str | None
    offering_managers: tuple[tuple[str, str], ...]
    is_walled: bool


def audience(session: Session, project: Project, day: date, author: str | None = None) -> Audience:
    """Return who has a stake in what is said of a project, besides its author."""
    client = session.get_one(Client, project.client_id)
    offered = select(Offering).join(Share).where(Share.project_id == project.id)
    offerings = session.exec(offered.order_by(col(Offering.name))).all()
    held = [(manager_name(session, one, (day, None)), one.name) for one in offerings]
    holder = manager_name(session, client, (day, None))
    return Audience(
        client_manager=holder if holder != author else None,
        offering_managers=tuple((who, name) for who, name in held if who and who != author),
        is_walled=project.confidential or client.confidential,
    )
