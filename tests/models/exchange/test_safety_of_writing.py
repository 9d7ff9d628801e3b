"""An import is written whole or not at all, waits for nobody long, and stops no reader."""

from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot.database import PATIENCE, Database
from models.client import Client
from models.errors import BusyError, ConflictError
from models.exchange.files import read_path
from models.exchange.importing import Order, import_sheets
from models.person import Person
from tests.conftest import NOON
from tests.models.exchange.conftest import FIRM


def everything(database):
    with database.reading() as session:
        return len(session.exec(select(Person)).all()), len(session.exec(select(Client)).all())


@contextmanager
def another_process(database):
    """Open the same database once more, as another process would."""
    other = Database(database.engine.url)
    other.workspace_id = database.workspace_id
    yield other
    other.engine.dispose()


@pytest.fixture
def order(sheets):
    return Order(read_path(sheets(**FIRM)), NOON)


def test_a_write_that_fails_in_the_middle_leaves_nothing(database, order):
    """Clients are written after people; here the second sheet finds its name taken."""

    @contextmanager
    def disturbed():
        with database.begin() as session:
            session.connection().exec_driver_sql("ALTER TABLE client RENAME TO taken_away")
            yield session

    with pytest.raises(DBAPIError):
        import_sheets(database.reading, disturbed, order)

    assert everything(database) == (0, 0)


def test_who_wrote_between_the_check_and_the_write_is_found(database, order):
    @contextmanager
    def overtaken():
        with database.begin() as session:
            session.add(Client(name="Acme", sector="Rail", recorded_at=NOON))
        with database.begin() as session:
            yield session

    done = import_sheets(database.reading, overtaken, order)

    assert done.sheets["clients"].unchanged == 1
    assert everything(database) == (3, 1)


def test_a_lost_connection_leaves_nothing(database, order):
    @contextmanager
    def cut_off():
        with database.begin() as session:
            yield session
            session.connection().connection.dbapi_connection.close()

    with pytest.raises(DBAPIError):
        import_sheets(database.reading, cut_off, order)

    assert everything(database) == (0, 0)


def test_an_import_that_is_stopped_leaves_nothing(database, order):
    def stopped(name, _done, _total):
        if name == "projects":
            raise KeyboardInterrupt

    for begin in (database.begin, database.reading):
        with pytest.raises(KeyboardInterrupt):
            import_sheets(database.reading, begin, Order(order.found, NOON, progress=stopped))

    assert everything(database) == (0, 0)


def test_an_import_does_not_wait_long_for_another_writer(database, order):
    with another_process(database) as other, other.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM workspace WHERE id = -1")
        if database.engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("LOCK TABLE client IN EXCLUSIVE MODE")

        with pytest.raises(BusyError) as busy:
            import_sheets(database.reading, database.begin, order)

    assert busy.value.seconds == PATIENCE == 2.5
    assert everything(database) == (0, 0)


def test_reading_goes_on_while_an_import_writes(database, order):
    seen = []

    @contextmanager
    def watched():
        with database.begin() as session:
            yield session
            session.flush()
            seen.append(everything(database))

    import_sheets(database.reading, watched, order)

    assert seen == [(0, 0)]
    assert everything(database) == (3, 1)


def test_two_imports_at_once_bring_one_firm(database, order):
    ready = Event()

    def run():
        ready.wait()
        with suppress(ConflictError):
            import_sheets(database.reading, database.begin, order)

    both = [Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    ready.set()
    for one in both:
        one.join()

    assert everything(database) == (3, 1)
