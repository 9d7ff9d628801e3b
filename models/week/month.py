"""Figures once a month: for which projects somebody owes them, and putting them on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.edit import Marks, Merged, merge
from models.eyes import number_of, project_in_sight, runs
from models.fact import known
from models.figures import Figures
from models.permission import Deed
from models.portfolio import AsOf, ProjectLine, all_lines, project_lines
from models.prefill import Prefill, prefills
from models.project import Project, Terms
from models.setting import firm_settings
from models.state import ENDED, State
from models.status import Report
from models.week.reporting import report_status

FIGURES = ("percent_complete", "spent")
FINISH = "forecast_finish_on"
ASKED = (*FIGURES, FINISH)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What is asked of one project: `asks` names the figures that nobody else brings."""

    line: ProjectLine
    project: Project
    last: Prefill
    asks: tuple[str, ...]

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the row at first: what was said last, and the plan's finish if nothing."""
        values = {name: self.last.values[name] for name in ASKED}
        return values | {FINISH: values[FINISH] or self.line.finish_on}


@dataclass(frozen=True, slots=True)
class Given:
    """What was given of one project; None stands for what was left empty."""

    percent_complete: Any = None
    spent: int | None = None
    forecast_finish_on: date | None = None


def month_end(today: date) -> date:
    """Return the last day of the month before."""
    return today.replace(day=1) - timedelta(days=1)


def figures_due(session: Session, deed: Deed) -> list[MonthRow]:
    """Return the projects that the actor runs and whose figures to the last month's end are out.

    Of a month that ended before a project began nobody is asked; where its start is not known, it
    begins when it was added. A retainer has no percentage, and what finance brought for the month
    nobody else need bring. A handful of statements, whatever the number of projects.
    """
    settings = firm_settings(session)
    today = settings.today(deed.now)
    end = month_end(today)
    lines = project_lines(session, settings, AsOf(today), [runs(session, deed)])
    return [row for row in _rows(session, lines, today) if row.asks and _is_under_way(row, end)]


def month_rows(session: Session, deed: Deed, ids: Sequence[object]) -> list[MonthRow]:
    """Return the rows of projects by ids that came back from Slack, as far as the actor sees them.

    Those that ended meanwhile are left out: there is nothing to say of them any more.
    """
    in_order = sorted(ids, key=number_of)  # two that lock the same ones wait, and do not deadlock
    projects = [project_in_sight(session, deed, id_, lock=True) for id_ in in_order]
    settings = firm_settings(session)
    today = settings.today(deed.now)
    chosen = [col(Project.id).in_([project.id for project in projects])]
    lines = all_lines(session, settings, AsOf(today), chosen)
    return _rows(session, [line for line in lines if line.state not in ENDED], today)


def give_figures(session: Session, deed: Deed, row: MonthRow, merged: Merged) -> bool:
    """Put a month's figures on record as of its end, and a new finish as of today.

    A figure that was left as it was is confirmed, unless somebody else has changed it since: then
    it stays as that was. Returns whether anything was said.
    """
    today = firm_settings(session).today(deed.now)
    figures = merged.values.keys() & set(FIGURES)
    said = {name: merged.values[name] for name in figures - merged.followed}
    if said:
        report_status(session, deed, row.project, Report(**said), month_end(today))
    finish = merged.values.get(FINISH)
    if FINISH in merged.changed and finish != row.values[FINISH]:
        report_status(session, deed, row.project, Report(forecast_finish_on=finish), today)
        return True
    return bool(said)


def merged_row(row: MonthRow, given: Given, opened: Marks) -> Merged:
    """Bring together what was given and what stands now; what was left empty says nothing."""
    mine = {name: value for name in ASKED if (value := getattr(given, name)) is not None}
    return merge(opened, row.values, mine)


def _is_under_way(row: MonthRow, end: date) -> bool:
    line = row.line
    begun_on = line.start_on or row.project.recorded_at.date()
    return begun_on <= end and line.state in {State.ACTIVE, State.CLOSING}


def _rows(session: Session, lines: Sequence[ProjectLine], today: date) -> list[MonthRow]:
    ids = [line.project_id for line in lines]
    end = month_end(today)
    last = prefills(session, ids, today)
    chosen = session.exec(select(Project).where(col(Project.id).in_(ids))).all()
    projects = {project.id or 0: project for project in chosen}
    brought = _with_finance(session, ids, end)
    return [
        MonthRow(line, projects[id_], last[id_], _asks(projects[id_], last[id_], brought, end))
        for line, id_ in zip(lines, ids, strict=True)
    ]


def _asks(project: Project, last: Prefill, brought: set[int], end: date) -> tuple[str, ...]:
    wanted = [] if project.terms is Terms.RETAINER else ["percent_complete"]
    wanted += [] if project.id in brought else ["spent"]
    return tuple(name for name in wanted if last.since.get(name, date.min) < end)


def _with_finance(session: Session, ids: Sequence[int], end: date) -> set[int]:
    """Return the projects for which finance brought what was spent in the month, or later."""
    rows = select(Figures.project_id).where(
        col(Figures.project_id).in_(ids),
        col(Figures.as_of) >= end.replace(day=1),
        col(Figures.spent).is_not(None),
        known(Figures, None),
    )
    return set(session.exec(rows))
