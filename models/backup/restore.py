"""Filling an empty database of either kind from a backup: all of it or nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Insert, delete, func, insert, select
from sqlalchemy.exc import StatementError

from models.backup.backup import BATCH, DOING, FORMAT, count, stored_tables
from models.backup.cells import put, slot, unpacked
from models.errors import BackupSchemaError, BrokenBackupError, NotEmptyError
from models.lesson_index import rebuild_search
from models.migrations import HEAD
from models.ports import Progress
from models.scope import WorkspaceSession
from models.tables import METADATA

WORKSPACES = METADATA.tables["workspace"]


class Fault(StrEnum):
    """What can be wrong with a file."""

    NO_BACKUP = "it does not begin like a backup"
    NO_LINE = "this is not a line of a backup"
    CUT_LINE = "it ends within a line"
    NO_END = "its end is missing"
    CHANGED = "it was changed after it was written"
    UNKNOWN = "this table is not of this version"


def restore(connection: Connection, path: Path, progress: Progress) -> int:
    """Fill an empty database of our version; return how many rows it has now.

    Within the caller's transaction, which must be rolled back after an error. Raises NotEmptyError,
    BackupSchemaError and BrokenBackupError, and OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        rows = _fill(connection, _lines(file), progress)
    _set_sequences(connection)
    _index(connection, progress)
    return rows


def _fill(connection: Connection, lines: Iterator[tuple[int, Any]], progress: Progress) -> int:
    total = sum(_header(lines).values())
    _check_empty(connection)
    connection.execute(delete(WORKSPACES))  # a new database's own; keeps another restore out
    filling, number = _Filling(connection), 1
    for number, line in lines:
        filling.take(number, line)
        if number % BATCH == 0:
            progress(DOING, filling.done, total)
    filling.flush(number)
    return filling.done


def _lines(file: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """Yield each line and its number; the last is the seal of all before it, and is not told."""
    seal, rows = sha256(), 0
    for number, words in enumerate(file, start=1):
        line = _parsed(words, number)
        if isinstance(line, dict) and "sha256" in line:
            _check(line, {"total": rows, "sha256": seal.hexdigest()}, number)
            return
        seal.update(words)
        rows += isinstance(line, list)
        yield number, line
    raise BrokenBackupError(Fault.NO_END)


def _check(found: dict[str, Any], wanted: dict[str, Any], number: int) -> None:
    if found != wanted:
        raise BrokenBackupError(Fault.CHANGED, number)


def _parsed(words: bytes, number: int) -> Any:
    if not words.endswith(b"\n"):
        raise BrokenBackupError(Fault.CUT_LINE, number)
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        raise BrokenBackupError(Fault.NO_LINE, number) from None


def _header(lines: Iterator[tuple[int, Any]]) -> dict[str, int]:
    _, header = next(lines, (1, None))
    if not isinstance(header, dict) or header.get("trefoil_backup") != FORMAT:
        raise BrokenBackupError(Fault.NO_BACKUP, 1)
    if header.get("schema") != HEAD:
        raise BackupSchemaError(header.get("schema"), HEAD)
    rows = header.get("rows")
    if not isinstance(rows, dict) or not all(isinstance(n, int) for n in rows.values()):
        raise BrokenBackupError(Fault.NO_BACKUP, 1)
    return rows


@dataclass
class _Filling:
    """The table that is being filled, and the rows that wait to be written together."""

    connection: Connection
    columns: list[Column[Any]] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    done: int = 0

    def take(self, number: int, line: Any) -> None:
        """Take a table's line or one of its rows."""
        match line:
            case {"table": str(name), "columns": list(columns)}:
                self.flush(number)
                self.columns = _columns(name, columns, number)
            case list() if self.columns:
                self.rows.append(line)
            case _:
                raise BrokenBackupError(Fault.NO_LINE, number)
        if len(self.rows) == BATCH:
            self.flush(number)

    def flush(self, number: int) -> None:
        """Write the rows that wait; `number` is the last line that was read."""
        try:
            self._insert()
        except (StatementError, ValueError, TypeError, ArithmeticError) as error:
            fact = f"{self.columns[0].table.name} cannot hold a row: {type(error).__name__}"
            raise BrokenBackupError(fact, number) from None
        self.done += len(self.rows)
        self.rows = []

    def _insert(self) -> None:
        if not self.rows:
            return
        readers = [(slot(column), unpacked(column)) for column in self.columns]
        rows = [
            {
                name: None if cell is None else read(cell)
                for (name, read), cell in zip(readers, cells, strict=True)
            }
            for cells in self.rows
        ]
        self.connection.execute(self._statement(), rows)

    def _statement(self) -> Insert:
        dialect = self.connection.dialect.name
        values = {column.name: put(column, dialect) for column in self.columns}
        return insert(self.columns[0].table).values(values)


def _columns(name: str, columns: list[Any], number: int) -> list[Column[Any]]:
    table = {table.name: table for table in stored_tables(METADATA)}.get(name)
    if table is None or sorted(table.columns.keys()) != columns:
        raise BrokenBackupError(Fault.UNKNOWN, number)
    return [table.columns[column] for column in columns]


def _check_empty(connection: Connection) -> None:
    tables = [table for table in stored_tables(METADATA) if table is not WORKSPACES]
    rows = sum(count(connection, table) for table in tables)
    if rows or count(connection, WORKSPACES) > 1:
        raise NotEmptyError(rows)


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL give the next row an id of its own; SQLite counts by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in stored_tables(METADATA):
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        highest = func.max(table.c.id)
        is_used = highest.is_not(None)
        connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), is_used)))


def _index(connection: Connection, progress: Progress) -> None:
    for workspace_id in connection.execute(select(WORKSPACES.c.id)).scalars().all():
        with WorkspaceSession(connection, info={"workspace": workspace_id}) as session:
            rebuild_search(session, progress)
