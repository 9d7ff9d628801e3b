"""Opening the database: begin() to write, reading() to look, and the only commit."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from threading import Event, Lock
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session, col, create_engine, select

from models.errors import BusyError, ConflictError
from models.ports import Now
from models.scope import WorkspaceSession
from models.workspace import Workspace

PATIENCE = 2.5
"""Seconds that a click waits for another writer: Slack itself waits three."""
CONNECTIONS = {"pool_size": 5, "max_overflow": 15, "pool_timeout": 2}
"""Twenty at most; who finds none free waits two seconds, and is then told that we are busy."""
POSTGRESQL = {
    "connect_timeout": 5,
    "options": f"-c lock_timeout={PATIENCE * 1000:.0f} -c statement_timeout=60000"
    " -c idle_in_transaction_session_timeout=120000 -c timezone=UTC",
}
PRAGMAS = (
    f"busy_timeout={PATIENCE * 1000:.0f}",
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",  # what was told to be saved survives a power cut
    "secure_delete=ON",  # what was removed is not left lying in the file
)
FIRST = select(Workspace.id).order_by(col(Workspace.id))
BUSY = ("database is locked", "lock timeout")


class Database:
    """One engine, one workspace; SQLite has one writer, so this process's writers queue."""

    def __init__(self, url: URL) -> None:
        sqlite = url.get_backend_name() == "sqlite"
        self.engine: Engine = create_engine(
            url,
            hide_parameters=True,  # values are people's words: they must not reach a log
            pool_pre_ping=not sqlite,
            connect_args={} if sqlite else POSTGRESQL,
            **CONNECTIONS,
        )
        self._read_only = self.engine.execution_options(postgresql_readonly=True)
        self._turn: AbstractContextManager[Any] = nullcontext()
        if sqlite:
            self._turn = turn = _Turn()
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", partial(_begin_sqlite, turn))

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Write: committed when the block ends well, else rolled back; never one in another.

        Raises BusyError when another writer is not done within PATIENCE.
        """
        with self._turn, _busy(), self._session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one snapshot without waiting for a writer; the database refuses a write.

        Raises BusyError when no connection becomes free.
        """
        snapshot = self._read_only
        if self.engine.dialect.name == "postgresql":
            snapshot = snapshot.execution_options(isolation_level="REPEATABLE READ")
        with _busy(), self._session(snapshot) as session:
            yield session
            if session.is_active:  # at a rollback, psycopg forgets all that it has prepared
                session.expunge_all()  # what was changed in memory only stays there
                session.commit()

    def settle_in(self, now: Now) -> int:
        """Return the id of the only workspace, made where there is none yet."""
        with Session(self._read_only) as session:
            found = session.exec(FIRST).first()
        self.workspace_id = found or self._make_workspace(now)
        return self.workspace_id

    def _make_workspace(self, now: Now) -> int:
        """Make the workspace, unless another process was faster: one at a time."""
        with self._turn, _busy(), Session(self.engine) as session, session.begin():
            if self.engine.dialect.name == "postgresql":
                session.connection().exec_driver_sql("LOCK TABLE workspace IN EXCLUSIVE MODE")
            if found := session.exec(FIRST).first():
                return found
            made = Workspace(created_at=now())
            session.add(made)
            session.flush()
            return made.id or 0

    def _session(self, engine: Engine) -> Session:
        return WorkspaceSession(
            engine, expire_on_commit=False, info={"workspace": self.workspace_id}
        )


class _Turn:
    """The process's write lock: who came first is first, as with no lock of SQLite or Python."""

    def __init__(self) -> None:
        self._door = Lock()
        self._line: list[Event] = []
        """Who has the turn, and behind it those who wait: each is told when it comes."""
        self.left = PATIENCE
        """Seconds that whoever has the lock may still wait for another process."""

    def __enter__(self) -> None:
        came, mine = monotonic(), Event()
        with self._door:
            self._line.append(mine)
            self._line[0].set()
        if not mine.wait(PATIENCE):
            self._leave(mine)
            raise BusyError(PATIENCE)
        self.left = max(PATIENCE - (monotonic() - came), 0)

    def __exit__(self, *_: object) -> None:
        self._leave(self._line[0])

    def _leave(self, one: Event) -> None:
        """Take one out of the line; the turn is that of whoever then stands first."""
        with self._door:
            self._line.remove(one)
            if self._line:
                self._line[0].set()


@contextmanager
def _busy() -> Iterator[None]:
    """Turn what other writers do to us into a refusal, without the values that were in the row."""
    try:
        yield
    except IntegrityError:
        raise ConflictError from None
    except PoolTimeoutError:
        raise BusyError(CONNECTIONS["pool_timeout"]) from None
    except OperationalError as error:
        said = str(error.orig)
        if any(sign in said for sign in BUSY):
            raise BusyError(PATIENCE) from None
        if "deadlock detected" in said:
            raise ConflictError from None
        raise


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver must not begin: _begin_sqlite does
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(turn: "_Turn", connection: Connection) -> None:
    read_only = connection.get_execution_options().get("postgresql_readonly", False)
    connection.exec_driver_sql(f"PRAGMA query_only={read_only:d}")
    if not read_only:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={turn.left * 1000:.0f}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
