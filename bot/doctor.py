"""The doctor: looks at one thing after another, and says what was seen and how to mend it.

With models/search.py, the only SQL written by hand: what it asks has no other language.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.database import Database
from bot.migration import schema_of
from models.backup.backup import count, stored_tables
from models.errors import NotOursError
from models.lesson_index import missing_from_search
from models.migrations import HEAD
from models.ports import Now
from models.scope import WorkspaceSession
from models.tables import METADATA

ROOM = 2**30
"""Bytes that should be free: less is used up by a day of trouble."""
SKEW = timedelta(seconds=2)
INVALID = text(
    "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT conname::text FROM pg_constraint"
    " WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY 1"
)
UNREACHABLE = "See that the database runs, that DATABASE_URL names it, and that you may use it."
REBUILD = "Run `trefoil doctor --mend`: it makes the search anew from the lessons."
RESTORE = "Stop Trefoil, keep this file, and restore the last backup into a new database."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do when it is not well."""

    name: str
    ok: bool
    found: str
    mend: str = ""


Finding = tuple[bool, str, str]
"""Whether it is well, what was found, and how to mend what is not."""


@dataclass(frozen=True, slots=True)
class Patient:
    """What the doctor looks at."""

    database: Database
    home: Path
    now: Now

    @property
    def is_file(self) -> bool:
        return self.database.engine.dialect.name == "sqlite"

    @property
    def folder(self) -> Path:
        """Where the data grows on this machine: beside SQLite's file, or at home."""
        file = self.database.engine.url.database or ""
        return Path(file).parent if self.is_file else self.home

    @property
    def size(self) -> int:
        """How many bytes a copy of SQLite's file takes."""
        file = Path(self.database.engine.url.database or "")
        return file.stat().st_size if self.is_file and file.exists() else 0

    @property
    def engine(self) -> Engine:
        """What reads, and is refused to write, without waiting for a writer."""
        return self.database.engine.execution_options(postgresql_readonly=True)


Look = Callable[[Patient], Finding]


def examine(patient: Patient) -> Iterator[Check]:
    """Make every check in turn; those of the tables only where the tables are ours."""
    yield from (_guarded(name, look, patient) for name, look in OF_THE_MACHINE.items())
    reachable = _guarded("database", _reachable, patient)
    yield reachable
    if not reachable.ok:
        return
    yield from (_guarded(name, look, patient) for name, look in OF_THE_DATABASE.items())
    tables = _guarded("tables", _schema, patient)
    yield tables
    if tables.ok:
        yield from (_guarded(name, look, patient) for name, look in OF_THE_TABLES.items())


def _guarded(name: str, look: Look, patient: Patient) -> Check:
    """Look, and take an error for a finding: its class and no values."""
    try:
        ok, found, mend = look(patient)
        return Check(name, ok, found, "" if ok else mend)
    except DBAPIError as error:
        return Check(name, ok=False, found=f"failed: {type(error.orig).__name__}", mend=UNREACHABLE)
    except (SQLAlchemyError, OSError, ZoneInfoNotFoundError) as error:
        return Check(name, ok=False, found=f"failed: {type(error).__name__}", mend=UNREACHABLE)


def _disk(patient: Patient) -> Finding:
    folder = next(f for f in (patient.folder, *patient.folder.parents) if f.exists())
    free, wanted = shutil.disk_usage(folder).free, max(ROOM, 2 * patient.size)
    mend = f"Make room on the disk of {folder}: {wanted / ROOM:.1f} GB should be free."
    return free >= wanted, f"{free / ROOM:.1f} GB free at {folder}", mend


def _zones(_patient: Patient) -> Finding:
    return ZoneInfo("Europe/Berlin").key != "", "known", ""


def _reachable(patient: Patient) -> Finding:
    kind = "SQLite" if patient.is_file else "PostgreSQL"
    asked = "SELECT sqlite_version()" if patient.is_file else "SHOW server_version"
    with patient.engine.connect() as connection:
        return True, f"{kind} {connection.execute(text(asked)).scalar_one()}", ""


def _clock(patient: Patient) -> Finding:
    """SQLite has our clock; that of PostgreSQL must agree with it."""
    if patient.is_file:
        return True, "the database has the clock of this machine", ""
    with patient.engine.connect() as connection:
        before = patient.now()
        there = connection.execute(select(func.clock_timestamp())).scalar_one()
        after = patient.now()
    skew = max(before - there, there - after, timedelta(0))
    found = f"{skew.total_seconds():.1f} s from the clock of the database"
    return skew <= SKEW, found, "Let both machines set their clocks by NTP."


def _integrity(patient: Patient) -> Finding:
    look = _sqlite_faults if patient.is_file else _postgresql_faults
    with patient.engine.connect() as connection:
        faults = look(connection)
    mend = RESTORE if patient.is_file else "REINDEX the indexes, VALIDATE the constraints."
    return not faults, "; ".join(faults) or "sound", mend


def _sqlite_faults(connection: Connection) -> list[str]:
    """Return what is broken in the file, rows that point nowhere, and another journal."""
    checked = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    lost = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
    journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    faults = [] if checked == "ok" else ["the file is damaged"]
    faults += [f"rows of {table} point nowhere" for table in sorted(lost)]
    return faults + ([] if journal == "wal" else [f"the journal is {journal}, not WAL"])


def _postgresql_faults(connection: Connection) -> list[str]:
    return [f"{name} is not valid" for name in connection.execute(INVALID).scalars()]


def _schema(patient: Patient) -> Finding:
    try:
        found = schema_of(patient.database.engine)
    except NotOursError:
        return False, "the tables of something else", "Give Trefoil a database of its own."
    newer = found is not None and found > HEAD
    mend = "Install the newer Trefoil." if newer else "Run `trefoil migrate`."
    return found == HEAD, f"version {found or 'none'}, wanted {HEAD}", mend


def _content(patient: Patient) -> Finding:
    tables = stored_tables(METADATA)
    with patient.engine.connect() as connection:
        rows = sum(count(connection, table) for table in tables)
    return True, f"{rows} rows in {len(tables)} tables", ""


def _search(patient: Patient) -> Finding:
    with patient.engine.connect() as connection:
        first = select(func.min(METADATA.tables["workspace"].c.id))
        workspace_id = connection.execute(first).scalar()
        with WorkspaceSession(connection, info={"workspace": workspace_id or 0}) as session:
            missing, gone = missing_from_search(session)
    found = f"{missing} lessons are missing, {gone} are there that are gone"
    return not (missing or gone), found if missing or gone else "complete", REBUILD


OF_THE_MACHINE = {"disk": _disk, "time zones": _zones}
OF_THE_DATABASE = {"clock": _clock, "integrity": _integrity}
OF_THE_TABLES = {"content": _content, "search": _search}
