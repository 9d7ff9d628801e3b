"""A project's card: all that is known of one project on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy.orm import contains_eager
from sqlmodel import Session, col, select

from models.client import Client
from models.colour import Colour, worst
from models.figures import Figures
from models.milestone import Milestone, MilestoneMove, is_missed, reached_on, slip_days
from models.naming import find
from models.portfolio import AsOf, ProjectLine, project_line
from models.project import Project
from models.project_facts import (
    finance,
    held_by,
    holders,
    milestones,
    moves,
    plans,
    said_of_project,
    shares,
)
from models.role import RoleKind
from models.setting import FirmSettings
from models.status import COLOURS, FIGURES, StatusUpdate, expected_finish, has_figure
from models.weeks import Past, weeks

CLIENT: Any = Project.client


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    name: str
    baseline_on: date
    forecast_on: date | None
    actual_on: date | None
    slip_days: int
    is_missed: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Since when a project has had the colour that was said last, and which one it had before."""

    on: date
    before: Colour | None


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project's card: its line, who answers, what was last said, and the colours of 8 weeks.

    `figures` has for each of FIGURES what was said of it last, and when; `value_goal` is what the
    project is for, in words and a number; `is_walled` says that only its managers and leaders may
    read the card, for the project or its client is confidential.
    """

    line: ProjectLine
    description: str | None
    offerings: dict[str, int]
    manager: str | None
    client_manager: str | None
    last_said: StatusUpdate | None
    said_by: str | None
    help_from: str | None
    last_figures: StatusUpdate | None
    figures: dict[str, tuple[Any, date]]
    value_goal: tuple[str, Decimal | None] | None
    is_walled: bool
    expected_finish_on: date | None
    turn: Turn | None
    first_finish_on: date | None
    finance: Figures | None
    milestones: list[MilestoneLine]
    weeks: list[tuple[date, Colour]]


def project_card(
    session: Session, settings: FirmSettings, project: Project, as_of: AsOf
) -> ProjectCard:
    """Return the card of a project."""
    line = project_line(session, settings, as_of, project)
    client = session.get_one(Client, project.client_id)
    named = said_of_project(session, project, as_of)
    said = [update for update, *_ in named]
    figures = [update for update in said if has_figure(update)]
    spoken = (row for row in named if row[0].as_of == line.said.confirmed_on)
    last, said_by, help_from = next(spoken, (None, None, None))
    held = holders(session, project, as_of)
    past = Past(said, moves(session, project, as_of), plans(session, project, as_of))
    return ProjectCard(
        line=line,
        description=project.description,
        offerings=shares(session, project),
        manager=held_by(held, RoleKind.PROJECT_MANAGER),
        client_manager=held_by(held, RoleKind.CLIENT_MANAGER),
        last_said=last,
        said_by=said_by,
        help_from=help_from,
        last_figures=figures[0] if figures else None,
        figures=_latest(figures),
        value_goal=(metric, project.value_to) if (metric := project.value_metric) else None,
        is_walled=project.confidential or client.confidential,
        expected_finish_on=expected_finish(said),
        turn=_turn(said),
        first_finish_on=next((plan.finish_on for plan in past.plans if plan.n == 1), None),
        finance=finance(session, project, as_of),
        milestones=[
            _milestone(*believed, as_of.day) for believed in milestones(session, project, as_of)
        ],
        weeks=weeks(settings, as_of.day, past),
    )


def find_project(session: Session, name: str, only: Sequence[Any] = ()) -> Project:
    """Return the project with this key or name; of two with one name the key must be said.

    `only` are conditions that leave out what the asker may not see.
    """
    return find_among(findable(session, only), name)


def findable(session: Session, only: Sequence[Any] = ()) -> Sequence[Project]:
    """Return the projects that can be found, by name, each with its client."""
    rows = _findable().where(*only) if only else _findable()
    found: Sequence[Project] = session.exec(rows).all()
    return found


@cache
def _findable() -> Any:
    """Build the query once, as models/project_facts.py does."""
    rows = select(Project).join(Client).options(contains_eager(CLIENT))
    return rows.order_by(col(Project.name), col(Project.key))


def find_among(projects: Sequence[Project], name: str) -> Project:
    """Return the one of these with this key or name; raises as `find_project` does."""
    by_key = {project.key: project for project in projects}
    if name in by_key:
        return by_key[name]
    names = [(called, p) for p in projects for called in (p.name, p.key)]
    return find("project", name, names, lambda project: project.key)


def _latest(said: Sequence[StatusUpdate]) -> dict[str, tuple[Any, date]]:
    """Return each figure as it was said last; `said` has the latest first."""
    every = [(name, getattr(one, name), one.as_of) for one in reversed(said) for name in FIGURES]
    return {name: (value, day) for name, value, day in every if value is not None}


def _turn(said: Sequence[StatusUpdate]) -> Turn | None:
    """Return the day from which on the colour was the last one; `said` has the latest first."""
    spoken = [(u.as_of, worst(getattr(u, name) for name in COLOURS)) for u in said]
    spoken = [(day, colour) for day, colour in spoken if colour is not Colour.GREY]
    if not spoken:
        return None
    turned_on, last = spoken[0]
    for day, colour in spoken:
        if colour is not last:
            return Turn(turned_on, colour)
        turned_on = day
    return Turn(turned_on, None)


def _milestone(milestone: Milestone, belief: MilestoneMove | None, day: date) -> MilestoneLine:
    return MilestoneLine(
        name=milestone.name,
        baseline_on=milestone.baseline_on,
        forecast_on=belief.forecast_on if belief else None,
        actual_on=reached_on(belief, day),
        slip_days=slip_days(milestone, belief, day),
        is_missed=is_missed(milestone, belief, day),
    )
