"""A backup: one file with every row, taken from one snapshot while the product runs.

A header {"trefoil_backup": 1, "schema", "taken_at", "rows": {table: n}}; for each table, parents
first, a line {"table", "columns"} and then each row as a list; at the end {"total", "sha256"} of
all lines before, so that a file that was cut or changed is noticed. Each line is JSON. The search
and Alembic's table are left out: the one is rebuilt, the other is in the header. There are no
tokens in the database.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from sqlalchemy import Connection, MetaData, Table, func, select

from models.backup.cells import packed, taken
from models.errors import FileThereError
from models.ports import Progress

FORMAT = 1
BEGINS = b'{"trefoil_backup":'
LEFT_OUT = frozenset({"alembic_version", "lesson_search"})
BATCH = 1000
DOING = "rows"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A connection that sees one moment, the tables to read, and their version."""

    connection: Connection
    metadata: MetaData
    schema: str


class Sealed:
    """Writes lines of JSON, and at last what tells that none is missing or changed."""

    def __init__(self, file: IO[bytes], progress: Progress, total: int) -> None:
        self._file, self._seal = file, sha256()
        self._progress, self._total = progress, total
        self.rows = 0

    def write(self, line: Any) -> None:
        words = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._seal.update(words)
        self._file.write(words)

    def write_row(self, cells: list[Any]) -> None:
        self.write(cells)
        self.rows += 1
        if self.rows % BATCH == 0:
            self._progress(DOING, self.rows, self._total)

    def close(self) -> None:
        self._progress(DOING, self.rows, self._total)
        self.write({"total": self.rows, "sha256": self._seal.hexdigest()})


def write_backup(
    snapshot: Snapshot, path: Path, now: datetime, progress: Progress, *, overwrite: bool = False
) -> int:
    """Write all rows to a file that only its owner may read; return how many there were.

    Raises FileThereError when there is a file that may not be replaced, and OSError when it cannot
    be written.
    """
    if path.exists() and not (overwrite and _is_backup(path)):
        raise FileThereError(path)
    tables = stored_tables(snapshot.metadata)
    rows = {table.name: count(snapshot.connection, table) for table in tables}
    header = {"trefoil_backup": FORMAT, "schema": snapshot.schema, "taken_at": now.isoformat()}
    with replacing(path) as part, part.open("wb") as file:
        out = Sealed(file, progress, sum(rows.values()))
        out.write({**header, "rows": rows})
        for table in tables:
            _write_table(snapshot.connection, table, out)
        out.close()
    return out.rows


def _is_backup(path: Path) -> bool:
    """Say whether a file begins like a backup: nothing else is ever replaced by one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINS)) == BEGINS


def stored_tables(metadata: MetaData) -> list[Table]:
    """Return the tables that a backup has, those that others point to first."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give an empty file, only for its owner, that becomes `path` when all is well."""
    handle, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _settle(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())  # a name must not outlive a power cut before its content does


def _write_table(connection: Connection, table: Table, out: Sealed) -> None:
    columns = sorted(table.columns, key=lambda column: column.name)
    out.write({"table": table.name, "columns": [column.name for column in columns]})
    rows = select(*map(taken, columns)).order_by(*table.primary_key.columns)
    for row in connection.execute(rows, execution_options={"yield_per": BATCH}):
        out.write_row([packed(cell) for cell in row])
