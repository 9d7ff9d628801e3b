"""Figures from finance: what a project has cost and will cost. They are not a report."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from models.columns import MINOR_UNITS
from models.fact import Fact, one_standing
from models.imported import Importable
from models.project import Project


class Figures(Importable, Fact, table=True):
    """Costs up to and with `as_of`, in minor units of the project's currency."""

    __table_args__ = (
        one_standing("one_set_of_figures_a_day", "workspace_id", "project_id", "as_of"),
        CheckConstraint("spent >= 0 AND committed >= 0", name="costs_are_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(default=None, foreign_key="project.id", index=True)
    as_of: date
    spent: int = Field(sa_type=MINOR_UNITS)
    committed: int | None = Field(default=None, sa_type=MINOR_UNITS)
    forecast_cost: int | None = Field(default=None, sa_type=MINOR_UNITS)
    project: Project = Relationship(sa_relationship_kwargs={"lazy": "raise"})
