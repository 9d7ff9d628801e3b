"""The portfolio as of any day: what is known of each project, and the counts over all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import Date, bindparam, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from models.baseline import Baseline
from models.client import Client
from models.colour import SEVERITY, Colour, Declared, Horizon, Pace, Shown, shown
from models.money import to_decimal
from models.offering import Offering
from models.project import Project
from models.role import RoleKind, holder_id_on
from models.setting import FirmSettings
from models.state import ENDED, State, StateMove, latest_move, state_on
from models.status import COLOURS, StatusUpdate, has_colour, told

PAGE = 25
DONE = 100
PROJECT_MANAGER = RoleKind.PROJECT_MANAGER


class AsOf(NamedTuple):
    """A day, seen from an instant, None being now; reports `instead` stand for those `hidden`."""

    day: date
    known_at: datetime | None = None
    hidden: tuple[int, ...] = ()
    instead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project on a day; the budget is in minor units of its currency."""

    project_id: int
    key: str
    name: str
    client_id: int
    client: str
    confidential: bool
    currency: str | None
    state: State
    manager_id: int | None
    start_on: date | None
    finish_on: date | None
    budget: int | None
    said: Declared
    shown: Shown


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Counts over the open projects of a firm; grey is unknown or too old.

    `budget` is by currency, `vacancies` by kind of what nobody holds, `past_finish` counts the
    projects that are beyond their planned finish.
    """

    as_of: date
    projects: int
    declared: dict[Colour, int]
    shown: dict[Colour, int]
    budget: dict[str, Decimal]
    without_budget: int
    past_finish: int
    vacancies: dict[str, int]


def project_lines(
    session: Session, settings: FirmSettings, as_of: AsOf, only: Sequence[Any] = ()
) -> list[ProjectLine]:
    """Return the projects that are open on a day, by name; `only` are conditions that narrow them.

    One statement, whatever their number.
    """
    lines = all_lines(session, settings, as_of, only)
    return [line for line in lines if line.state not in ENDED]


def all_lines(
    session: Session, settings: FirmSettings, as_of: AsOf, only: Sequence[Any] = ()
) -> list[ProjectLine]:
    """Return the same with the projects that had ended."""
    horizon = Horizon.seen_from(as_of.day, settings.workdays(), settings.cadence)
    return [_line(row, horizon) for row in _rows(session, as_of, only)]


def project_line(
    session: Session, settings: FirmSettings, as_of: AsOf, project: Project
) -> ProjectLine:
    """Return one project, also if it had ended."""
    horizon = Horizon.seen_from(as_of.day, settings.workdays(), settings.cadence)
    about = {"project_id": project.id} | as_of._asdict()
    query = _query(is_replayed=as_of.known_at is not None, is_of_one=True)
    return _line(session.exec(query, params=about).one(), horizon)


def project_page(
    session: Session, settings: FirmSettings, as_of: AsOf, after: tuple[str, int] = ("", 0)
) -> list[ProjectLine]:
    """Return the next PAGE projects by name, ended ones too, after a name and an id.

    The page's ids come first and the facts for these alone, so a page costs the same anywhere.
    """
    name, id_ = after
    beyond = or_(col(Project.name) > name, (col(Project.name) == name) & (col(Project.id) > id_))
    ids = select(Project.id).where(beyond).order_by(col(Project.name), col(Project.id)).limit(PAGE)
    return all_lines(session, settings, as_of, [col(Project.id).in_(session.exec(ids).all())])


def portfolio(session: Session, settings: FirmSettings, as_of: AsOf) -> Portfolio:
    """Return the counts over every open project of the firm, in a handful of statements."""
    lines = project_lines(session, settings, as_of)
    vacant = {
        "project": sum(is_vacant(line, as_of.day) for line in lines),
        "client": len(_unheld(session, Client, RoleKind.CLIENT_MANAGER, as_of)),
        "offering": len(_unheld(session, Offering, RoleKind.OFFERING_MANAGER, as_of)),
    }
    return summed(lines, as_of.day, vacant)


def summed(lines: Sequence[ProjectLine], day: date, vacancies: dict[str, int]) -> Portfolio:
    """Count and sum projects; money is summed by currency and never converted."""
    return Portfolio(
        as_of=day,
        projects=len(lines),
        declared=mix(line.shown.declared for line in lines),
        shown=mix(line.shown.colour for line in lines),
        budget=_budgets(lines),
        without_budget=sum(not line.budget for line in lines),
        past_finish=sum(is_past(line.finish_on, day) for line in lines),
        vacancies=vacancies,
    )


def mix(colours: Iterable[Colour]) -> dict[Colour, int]:
    """Count each colour, those that are absent too."""
    counts = Counter(colours)
    return {colour: counts[colour] for colour in Colour}


def is_vacant(line: ProjectLine, day: date) -> bool:
    """Say whether a project that has begun has nobody who answers for it."""
    return line.manager_id is None and (line.start_on is None or line.start_on <= day)


def is_past(finish_on: date | None, day: date) -> bool:
    return finish_on is not None and finish_on < day


def unheld(session: Session, as_of: AsOf) -> dict[str, list[str]]:
    """Return the clients and the offerings that nobody holds, by name."""
    return {
        "client": _unheld(session, Client, RoleKind.CLIENT_MANAGER, as_of),
        "offering": _unheld(session, Offering, RoleKind.OFFERING_MANAGER, as_of),
    }


def _budgets(lines: Iterable[ProjectLine]) -> dict[str, Decimal]:
    totals: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        if line.budget is not None and line.currency:
            totals[line.currency] += line.budget
    return {currency: to_decimal(total, currency) for currency, total in sorted(totals.items())}


def _unheld(
    session: Session, table: type[Client | Offering], kind: RoleKind, as_of: AsOf
) -> list[str]:
    subject_id = col(table.id)
    holder = holder_id_on(subject_id, kind, *as_of[:2]).scalar_subquery()
    state = state_on(subject_id, table.__name__.lower(), *as_of[:2]).scalar_subquery()
    rows = session.exec(
        select(table.name, state).where(holder.is_(None), *_told(table, as_of)).order_by(table.name)
    )
    return [name for name, now_in in rows if now_in not in ENDED]


def _told(table: type[Any], as_of: AsOf) -> list[Any]:
    return [] if as_of.known_at is None else [col(table.recorded_at) <= as_of.known_at]


def _rows(session: Session, as_of: AsOf, only: Sequence[Any]) -> list[Sequence[Any]]:
    query = _query(is_replayed=as_of.known_at is not None)
    chosen = query.where(*only) if only else query
    return [*session.exec(chosen, params=as_of._asdict())]


@cache
def _query(*, is_replayed: bool, is_of_one: bool = False) -> Any:
    """Build the query once: with its five aliases that takes longer than to run it."""
    day: Any = bindparam("day", type_=Date)
    known_at: Any = bindparam("known_at", type_=UTCDateTime) if is_replayed else None
    project_id = col(Project.id)
    this = [project_id == bindparam("project_id")] if is_of_one else []
    update, plan, moved = aliased(StatusUpdate), aliased(Baseline), aliased(StateMove)
    latest_state = latest_move(project_id, "project", day, known_at).scalar_subquery()
    columns: list[Any] = [
        Project.id,
        Project.key,
        Project.name,
        Project.client_id,
        Client.name,
        Project.confidential,
        Project.currency,
        moved.state,
        holder_id_on(project_id, PROJECT_MANAGER, day, known_at).scalar_subquery(),
        plan.start_on,
        plan.finish_on,
        plan.budget,
        *(getattr(update, name) for name in COLOURS),
        update.as_of,
        moved.since_on,
        _latest_percent(project_id, day, known_at),
    ]
    return (
        sqlalchemy.select(*columns)
        .join(Client, col(Client.id) == Project.client_id)
        .outerjoin(update, update.id == _latest_colour(project_id, day, known_at))
        .outerjoin(moved, col(moved.id) == latest_state)
        .outerjoin(plan, plan.id == _plan_in_force(project_id, day, known_at))
        .where(*this, *_told(Project, AsOf(day, known_at)))
        .order_by(col(Project.name), col(Project.id))
    )


def _latest_colour(project_id: Any, day: Any, known_at: Any) -> Any:
    said = aliased(StatusUpdate)
    query = select(said.id).where(
        said.project_id == project_id, said.as_of <= day, told(said, known_at), has_colour(said)
    )
    return query.order_by(col(said.as_of).desc()).limit(1).scalar_subquery()


def _latest_percent(project_id: Any, day: Any, known_at: Any) -> Any:
    said = aliased(StatusUpdate)
    query = sqlalchemy.select(col(said.percent_complete)).where(
        said.project_id == project_id,
        said.as_of <= day,
        told(said, known_at),
        col(said.percent_complete).is_not(None),
    )
    return query.order_by(col(said.as_of).desc()).limit(1).scalar_subquery()


def _plan_in_force(project_id: Any, day: Any, known_at: Any) -> Any:
    plan = aliased(Baseline)
    in_force = or_(col(plan.in_force_on).is_(None), col(plan.in_force_on) <= day)
    told = [] if known_at is None else [plan.recorded_at <= known_at]
    query = select(plan.id).where(plan.project_id == project_id, in_force, *told)
    return query.order_by(col(plan.n).desc()).limit(1).scalar_subquery()


def _line(row: Sequence[Any], horizon: Horizon) -> ProjectLine:
    """Draw a line from the columns of the query, which stand in the order of its fields."""
    *_, paused_on, percent = row
    state, said = row[7] or State.ACTIVE, Declared(*row[12:17])
    pace = pace_on(state, (row[10], paused_on), percent, horizon)
    drawn = shown(said, horizon, pace)
    return ProjectLine(*(*row[:7], state, *row[8:12], said, drawn))


def pace_on(
    state: State,
    days: tuple[date | None, date | None],
    percent: Decimal | None,
    horizon: Horizon,
) -> Pace:
    """Say what state, percent, and the days of planned finish and last move make of time."""
    finish_on, paused_on = days
    if state is State.PAUSED:
        return Pace.IDLE if (paused_on or date.min) < horizon.idle_from else Pace.ON
    is_over = state in ENDED or percent == DONE
    return Pace.LATE if is_past(finish_on, horizon.as_of) and not is_over else Pace.ON


def worst_first(lines: Iterable[ProjectLine]) -> list[ProjectLine]:
    """Return red before amber before grey before green; of the grey, what was worst when heard of.

    By name within.
    """
    rank = {Colour.RED: 0, Colour.AMBER: 1, Colour.GREY: 2, Colour.GREEN: 3}

    def place(line: ProjectLine) -> tuple[int, int, str, str]:
        faded = SEVERITY[line.shown.last] if line.shown.colour is Colour.GREY else 0
        return rank[line.shown.colour], -faded, line.name, line.key

    return sorted(lines, key=place)
