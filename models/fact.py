"""A fact is appended, never rewritten: it is known from one instant until another replaces it.

`recorded_at` and `superseded_at` bound when Trefoil knew it; the dates of each table say when it
was true in the world. So every past report can be drawn again as it was seen then.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, or_, text
from sqlmodel import Field, col

from models.scope import OfWorkspace

STANDS = text("superseded_at IS NULL")


class Fact(OfWorkspace):
    """What a row says, who said it and when; superseded_at is set when another takes its place."""

    recorded_at: datetime
    superseded_at: datetime | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    reason: str | None = Field(default=None, max_length=300)


def known(table: type[Any], at: datetime | None) -> ColumnElement[bool]:
    """Return what holds for the rows that stand now, or that stood at an instant."""
    if at is None:
        return col(table.superseded_at).is_(None)
    later = col(table.superseded_at) > at
    return (col(table.recorded_at) <= at) & or_(col(table.superseded_at).is_(None), later)


def one_standing(name: str, *columns: str, where: str = "") -> Index:
    """Return the index that lets one row stand for these columns, whoever else is writing."""
    stands = text(f"{STANDS.text} AND {where}") if where else STANDS
    return Index(name, *columns, unique=True, sqlite_where=stands, postgresql_where=stands)
