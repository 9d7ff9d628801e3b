"""The cells of a backup: each type of column as JSON and back, the same for both databases.

JSON travels as its own text, so that a stored null differs from nothing; what the program keeps in
a shape of its own (enums, decimals) travels in the shape that the database has.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    String,
    Text,
    bindparam,
    cast,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine


def taken(column: Column[Any]) -> ColumnElement[Any]:
    """Return what to select of a column."""
    if isinstance(column.type, JSON):
        return cast(column, Text)
    return type_coerce(column, _stored(column.type))


def packed(cell: Any) -> Any:
    """Return a cell as JSON can hold it: an instant in UTC, a day in ISO 8601."""
    if isinstance(cell, datetime):
        aware = cell.replace(tzinfo=UTC) if cell.tzinfo is None else cell.astimezone(UTC)
        return aware.isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def put(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """Return what to insert into a column: a parameter named like `slot` says."""
    if not isinstance(column.type, JSON):
        return _parameter(column, _stored(column.type))
    words = _parameter(column, Text())
    # a cast would make SQLite, which has no such type, look for a number in the text
    return cast(words, JSON) if dialect == "postgresql" else type_coerce(words, Text)


def slot(column: Column[Any]) -> str:
    """Return the parameter's name; SQLAlchemy keeps the column's own for itself."""
    return f"new_{column.name}"


def unpacked(column: Column[Any]) -> Callable[[Any], Any]:
    """Return what turns a cell of the backup, where it is something, into a value to put."""
    kind = _stored(column.type)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(kind, Date) else _as_it_is


def _as_it_is(cell: Any) -> Any:
    return cell


def _parameter(column: Column[Any], kind: TypeEngine[Any]) -> BindParameter[Any]:
    return bindparam(slot(column), type_=kind)


def _stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, TypeDecorator):
        return kind.impl_instance
    return String() if isinstance(kind, Enum) else kind
