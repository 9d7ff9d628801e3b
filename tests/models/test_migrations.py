"""Migrating: the tables come out as the models have them, and no row is lost on the way."""

import shutil
import subprocess
import sys
from datetime import timedelta
from itertools import product

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, MetaData, func, inspect, make_url, select
from sqlalchemy.exc import IntegrityError

from bot.copying import keep_copy
from bot.database import Database
from bot.migration import HOME, LostRowsError, Migrated, alembic_config, migrate, schema_of
from models.backup.restore import restore
from models.errors import NotOursError, SchemaError
from models.migrations import HEAD
from models.ports import silent
from models.tables import METADATA
from tests.conftest import NOON
from tests.firm import Firm
from tests.models.ddl import ddl_of

OLD = HOME / "versions"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{head}", None, None


def upgrade():
{steps}
"""
CHANGE_A_PARENT = """
    with op.batch_alter_table("client") as client:
        client.alter_column("sector", type_=sa.String(500))
        client.add_column(sa.Column("motto", sa.String(100)))
"""
LOSE_A_PARENT = """
    op.execute("DELETE FROM client")
"""
FAIL_HALFWAY = """
    op.execute("UPDATE client SET sector = 'changed'")
    op.drop_column("client", "tier")
    raise RuntimeError("a fault in a migration")
