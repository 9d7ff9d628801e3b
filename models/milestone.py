"""Milestones: what a project reaches by when, and every move of that day."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from models.columns import Exact
from models.fact import Fact, one_standing
from models.imported import Importable
from models.project import Project
from models.text import NAME


class Milestone(Importable, table=True):
    """One milestone as planned; when it is expected, or was reached, is in its moves."""

    __table_args__ = (UniqueConstraint("workspace_id", "project_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(default=None, foreign_key="project.id", index=True)
    name: str = Field(max_length=NAME)
    baseline_on: date
    weight: Decimal | None = Field(default=None, sa_type=Exact)
    project: Project = Relationship(sa_relationship_kwargs={"lazy": "raise"})


class MilestoneMove(Fact, table=True):
    """What was believed of a milestone's day; the one that stands is believed now."""

    __tablename__ = "milestone_move"
    __table_args__ = (one_standing("one_belief_a_milestone", "workspace_id", "milestone_id"),)

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(default=None, foreign_key="milestone.id", index=True)
    forecast_on: date | None = None
    actual_on: date | None = None
    milestone: Milestone = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def reached_on(belief: MilestoneMove | None, as_of: date) -> date | None:
    """Return the day on which it was reached, if that had come."""
    day = belief.actual_on if belief else None
    return day if day and day <= as_of else None


def slip_days(milestone: Milestone, belief: MilestoneMove | None, as_of: date) -> int:
    """Return how many days later than planned it is, or will be; early is negative.

    A milestone that is not reached cannot be earlier than the day of asking.
    """
    if reached := reached_on(belief, as_of):
        return (reached - milestone.baseline_on).days
    forecast = belief.forecast_on if belief and belief.forecast_on else milestone.baseline_on
    return (max(forecast, as_of) - milestone.baseline_on).days


def is_missed(milestone: Milestone, belief: MilestoneMove | None, as_of: date) -> bool:
    return as_of > milestone.baseline_on and reached_on(belief, as_of) is None
