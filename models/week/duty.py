"""Duties: which projects a person is asked about in a week, their own and those they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from models.absence import Absence
from models.eyes import runs
from models.fact import known
from models.permission import Deed
from models.person import Person
from models.portfolio import AsOf, ProjectLine, project_lines, worst_first
from models.role import Grade, RoleAssignment, RoleKind, holds_on
from models.schedule import Answer, AskedItem, Occurrence
from models.setting import FirmSettings
from models.state import State
from models.status import StatusUpdate

ASKED_OF = (State.ACTIVE, State.CLOSING)
"""In these, somebody is asked how a project stands."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A project to be asked about; `report` says its colours, `covered` is who is away."""

    line: ProjectLine
    report: StatusUpdate | None
    covered: str | None = None


def duties(session: Session, settings: FirmSettings, deed: Deed, today: date) -> list[Duty]:
    """Return what a person is asked about today, the worst first.

    Left out is what was said this week already.
    """
    charges, away = in_charge(session, settings, deed, today)
    mine = [line for line in charges if is_due(line, today)]
    said = reports(session, mine)
    return [Duty(line, said.get(line.project_id), away.get(line.manager_id or 0)) for line in mine]


def in_charge(
    session: Session, settings: FirmSettings, deed: Deed, today: date
) -> tuple[list[ProjectLine], dict[int | None, str]]:
    """Return the projects of which a person is to say how they stand, and who of them is away.

    Left out is what they said is not theirs, and what they only stand by for: a deputy or a cover
    is asked while who runs it is away, or nobody does.
    """
    lines = project_lines(session, settings, AsOf(today), [runs(session, deed)])
    refused = refusals(session, deed, today)
    wanted = [
        line
        for line in worst_first(lines)
        if is_asked_of(line, today) and line.project_id not in refused
    ]
    away = away_on(session, [line.manager_id for line in wanted], today)
    return [line for line in wanted if line.manager_id in (deed.author_id, None, *away)], away


def is_due(line: ProjectLine, today: date) -> bool:
    """Say whether nothing was said of it this week."""
    monday = today - timedelta(days=today.weekday())
    return (line.said.confirmed_on or date.min) < monday


def is_asked_of(line: ProjectLine, day: date) -> bool:
    """Say whether somebody is asked how a project stands: it has begun and runs."""
    return line.state in ASKED_OF and (line.start_on is None or line.start_on <= day)


def reports(session: Session, lines: Iterable[ProjectLine]) -> dict[int, StatusUpdate]:
    """Return the report whose colours are shown, by project."""
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
    return {row.project_id: row for row in rows}


def refusals(session: Session, deed: Deed, today: date) -> set[int]:
    """Return the projects that somebody said are not theirs, since they were named for them."""
    rows = refused(select(AskedItem.project_id), today)
    return set(session.exec(rows.where(Occurrence.person_id == deed.author_id)))


def refused(columns: Any, today: date) -> Any:
    """Narrow a query on AskedItem to what is refused by who still answers for it."""
    return (
        columns.join(Occurrence, col(Occurrence.id) == AskedItem.occurrence_id)
        .join(RoleAssignment, col(RoleAssignment.project_id) == AskedItem.project_id)
        .where(
            AskedItem.answer == Answer.NOT_MINE,
            RoleAssignment.person_id == Occurrence.person_id,
            RoleAssignment.kind == RoleKind.PROJECT_MANAGER,
            RoleAssignment.grade == Grade.ACCOUNTABLE,
            col(RoleAssignment.recorded_at) <= col(AskedItem.answered_at),
            known(RoleAssignment, None),
            holds_on(RoleAssignment, today),
        )
    )


def away_on(session: Session, people: Sequence[int | None], today: date) -> dict[int | None, str]:
    """Return the names of who of these people is away today."""
    rows = (
        select(Person.id, Person.name)
        .join(Absence, col(Absence.person_id) == Person.id)
        .where(
            col(Person.id).in_([id_ for id_ in people if id_]),
            Absence.start_on <= today,
            Absence.end_on > today,
        )
    )
    return dict(session.exec(rows).all())
