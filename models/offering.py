"""Offerings: what the firm knows how to deliver, and what a Client Manager needs to tell of it."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from models.imported import Importable
from models.person import Person
from models.text import NAME, NOTE


class Offering(Importable, table=True):
    """One offering; `bring` is the colleague to bring along when it is introduced."""

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    description: str | None = Field(default=None, max_length=NOTE)
    good_for: str | None = Field(default=None, max_length=NOTE)
    pitch: str | None = Field(default=None, max_length=NOTE)
    proof: str | None = Field(default=None, max_length=NOTE)
    recorded_at: datetime
    bring_id: int | None = Field(default=None, foreign_key="person.id")
    bring: Person | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