"""


@pytest.fixture
def engine(new_url):
    engine = Database(new_url()).engine
    yield engine
    engine.dispose()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def later(tmp_path):
    """Give Alembic one more migration, and return where all of them lie."""

    def write(steps):
        folder = tmp_path / "later"
        folder.mkdir(exist_ok=True)
        (folder / "next.py").write_text(NEXT.format(head=HEAD, steps=steps))
        return (OLD, folder)

    return write


@pytest.fixture
def filled(engine, home):
    """Fill a database at this version: one client with two projects."""
    migrate(engine, home, lambda: NOON)
    database = Database(engine.url)
    database.settle_in(lambda: NOON)
    firm = Firm(database, NOON)
    client = firm.client("Acme", sector="mining")
    for name in ("apollo", "gemini"):
        firm.project(name, client)
    yield engine
    database.engine.dispose()


def rows(engine, name):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar()


def without_rules(metadata):
    """Copy the tables, without checks and without the conditions of indexes."""
    bare = MetaData()
    for table in metadata.sorted_tables:
        copy = table.to_metadata(bare)
        copy.constraints = {c for c in copy.constraints if not isinstance(c, CheckConstraint)}
        for index, dialect in product(copy.indexes, ("sqlite", "postgresql")):
            index.dialect_options[dialect]["where"] = None
    return bare


def test_migrating_makes_the_tables_of_the_models(engine, home, new_url):
    made = Database(new_url()).engine
    METADATA.create_all(made)

    migrate(engine, home, lambda: NOON)

    assert ddl_of(engine) == ddl_of(made)
    made.dispose()


@pytest.fixture
def first_version(tmp_path):
    """Return a folder with the first migration alone: the program of that day."""
    folder = tmp_path / "first"
    folder.mkdir()
    for path in OLD.glob("0001_*.py"):
        shutil.copy(path, folder)
    return folder


def test_a_filled_database_of_the_first_version_comes_along(engine, home, first_version):
    migrate(engine, home, lambda: NOON, [first_version])
    rows_of_then = (
        "INSERT INTO workspace (id, created_at) VALUES (1, '2030-05-06 12:00:00')",
        (
            "INSERT INTO person (workspace_id, id, name, email, active)"
            " VALUES (1, 1, 'Ana Lind', 'ana@example.org', true)"
        ),
        (
            "INSERT INTO absence (workspace_id, id, person_id, start_on, end_on, recorded_at)"
            " VALUES (1, 1, 1, '2030-05-06', '2030-05-08', '2030-05-06 12:00:00')"
        ),
    )
    with engine.begin() as connection:
        for row in rows_of_then:
            connection.exec_driver_sql(row)

    done = migrate(engine, home, lambda: NOON)

    assert (done.before, done.after) == ("0001", HEAD)
    assert done.copy
    assert done.copy.exists()
    assert (rows(engine, "person"), rows(engine, "absence")) == (1, 1)
    with engine.connect() as connection:
        person = METADATA.tables["person"]
        kept = connection.execute(select(person.c.name, person.c.weekly_on)).one()
    assert tuple(kept) == ("Ana Lind", None)


@pytest.mark.parametrize(
    "loss",
    [
        "DROP INDEX one_project_manager",
        "DROP INDEX projects_by_name",
        "ALTER TABLE absence RENAME COLUMN end_on TO until_on",
        "DROP TABLE lesson_search",
    ],
)
def test_a_difference_is_seen(engine, home, loss):
    migrate(engine, home, lambda: NOON)
    before = ddl_of(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(loss)

    assert ddl_of(engine) != before


def test_a_missing_check_or_condition_is_seen(new_url):
    whole, part = (Database(new_url()).engine for _ in range(2))
    METADATA.create_all(whole)
    without_rules(METADATA).create_all(part)

    seen, lacking = ddl_of(whole), ddl_of(part)

    kind = {"sqlite": "table", "postgresql": "constraint"}[whole.dialect.name]
    names = {"table": "absence", "constraint": "absence.absence_has_days"}
    assert lacking.get((kind, names[kind])) != seen[kind, names[kind]]
    assert lacking["index", "one_project_manager"] != seen["index", "one_project_manager"]
    whole.dispose()
    part.dispose()


def test_head_is_the_last_migration():
    script = ScriptDirectory.from_config(alembic_config([OLD]))

    assert script.get_heads() == [HEAD]


def test_an_empty_database_needs_no_copy_and_a_second_time_nothing_happens(engine, home):
    assert schema_of(engine) is None
    assert migrate(engine, home, lambda: NOON) == Migrated(None, HEAD)
    assert schema_of(engine) == HEAD
    assert migrate(engine, home, lambda: NOON) == Migrated(HEAD, HEAD)
    assert not home.exists()


def test_a_parent_made_anew_loses_no_child(filled, home, later):
    done = migrate(filled, home, lambda: NOON, later(CHANGE_A_PARENT))

    assert (done.before, done.after) == (HEAD, "next")
    assert (rows(filled, "client"), rows(filled, "project")) == (1, 2)
    assert "motto" in {column["name"] for column in inspect(filled).get_columns("client")}
    with filled.connect() as connection:
        keys = inspect(connection).get_foreign_keys("project")
    assert "client" in {key["referred_table"] for key in keys}


def test_the_copy_has_the_data_as_it_was(filled, home, later, new_url):
    copy = migrate(filled, home, lambda: NOON, later(CHANGE_A_PARENT)).copy

    assert copy
    assert copy.parent == home / "copies"
    assert copy.stat().st_mode & 0o777 == 0o600
    if filled.dialect.name == "sqlite":
        again = Database(make_url(f"sqlite:///{copy}")).engine
    else:
        database = Database(new_url())
        again = database.engine
        migrate(again, home, lambda: NOON)
        database.settle_in(lambda: NOON)
        with database.begin() as session:
            restore(session.connection(), copy, silent)
    assert (rows(again, "client"), rows(again, "project"), schema_of(again)) == (1, 2, HEAD)
    again.dispose()


def test_the_newest_seven_copies_are_kept(filled, home):
    made = [
        keep_copy(filled, home / "copies", HEAD, NOON + timedelta(hours=hour)) for hour in range(9)
    ]

    assert sorted((home / "copies").iterdir()) == made[2:]


def test_a_migration_that_fails_changes_nothing(filled, home, later):
    before = ddl_of(filled)

    with pytest.raises(RuntimeError):
        migrate(filled, home, lambda: NOON, later(FAIL_HALFWAY))

    assert (schema_of(filled), ddl_of(filled)) == (HEAD, before)
    with filled.connect() as connection:
        assert connection.execute(select(METADATA.tables["client"].c.sector)).scalar() == "mining"


def test_a_migration_that_loses_a_parent_changes_nothing(filled, home, later):
    with pytest.raises((LostRowsError, IntegrityError)):
        migrate(filled, home, lambda: NOON, later(LOSE_A_PARENT))

    assert (schema_of(filled), rows(filled, "client")) == (HEAD, 1)


def test_foreign_keys_are_on_again_afterwards(filled, home, later):
    migrate(filled, home, lambda: NOON, later(CHANGE_A_PARENT))

    with pytest.raises(IntegrityError), filled.begin() as connection:
        connection.execute(METADATA.tables["client"].delete())


def test_a_newer_database_is_left_alone(filled, home, later):
    migrate(filled, home, lambda: NOON, later(CHANGE_A_PARENT))

    with pytest.raises(SchemaError):
        migrate(filled, home, lambda: NOON)


def test_tables_of_something_else_are_left_alone(engine, home):
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (id INTEGER)")

    with pytest.raises(NotOursError):
        migrate(engine, home, lambda: NOON)

    assert inspect(engine).get_table_names() == ["invoices"]


MIGRATE = """
import sys
from pathlib import Path
from sqlalchemy import make_url
from bot.clock import now
from bot.database import Database
from bot.migration import migrate
url, home, *versions = sys.argv[1:]
print(migrate(Database(make_url(url)).engine, Path(home), now, [Path(v) for v in versions]).before)
"""


def migrated_by_many(engine, home, versions):
    url = engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-W", "error", "-c", MIGRATE, url, home, *versions]
    many = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = sorted(process.communicate(timeout=60)[0].strip() for process in many)
    assert [process.returncode for process in many] == [0, 0, 0]
    return told


def test_processes_that_make_the_tables_at_once_all_end_well(engine, home):
    assert migrated_by_many(engine, home, [OLD]) == [HEAD, HEAD, "None"]


def test_processes_that_migrate_at_once_all_end_well(filled, home, later):
    versions = later(CHANGE_A_PARENT)

    assert migrated_by_many(filled, home, versions) == [HEAD, "next", "next"]
    assert (rows(filled, "client"), rows(filled, "project")) == (1, 2)
    assert len(list((home / "copies").iterdir())) == 1


def test_starting_does_not_load_alembic():
    asked = "import sys, bot.migration, bot.cli.app; sys.exit('alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
