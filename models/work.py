"""What somebody holds: projects, clients and offerings, and what of it they are asked for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from models.client import Client
from models.colour import Age
from models.eyes import runs
from models.fact import known
from models.month import MonthRow, figures_due
from models.offering import Offering
from models.permission import Deed
from models.portfolio import AsOf, ProjectLine, project_lines, worst_first
from models.project import Project, Share
from models.role import RoleAssignment, holds_on
from models.setting import FirmSettings
from models.state import State
from models.status import StatusUpdate

ASKED_OF = (State.ACTIVE, State.CLOSING)
"""In these, somebody is asked how a project stands."""
MOST_SAID = 15


@dataclass(frozen=True, slots=True)
class Held:
    """A client or an offering that somebody holds, and the open projects of it."""

    name: str
    projects: tuple[ProjectLine, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody holds, the worst first, and what of it they are asked for.

    `notes` are what colleagues read beside the first projects, by project.
    """

    due: tuple[ProjectLine, ...]
    without_figures: tuple[MonthRow, ...]
    projects: tuple[ProjectLine, ...]
    notes: dict[int, str]
    clients: tuple[Held, ...]
    offerings: tuple[Held, ...]


def work_of(session: Session, settings: FirmSettings, deed: Deed) -> Work | None:
    """Return what somebody holds; nothing for who holds nothing."""
    today = settings.today(deed.now)
    mine = worst_first(project_lines(session, settings, AsOf(today), [runs(session, deed)]))
    clients, offerings = _clients(session, settings, deed), _offerings(session, settings, deed)
    if not (mine or clients or offerings):
        return None
    asked = [line for line in mine if line.state in ASKED_OF and _has_begun(line, today)]
    return Work(
        due=tuple(line for line in asked if line.shown.age is not Age.FRESH),
        without_figures=tuple(figures_due(session, deed)),
        projects=tuple(mine),
        notes=_notes(session, mine[:MOST_SAID]),
        clients=clients,
        offerings=offerings,
    )


def _has_begun(line: ProjectLine, day: date) -> bool:
    return line.start_on is None or line.start_on <= day


def _notes(session: Session, lines: Sequence[ProjectLine]) -> dict[int, str]:
    """Return the note or what gets it back, of the report whose colours are shown."""
    last = [
        and_(
            col(StatusUpdate.project_id) == line.project_id,
            col(StatusUpdate.as_of) == line.said.confirmed_on,
        )
        for line in lines
        if line.said.confirmed_on
    ]
    if not last:
        return {}
    rows = session.exec(select(StatusUpdate).where(or_(*last), known(StatusUpdate, None)))
    return {row.project_id: words for row in rows if (words := row.note or row.path)}


def _clients(session: Session, settings: FirmSettings, deed: Deed) -> tuple[Held, ...]:
    names = _holding(session, settings, deed, Client)
    lines = _lines(session, settings, deed, col(Project.client_id).in_(names))
    of: defaultdict[int, list[ProjectLine]] = defaultdict(list)
    for line in lines:
        of[line.client_id].append(line)
    return tuple(Held(name, tuple(of[id_])) for id_, name in names.items())


def _offerings(session: Session, settings: FirmSettings, deed: Deed) -> tuple[Held, ...]:
    names = _holding(session, settings, deed, Offering)
    shares = session.exec(select(Share).where(col(Share.offering_id).in_(names))).all()
    ids = {share.project_id for share in shares}
    lines = {
        line.project_id: line for line in _lines(session, settings, deed, col(Project.id).in_(ids))
    }
    of: defaultdict[int, list[ProjectLine]] = defaultdict(list)
    for share in shares:
        if share.project_id in lines:
            of[share.offering_id].append(lines[share.project_id])
    return tuple(Held(name, tuple(of[id_])) for id_, name in names.items())


def _holding(
    session: Session, settings: FirmSettings, deed: Deed, table: type[Client | Offering]
) -> dict[int, str]:
    """Return the clients or offerings that somebody holds today, by name."""
    column = getattr(RoleAssignment, f"{table.__name__.lower()}_id")
    held = select(column).where(
        RoleAssignment.person_id == deed.author_id,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, settings.today(deed.now)),
    )
    rows = select(table.id, table.name).where(col(table.id).in_(held)).order_by(col(table.name))
    return {id_ or 0: name for id_, name in session.exec(rows)}


def _lines(session: Session, settings: FirmSettings, deed: Deed, only: Any) -> list[ProjectLine]:
    return project_lines(session, settings, AsOf(settings.today(deed.now)), [only])
