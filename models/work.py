"""What somebody holds: projects, clients and offerings, and what of it they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.client import Client
from models.colour import Age
from models.eyes import runs
from models.held import Held, clients_of, offerings_of, to_look_at
from models.permission import Deed
from models.portfolio import AsOf, ProjectLine, project_lines, worst_first
from models.prefill import expected_finishes
from models.setting import FirmSettings
from models.week.duty import is_asked_of, refusals, reports
from models.week.month import MonthRow, figures_due

MOST_SEEN = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """The projects that somebody runs and what was said of the first, as every colleague reads.

    `walled` are those that only their managers and leaders see, `expected` the finishes that are
    expected.
    """

    lines: tuple[ProjectLine, ...]
    notes: dict[int, str]
    walled: frozenset[int]
    expected: dict[int, date | None]


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody holds, the worst first, and what of it they are asked for.

    `notes` are what colleagues read beside the worst projects of clients and offerings, by project.
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
    told = {line.project_id for line in mine}
    clients = to_look_at(clients_of(session, settings, deed), told)
    told |= {line.project_id for one in clients for line in one.worst}
    offerings = to_look_at(offerings_of(session, settings, deed), told)
    if not (mine or clients or offerings):
        return None
    worst = [line for one in (*clients, *offerings) for line in one.worst]
    refused = refusals(session, deed, today)
    asked = [one for one in mine if is_asked_of(one, today) and one.project_id not in refused]
    return Work(
        due=tuple(line for line in asked if line.shown.age is not Age.FRESH),
        without_figures=tuple(figures_due(session, deed)),
        projects=tuple(mine),
        notes=_notes(session, worst),
        clients=clients,
        offerings=offerings,
    )


def seen_of(session: Session, settings: FirmSettings, deed: Deed) -> Seen:
    """Return what others see of the projects that somebody runs, the worst first."""
    today = settings.today(deed.now)
    mine = worst_first(project_lines(session, settings, AsOf(today), [runs(session, deed)]))
    secret = select(Client.id).where(col(Client.confidential))
    clients = {*session.exec(secret)}
    walled = {line.project_id for line in mine if line.confidential or line.client_id in clients}
    shown = mine[:MOST_SEEN]
    expected = expected_finishes(session, [line.project_id for line in shown], today)
    return Seen(tuple(mine), _notes(session, shown), frozenset(walled), expected)


def _notes(session: Session, lines: Sequence[ProjectLine]) -> dict[int, str]:
    """Return the note or what gets it back, of the report whose colours are shown."""
    said = reports(session, lines).items()
    return {id_: words for id_, report in said if (words := report.note or report.path)}
