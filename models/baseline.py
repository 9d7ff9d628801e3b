"""Baselines: the approved plan of a project, and each one that took its place."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from models.columns import MINOR_UNITS, by_value
from models.imported import Importable
from models.project import Project
from models.scope import OfWorkspace


class BaselineReason(StrEnum):
    INITIAL = "initial"
    SCOPE_CHANGE = "scope_change"
    REPLAN = "replan"
    RECOVERY = "recovery"


class Baseline(OfWorkspace, table=True):
    """Plan number `n` of a project, in force from a day on or from the beginning; 1 is original.

    The budget is in minor units of the project's currency. Without planned values the plan is a
    straight line from start to finish, and only implied.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "project_id", "n"),
        CheckConstraint("budget >= 0", name="budget_is_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(default=None, foreign_key="project.id", index=True)
    n: int = 1
    in_force_on: date | None = None
    reason: BaselineReason = Field(default=BaselineReason.INITIAL, sa_type=by_value(BaselineReason))
    start_on: date | None = None
    finish_on: date | None = None
    budget: int | None = Field(default=None, sa_type=MINOR_UNITS)
    recorded_at: datetime
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    project: Project = Relationship(sa_relationship_kwargs={"lazy": "raise"})


class PlannedValue(Importable, table=True):
    """A point of a baseline's curve: the value planned up to and with a day, in minor units."""

    __tablename__ = "planned_value"
    __table_args__ = (
        UniqueConstraint("workspace_id", "baseline_id", "planned_on"),
        CheckConstraint("amount >= 0", name="planned_value_is_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    baseline_id: int = Field(default=None, foreign_key="baseline.id", index=True)
    planned_on: date = Field(default=None)
    amount: int = Field(default=0, sa_type=MINOR_UNITS)
    baseline: Baseline = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def next_baseline(project: Project, current: Baseline | None, on: date, now: datetime) -> Baseline:
    """Return the plan to change: a first one, that of this very moment, or a successor of today's.

    The first holds from the beginning. A successor starts as a copy, without the curve.
    """
    if current is None:
        return Baseline(project=project, recorded_at=now)
    if current.recorded_at == now:
        return current
    return Baseline(
        project=project,
        n=current.n + 1,
        in_force_on=on,
        reason=BaselineReason.REPLAN,
        start_on=current.start_on,
        finish_on=current.finish_on,
        budget=current.budget,
        recorded_at=now,
    )
