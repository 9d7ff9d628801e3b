"""Migrating the database: one process at a time, after a copy, all of it or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, func, inspect, select

import models.migrations
from bot.copying import keep_copy
from models.errors import NotOursError, SchemaError
from models.migrations import HEAD
from models.ports import Now

if TYPE_CHECKING:
    from alembic.config import Config

HOME = Path(models.migrations.__file__).parent
VERSION = Table("alembic_version", MetaData(), Column("version_num", String))
LOCK = 0x7265666F696C
"""PostgreSQL's number for "somebody migrates Trefoil": any that nothing else uses."""
PATIENCE = 600_000
"""Milliseconds to wait for another process that migrates."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The version before and after, and where the data lies as it was before."""

    before: str | None
    after: str
    copy: Path | None = None


class LostRowsError(Exception):
    """A migration left rows that point nowhere: a bug of ours; nothing was changed."""


def schema_of(engine: Engine) -> str | None:
    """Return the version of the database's tables; None for an empty database.

    Raises NotOursError when there are tables of something else.
    """
    with engine.execution_options(postgresql_readonly=True).connect() as connection:
        return _version(connection)


def migrate(
    engine: Engine, home: Path, now: Now, versions: Sequence[Path] = (HOME / "versions",)
) -> Migrated:
    """Bring the tables to the newest version; a copy of what was there is kept in home/copies.

    Raises SchemaError when the tables are newer than the program, NotOursError as above.
    """
    from alembic import command  # noqa: PLC0415  # heavy, and needed on one day in a hundred

    config = alembic_config(versions)
    with alone(engine) as connection:
        before, head = _version(connection), _head(config)
        if before == head:
            return Migrated(before, head)
        _check_known(config, before)
        copy = keep_copy(engine, home / "copies", before, now()) if before else None
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return Migrated(before, head, copy)


def alembic_config(versions: Sequence[Path]) -> "Config":
    """Return Alembic's settings, which others keep in an .ini file."""
    from alembic.config import Config  # noqa: PLC0415  # see above

    config = Config()
    places = {"script_location": str(HOME), "version_locations": "\n".join(map(str, versions))}
    for name, value in {**places, "path_separator": "newline"}.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Open one transaction that no other process can migrate beside."""
    ways = {"sqlite": _alone_in_sqlite, "postgresql": _alone_in_postgresql}
    with engine.connect() as connection, ways[engine.dialect.name](connection):
        yield connection


@contextmanager
def _alone_in_sqlite(connection: Connection) -> Iterator[None]:
    connection.detach()  # it ends with us, and takes along what is set here
    for pragma in (f"busy_timeout={PATIENCE}", "foreign_keys=OFF"):  # only before a transaction
        connection.connection.cursor().execute(f"PRAGMA {pragma}")
    with connection.begin():  # the engine begins IMMEDIATE: this is the lock
        yield
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise LostRowsError(sorted({str(row[0]) for row in lost}))


@contextmanager
def _alone_in_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = {PATIENCE}")
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))  # until the transaction ends
        yield


def _version(connection: Connection) -> str | None:
    names = inspect(connection).get_table_names()
    if VERSION.name in names:
        return connection.scalar(select(VERSION.c.version_num))
    if names:
        raise NotOursError(tuple(names))
    return None


def _head(config: "Config") -> str:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # see above

    return ScriptDirectory.from_config(config).get_current_head() or ""


def _check_known(config: "Config", version: str | None) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # see above

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version not in {None, *known}:
        raise SchemaError(version, HEAD)
