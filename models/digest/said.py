"""What the last reports say beside colours: what gets a project back, who must help, the finish.

Each is one statement over the whole firm, as it was known at an instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.sqltypes import UTCDateTime

from models.fact import known
from models.figures import Figures
from models.person import Person
from models.portfolio import AsOf
from models.project import Project
from models.status import StatusUpdate, has_colour, told

DAY: Any = bindparam("day", type_=Date)
INSTANT: Any = bindparam("known_at", type_=UTCDateTime)
Dated = dict[int, tuple[date, Any]]
"""What was said last and on which day, by project; amounts are in minor units."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said with the colours; `expected_on` is the finish that is expected."""

    path: str | None = None
    path_due_on: date | None = None
    wants_decision: bool = False
    helper: str | None = None
    expected_on: date | None = None


def sayings(session: Session, as_of: AsOf, only: Sequence[Any] = ()) -> dict[int, Saying]:
    """Return what was said last of each project, where that is more than colours.

    `only` are conditions that narrow the projects.
    """
    query = _said().where(*only) if only else _said()
    rows = session.exec(query, params=as_of._asdict())
    return {row[0]: Saying(*row[1:]) for row in rows}


def likely_costs(session: Session, as_of: AsOf) -> dict[int, int]:
    """Return what each project is likely to cost, as finance or a report said last."""
    return _newest(
        latest(session, StatusUpdate, "forecast_cost", as_of),
        latest(session, Figures, "forecast_cost", as_of),
    )


def spent(session: Session, as_of: AsOf) -> dict[int, int]:
    """Return what each project has cost, as finance or a report said last."""
    return _newest(
        latest(session, StatusUpdate, "spent", as_of), latest(session, Figures, "spent", as_of)
    )


def latest(session: Session, table: type[Any], name: str, as_of: AsOf) -> Dated:
    """Return the last figure of a name for each project, with its day."""
    figure = getattr(table, name)
    stood = told if table is StatusUpdate else known
    holds = [stood(table, as_of.known_at), table.as_of <= as_of.day, figure.is_not(None)]
    last = (
        select(table.project_id, func.max(table.as_of).label("on"))
        .where(*holds)
        .group_by(table.project_id)
        .subquery()
    )
    is_last = (last.c.project_id == table.project_id) & (last.c.on == table.as_of)
    rows = session.exec(
        select(table.project_id, table.as_of, figure).join(last, is_last).where(*holds),
        params=as_of._asdict(),
    )
    return {project_id: (on, amount) for project_id, on, amount in rows}


def _newest(reported: Dated, booked: Dated) -> dict[int, int]:
    """Return the later of the two; of one day, that of finance."""
    both = {
        id_: max(on, reported.get(id_, on), key=lambda one: one[0]) for id_, on in booked.items()
    }
    return {id_: amount for id_, (_, amount) in (reported | both).items()}


@cache
def _said() -> Any:
    """Build the query once; `news` is the last report that says anything of the finish."""
    update, news, helper = aliased(StatusUpdate), aliased(StatusUpdate), aliased(Person)
    parts = (
        col(update.path),
        col(update.path_due_on),
        col(update.someone_must_decide),
        col(helper.name),
        col(news.forecast_finish_on),
    )
    decides = col(update.someone_must_decide).is_(True)
    return (
        select(col(Project.id), *parts)  # type: ignore[call-overload]  # six columns
        .select_from(Project)
        .join(update, update.id == _last(has_colour))
        .outerjoin(news, news.id == _last(_tells_finish))
        .outerjoin(helper, helper.id == update.help_from_id)
        .where(or_(decides, *(part.is_not(None) for part in (*parts[:2], *parts[3:]))))
    )


def _last(says: Any) -> Any:
    said = aliased(StatusUpdate)
    rows = select(said.id).where(
        said.project_id == Project.id, said.as_of <= DAY, told(said, INSTANT), says(said)
    )
    return rows.order_by(col(said.as_of).desc()).limit(1).scalar_subquery()


def _tells_finish(said: Any) -> Any:
    return or_(has_colour(said), said.forecast_finish_on.is_not(None))
