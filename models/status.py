"""Status updates: what a Project Manager says of a project, with two ages.

The colours are as old as the day they were last confirmed. Figures (percent, spent) are as old as
the day of the last update that has any, and never grey a colour.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Index, Integer, bindparam, func
from sqlmodel import Field, Relationship, SQLModel, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.colour import Colour, worst
from models.columns import MINOR_UNITS, Exact, Hundredths, by_value
from models.fact import Fact, known, one_standing
from models.imported import Importable
from models.person import Person
from models.project import Project
from models.text import LINE, NOTE

COLOURS = ("time", "target", "budget", "overall")
COLOUR_PART = frozenset({*COLOURS, "path", "path_due_on", "help_from_id", "someone_must_decide"})
FIGURES = ("percent_complete", "spent", "forecast_cost", "value_delivered")


class Report(SQLModel):
    """What can be said of a project; money is in minor units of the project's currency.

    `path` is what gets it back; `path_due_on` stands for one that will be there by that day.
    """

    time: Colour | None = Field(default=None, sa_type=by_value(Colour))
    target: Colour | None = Field(default=None, sa_type=by_value(Colour))
    budget: Colour | None = Field(default=None, sa_type=by_value(Colour))
    overall: Colour | None = Field(default=None, sa_type=by_value(Colour))
    percent_complete: Decimal | None = Field(default=None, sa_type=Hundredths)
    spent: int | None = Field(default=None, sa_type=MINOR_UNITS)
    forecast_finish_on: date | None = None
    forecast_cost: int | None = Field(default=None, sa_type=MINOR_UNITS)
    value_delivered: Decimal | None = Field(default=None, sa_type=Exact)
    note: str | None = Field(default=None, max_length=NOTE)
    path: str | None = Field(default=None, max_length=LINE)
    path_due_on: date | None = None
    help_from_id: int | None = Field(default=None, foreign_key="person.id")
    someone_must_decide: bool = False


class StatusUpdate(Report, Importable, Fact, table=True):
    """One report, true of `as_of`; of several for one day the last one stands."""

    __tablename__ = "status_update"
    __table_args__ = (
        one_standing("one_status_a_day", "workspace_id", "project_id", "as_of"),
        Index("latest_status", "project_id", "as_of"),
        CheckConstraint("spent >= 0", name="spent_is_not_negative"),
        CheckConstraint("percent_complete BETWEEN 0 AND 10000", name="percent_of_a_whole"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(default=None, foreign_key="project.id")
    as_of: date
    project: Project = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    by: Person | None = Relationship(
        sa_relationship_kwargs={"lazy": "raise", "foreign_keys": "StatusUpdate.by_id"}
    )
    help_from: Person | None = Relationship(
        sa_relationship_kwargs={"lazy": "raise", "foreign_keys": "StatusUpdate.help_from_id"}
    )


def has_figure(update: StatusUpdate) -> bool:
    return any(getattr(update, name) is not None for name in FIGURES)


def colour_of(update: Report | None) -> Colour:
    """Return the worst colour that a report says; grey where there is none."""
    return worst(getattr(update, name, None) for name in COLOURS)


def says_colour(update: Report) -> bool:
    return any(getattr(update, name) for name in COLOURS)


def expected_finish(said: Iterable[StatusUpdate]) -> date | None:
    """Return the finish that was expected last; `said` has the latest first.

    Who confirms the colours confirms the finish; without them, only a finish is news of it.
    """
    news = finish_news(said)
    return news.forecast_finish_on if news else None


def finish_news(said: Iterable[StatusUpdate]) -> StatusUpdate | None:
    """Return the report by which the expected finish stands, or by which there is none any more."""
    return next((u for u in said if says_colour(u) or u.forecast_finish_on), None)


class Doubt(StrEnum):
    """What a form refuses and an import only remarks: real portfolios break these rules."""

    RED_WITHOUT_PATH = "red_without_path"
    RED_WITHOUT_HELP = "red_without_help"
    AMBER_WITHOUT_PATH = "amber_without_path"
    FINISH_IN_THE_PAST = "finish_in_the_past"


def doubts(report: Report, as_of: date) -> Iterator[Doubt]:
    """Return which rules of the form a report breaks."""
    colour = worst(getattr(report, name) for name in COLOURS)
    has_path = bool(report.path or report.path_due_on)
    if colour is Colour.RED and not has_path:
        yield Doubt.RED_WITHOUT_PATH
    if colour is Colour.RED and not (report.help_from_id or report.someone_must_decide):
        yield Doubt.RED_WITHOUT_HELP
    if colour is Colour.AMBER and not has_path:
        yield Doubt.AMBER_WITHOUT_PATH
    done = report.percent_complete == 100  # noqa: PLR2004  # the whole of it
    if report.forecast_finish_on and report.forecast_finish_on < as_of and not done:
        yield Doubt.FINISH_IN_THE_PAST


def said_of(project_id: Any, as_of: Any) -> SelectOfScalar[StatusUpdate]:
    """Return the query for all that was ever said of a project for a day, the first first."""
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == project_id, StatusUpdate.as_of == as_of
    )
    return rows.order_by(col(StatusUpdate.id))


def told(table: Any, known_at: Any) -> ColumnElement[bool]:
    """Return what holds for the reports that were known at an instant, but what is withheld.

    The statement needs the parameters `hidden` and `instead`, as an AsOf has them. Of now, it is
    what stands.
    """
    if known_at is None:
        return known(table, None)
    return or_(
        known(table, known_at) & col(table.id).not_in(_ids("hidden")),
        col(table.id).in_(_ids("instead")),
    )


def _ids(name: str) -> Any:
    return bindparam(name, type_=Integer, expanding=True)


def has_colour(table: type[StatusUpdate]) -> ColumnElement[bool]:
    """Return what holds for the rows that say a colour."""
    return func.coalesce(*(getattr(table, name) for name in COLOURS)).is_not(None)
