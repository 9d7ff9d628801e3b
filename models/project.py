"""Projects: what is delivered to whom, and which offerings it is made of."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, Relationship

from models.client import Client
from models.columns import Exact, by_value
from models.imported import Importable
from models.offering import Offering
from models.scope import OfWorkspace
from models.text import KEY, NAME, NOTE

WHOLE = 10_000
"""All of a project, in basis points."""


class Terms(StrEnum):
    FIXED = "fixed"
    CAPPED = "capped"
    OPEN = "open"
    RETAINER = "retainer"


class Project(Importable, table=True):
    """One project of one client; its plan, state, manager and reports are facts of their own."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("projects_by_name", "workspace_id", "name", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=KEY)
    name: str = Field(max_length=NAME)
    client_id: int = Field(default=None, foreign_key="client.id", index=True)
    currency: str | None = Field(default=None, max_length=3)
    description: str | None = Field(default=None, max_length=NOTE)
    terms: Terms | None = Field(default=None, sa_type=by_value(Terms))
    channel: str | None = Field(default=None, max_length=KEY)
    confidential: bool = False
    value_metric: str | None = Field(default=None, max_length=NAME)
    value_from: Decimal | None = Field(default=None, sa_type=Exact)
    value_to: Decimal | None = Field(default=None, sa_type=Exact)
    value_by: date | None = None
    recorded_at: datetime
    client: Client = Relationship(sa_relationship_kwargs={"lazy": "raise"})


class Share(OfWorkspace, table=True):
    """How much of a project belongs to an offering; the shares of a project make up WHOLE."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "project_id", "offering_id"),
        CheckConstraint(f"basis_points BETWEEN 1 AND {WHOLE}", name="share_of_a_whole"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(default=None, foreign_key="project.id", index=True)
    offering_id: int = Field(default=None, foreign_key="offering.id", index=True)
    basis_points: int = WHOLE
    project: Project = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    offering: Offering = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def equal_shares(names: Sequence[str]) -> dict[str, int]:
    """Split WHOLE evenly, in basis points; what is left over goes to the first by name."""
    if not names:
        return {}
    part, left = divmod(WHOLE, len(names))
    shares = dict.fromkeys(sorted(names), part)
    shares[min(names)] += left
    return shares
