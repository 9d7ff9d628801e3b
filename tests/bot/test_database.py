"""Writers take turns, readers wait for nobody, and nothing half-done stays."""

from threading import Event, Semaphore, Thread

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from bot.database import Database
from models.client import Client
from models.errors import BusyError
from models.tables import METADATA
from models.workspace import Workspace
from tests.conftest import NOON

NARROW = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0}


class InTheMiddleError(Exception):
    """Something goes wrong in the middle."""


def names(database):
    with database.reading() as session:
        return session.exec(select(Client.name).order_by(Client.name)).all()


def test_a_block_that_fails_leaves_nothing(database):
    def fail():
        with database.begin() as session:
            session.add(Client(name="Acme", recorded_at=NOON))
            session.flush()
            raise InTheMiddleError

    with pytest.raises(InTheMiddleError):
        fail()

    assert names(database) == []


def test_a_reader_waits_for_no_writer_and_sees_what_was_committed(database):
    with database.begin() as session:
        session.add(Client(name="Acme", recorded_at=NOON))
        session.flush()
        assert names(database) == []

    assert names(database) == ["Acme"]


def test_one_snapshot_lasts_as_long_as_the_reading(database):
    with database.reading() as session:
        assert session.exec(select(Client)).all() == []
        with database.begin() as writing:
            writing.add(Client(name="Acme", recorded_at=NOON))
        assert session.exec(select(Client)).all() == []


def test_what_is_changed_while_reading_is_not_written(database):
    with database.begin() as session:
        session.add(Client(name="Acme", recorded_at=NOON))

    with database.reading() as session:
        session.exec(select(Client)).one().name = "Ajax"

    assert names(database) == ["Acme"]


def test_what_postgresql_has_prepared_outlives_a_reading(new_postgres):
    database = Database(new_postgres())
    METADATA.create_all(database.engine)
    database.settle_in(lambda: NOON)

    for _ in range(8):
        names(database)

    with database.engine.connect() as connection:
        prepared = "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%client%%'"
        assert len(connection.exec_driver_sql(prepared).all()) == 1
    database.engine.dispose()


def test_a_writer_that_waits_too_long_says_so_and_saves_nothing(database):
    began, done = Event(), Event()
    with database.begin() as session:
        session.add(Client(name="Acme", recorded_at=NOON))

    def hold():
        with database.begin() as session:
            session.exec(select(Client).with_for_update()).one()
            began.set()
            done.wait(10)

    def rename():
        with database.begin() as session:
            session.exec(update(Client).values(name="Ajax"))

    holder = Thread(target=hold)
    holder.start()
    began.wait(10)
    with pytest.raises(BusyError):
        rename()
    done.set()
    holder.join()

    assert names(database) == ["Acme"]
    rename()  # who gave up stands in nobody's way


def test_writers_take_turns_in_the_order_in_which_they_came(kept_sqlite, monkeypatch):
    database, came, turns = kept_sqlite(), Semaphore(0), []
    database.settle_in(lambda: NOON)

    class Waiting(Event):
        def wait(self, timeout=None):
            came.release()
            return super().wait(timeout)

    def write(n):
        with database.begin():
            turns.append(n)

    monkeypatch.setattr("bot.database.Event", Waiting)
    writers = [Thread(target=write, args=(n,)) for n in range(6)]
    with database.begin():
        came.acquire()
        for writer in writers:
            writer.start()
            came.acquire()
    for writer in writers:
        writer.join()

    assert turns == [0, 1, 2, 3, 4, 5]
    database.engine.dispose()


def test_when_every_connection_is_taken_a_reader_is_told_that_we_are_busy(database, monkeypatch):
    monkeypatch.setattr("bot.database.CONNECTIONS", NARROW)
    narrow = Database(database.engine.url)
    narrow.workspace_id = database.workspace_id
    with narrow.reading() as session:
        session.exec(select(Client)).all()
        with pytest.raises(BusyError), narrow.reading() as another:
            another.exec(select(Client)).all()

    assert names(narrow) == []
    narrow.engine.dispose()


def test_many_writers_lose_no_change(database):
    with database.begin() as session:
        session.add(Client(name="Acme", sector="0", recorded_at=NOON))

    def count_up():
        for _ in range(20):
            with database.begin() as session:
                client = session.exec(select(Client).with_for_update()).one()
                client.sector = str(int(client.sector or 0) + 1)

    writers = [Thread(target=count_up) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with database.reading() as session:
        assert session.exec(select(Client.sector)).one() == "80"


def test_a_program_starts_while_another_writes(database):
    again = Database(database.engine.url)

    with database.begin():
        assert again.settle_in(lambda: NOON) == database.workspace_id
    again.engine.dispose()


def test_four_that_start_at_once_on_an_empty_database_share_one_workspace(new_url):
    url, found = new_url(), []
    databases = [Database(url) for _ in range(4)]
    METADATA.create_all(databases[0].engine)

    starters = [
        Thread(target=lambda d=d: found.append(d.settle_in(lambda: NOON))) for d in databases
    ]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    for database in databases:
        database.engine.dispose()

    assert found == [found[0]] * 4


def test_the_only_workspace_is_made_once(database):
    again = Database(database.engine.url)

    assert again.settle_in(lambda: NOON) == database.workspace_id
    with Session(database.engine) as session:
        assert len(session.exec(select(Workspace)).all()) == 1
    again.engine.dispose()
