"""What the spreadsheet behind a digest holds: every open project, with all that leaders may see.

Confidential projects are among them, and are marked.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, func, or_, select

from models.client import Client
from models.colour import SEVERITY, Colour
from models.digest.change import NOTHING, Told, ranked
from models.digest.said import latest, likely_costs, sayings, spent
from models.person import Person
from models.portfolio import AsOf, ProjectLine, project_lines
from models.setting import FirmSettings
from models.status import COLOURS, StatusUpdate, has_colour
from models.status import told as told_at


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One project: since when it is said to be as it is, what it has cost, and the last note."""

    told: Told
    manager: str | None
    is_walled: bool
    since: date | None
    spent: int | None
    note: str | None


def sheet_rows(session: Session, settings: FirmSettings, as_of: AsOf) -> list[SheetRow]:
    """Return every open project as it was known at an instant, the worst first."""
    lines = project_lines(session, settings, as_of)
    said, costs, used = sayings(session, as_of), likely_costs(session, as_of), spent(session, as_of)
    turned, notes = turned_on(session, as_of), latest(session, StatusUpdate, "note", as_of)
    names: dict[Any, str] = dict(session.exec(select(Person.id, Person.name)).all())
    walled = {*session.exec(select(Client.id).where(col(Client.confidential)))}
    told = (
        Told(line, None, said=said.get(id_, NOTHING), likely=costs.get(id_))
        for line in lines
        if (id_ := line.project_id)
    )
    return [
        SheetRow(
            told=one,
            manager=names.get(line.manager_id),
            is_walled=line.confidential or line.client_id in walled,
            since=turned.get(line.project_id),
            spent=used.get(line.project_id),
            note=_note(line, notes.get(line.project_id)),
        )
        for one in ranked(told, settings.currency)
        if (line := one.line)
    ]


def turned_on(session: Session, as_of: AsOf) -> dict[int, date]:
    """Return since which day each project is said to be as bad as it is."""
    said: Any = StatusUpdate
    of = func.lag(_severity()).over(partition_by=said.project_id, order_by=said.as_of)
    columns: Any = (said.project_id, said.as_of, _severity().label("now"), of.label("before"))
    stood = told_at(said, as_of.known_at), said.as_of <= as_of.day, has_colour(said)
    each = select(*columns).where(*stood).subquery()
    is_turn = or_(each.c.before.is_(None), each.c.before != each.c.now)
    rows = select(each.c.project_id, func.max(each.c.as_of)).where(is_turn)
    return dict(session.exec(rows.group_by(each.c.project_id), params=as_of._asdict()).all())


def _note(line: ProjectLine, last: tuple[date, Any] | None) -> str | None:
    """Return the last note, if it was written when the colours were said."""
    return last[1] if last and last[0] == line.said.confirmed_on else None


def _severity() -> Any:
    """Return the worst of the colours of a report, as a number."""
    steps = (
        (or_(*(getattr(StatusUpdate, name) == colour for name in COLOURS)), SEVERITY[colour])
        for colour in (Colour.RED, Colour.AMBER)
    )
    return case(*steps, else_=SEVERITY[Colour.GREEN])
