"""Copies of the data before a migration changes it: the newest seven are kept."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, MetaData

from models.backup.backup import Snapshot, replacing, write_backup
from models.ports import silent

KEPT = 7


def keep_copy(engine: Engine, folder: Path, schema: str, now: datetime) -> Path:
    """Copy all data to a file named by time and version, and drop the oldest copies.

    SQLite's copy is a database, PostgreSQL's a backup for the version that it is of.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"trefoil-{now:%Y%m%dT%H%M%S%f}-{schema}"
    if engine.dialect.name == "sqlite":
        copy = folder / f"{name}.db"
        _copy_file(engine.url.database or "", copy)
    else:
        copy = folder / f"{name}.backup"
        _dump(engine, schema, copy, now)
    for old in sorted(folder.glob("trefoil-*"))[:-KEPT]:
        old.unlink()
    return copy


def _copy_file(path: str, copy: Path) -> None:
    with (
        replacing(copy) as part,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)


def _dump(engine: Engine, schema: str, copy: Path, now: datetime) -> None:
    snapshot = engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
    found = MetaData()  # the tables as they are: the program's own are newer
    with snapshot.connect() as connection:
        found.reflect(connection)
        write_backup(Snapshot(connection, found, schema), copy, now, silent)
