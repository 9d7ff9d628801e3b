"""Whatever a firm holds, an export brings it back: from database to database, to the byte."""

import csv
import filecmp
import shutil
from contextlib import contextmanager
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import make_url

from bot.database import Database
from models.exchange.guard import unguarded
from models.tables import METADATA
from tests.conftest import NOON
from tests.models.exchange.conftest import give_back, take_in, tallies
from tests.models.exchange.firms import LATER, firms, write_firm

NUMBERS = count(1)
TABLES = ", ".join(f'"{name}"' for name in [*METADATA.tables, "lesson_search"])
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module")
def on_sqlite(sqlite_template, tmp_path_factory):
    """Return a folder, and what makes two empty databases: a new file each."""
    folder = tmp_path_factory.mktemp("round trips")

    @contextmanager
    def two():
        paths = [shutil.copy(sqlite_template, folder / f"{next(NUMBERS)}.db") for _ in range(2)]
        both = [Database(make_url(f"sqlite:///{path}")) for path in paths]
        yield both
        for database in both:
            database.engine.dispose()

    return folder, two


@pytest.fixture(scope="module")
def on_postgresql(new_postgres, tmp_path_factory):
    """Return a folder, and what makes two empty databases: always the same, emptied."""
    both = [Database(new_postgres()), Database(new_postgres())]
    for database in both:
        METADATA.create_all(database.engine)

    @contextmanager
    def two():
        for database in both:
            with database.engine.begin() as connection:
                connection.exec_driver_sql(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE")
        yield both

    yield tmp_path_factory.mktemp("round trips"), two
    for database in both:
        database.engine.dispose()


def goes_round(firm, folder, both):
    """Import, export, import again and elsewhere; return what again changed and both exports."""
    here, there = both
    for database in both:
        database.settle_in(lambda: NOON)
    take_in(here, write_firm(folder, firm))
    first = give_back(here, folder / "first")
    again = take_in(here, first, LATER)
    take_in(there, give_back(here, folder / "first.xlsx"))
    return again, first, give_back(there, folder / "second")


def comes_back(firm, folder, two):
    folder /= str(next(NUMBERS))
    with two() as both:
        again, first, second = goes_round(firm, folder, both)

    names = [f"{name}.csv" for name in firm]
    assert filecmp.cmpfiles(first, second, names, shallow=False) == (names, [], [])
    assert {tally[:2] for tally in tallies(again).values()} == {(0, 0)}
    assert sum(tally.kept for tally in again.sheets.values()) == 0
    assert notes(first / "status.csv") == notes(folder / "status.csv")


def notes(path):
    """Return what was written of each day; only blanks are nothing."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = {(row["project"], row["as_of"]): unguarded(row["note"]) for row in rows}
    return {day: note if note.strip() else "" for day, note in said.items()}


@FEW
@given(firms())
def test_any_firm_comes_back_on_sqlite(on_sqlite, firm):
    comes_back(firm, *on_sqlite)


@FEW
@given(firms())
def test_any_firm_comes_back_on_postgresql(on_postgresql, firm):
    comes_back(firm, *on_postgresql)
