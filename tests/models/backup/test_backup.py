"""Backups: what went in comes out, in both databases, or nothing does."""

import json
from contextlib import contextmanager
from datetime import UTC, date
from decimal import Decimal
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, cast, insert, make_url, select

from bot.database import Database
from models.backup.backup import Sealed, Snapshot, count, stored_tables, write_backup
from models.backup.restore import restore
from models.errors import BackupSchemaError, BrokenBackupError, FileThereError, NotEmptyError
from models.lesson import Draft, LessonWords, log_lesson
from models.lesson_index import missing_from_search
from models.lesson_search import search_lessons
from models.migrations import HEAD
from models.permission import Deed, Operator
from models.ports import silent
from models.removal import remove_lesson
from models.tables import METADATA
from models.tuning import change_settings
from tests.conftest import NOON
from tests.firm import Firm

ODD = "  \r\n\t\u2028 \u202e \U0001f980 e\u0301 'quoted' \"twice\" \\n , ; \x01 "
ME = Deed(Operator.COMMAND_LINE, NOON)
DAY = date(2030, 5, 6)


def back_up(database, path, schema=HEAD, **how):
    with database.reading() as session:
        snapshot = Snapshot(session.connection(), METADATA, schema)
        return write_backup(snapshot, path, NOON, silent, **how)


def fill(database, path):
    with database.begin() as session:
        return restore(session.connection(), path, silent)


def rows(database):
    with database.engine.connect() as connection:
        tables = stored_tables(METADATA)
        return {t.name: n for t in tables if (n := count(connection, t))}


@pytest.fixture
def new_database(request, tmp_path):
    """Return a function that makes one more empty database of a kind."""
    made: list[Database] = []

    def make(kind):
        url = request.getfixturevalue("new_postgres")() if kind == "postgresql" else None
        database = Database(url or make_url(f"sqlite:///{tmp_path}/more{len(made)}.db"))
        METADATA.create_all(database.engine)
        database.settle_in(lambda: NOON)
        made.append(database)
        return database

    yield make
    for database in made:
        database.engine.dispose()


@pytest.fixture
def both(new_database):
    return [new_database(kind) for kind in ("sqlite", "postgresql")]


@pytest.fixture
def whole_firm(firm):
    """Put something into every kind of column."""
    ana = firm.leader("Ana")
    acme = firm.client("Acme", sector=ODD, imported={"name": "ab12"})
    firm.offering("Sailing \U0001f980", description="a\r\nb\n\nc", bring_id=ana.id)
    apollo = firm.project("apollo", acme, value_to=Decimal("1" * 30 + ".50"), value_by=DAY)
    firm.runs(ana, apollo)
    firm.says(apollo, DAY, overall="red", percent_complete=Decimal("33.33"), spent=2**62)
    with firm.writing() as session:
        for title in ("Reef early", "Ask the harbour", "Forget me"):
            words = LessonWords(title=title, lesson=ODD, occurred_on=DAY)
            lesson = log_lesson(session, ME, Draft(words, session.merge(apollo)))
        remove_lesson(session, ME, lesson)
        change_settings(session, ME, {"holidays": None, "cadence": 7})
    return firm


@pytest.fixture
def backup(whole_firm, tmp_path):
    back_up(whole_firm.database, tmp_path / "firm.backup")
    return tmp_path / "firm.backup"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_what_was_restored_is_the_same_file(backup, new_database, kind):
    other = new_database(kind)

    fill(other, backup)
    back_up(other, backup.with_name("again"))

    assert backup.with_name("again").read_bytes() == backup.read_bytes()


def test_a_backup_is_a_header_tables_rows_and_a_seal(backup, whole_firm):
    header, *lines, end = map(json.loads, backup.read_bytes().splitlines())

    assert header["trefoil_backup"] == 1
    assert (header["schema"], header["taken_at"]) == (HEAD, NOON.isoformat())
    assert {name: n for name, n in header["rows"].items() if n} == rows(whole_firm.database)
    tables = [line["table"] for line in lines if isinstance(line, dict)]
    assert tables == list(header["rows"])
    assert end["total"] == sum(header["rows"].values()) == len(lines) - len(tables)


def test_only_its_owner_may_read_it(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_file_is_replaced_only_when_asked(backup, whole_firm):
    before = backup.read_bytes()
    with pytest.raises(FileThereError):
        back_up(whole_firm.database, backup)
    assert backup.read_bytes() == before

    whole_firm.person("Ben")
    back_up(whole_firm.database, backup, overwrite=True)

    assert backup.read_bytes() != before
    assert [path.name for path in backup.parent.glob("*.backup*")] == ["firm.backup"]


def test_after_a_restore_work_goes_on(backup, new_database, database):
    other = new_database(database.engine.dialect.name)
    fill(other, backup)
    other.settle_in(lambda: NOON)
    firm = Firm(other, NOON)

    firm.says(firm.project("gemini", firm.client("Beta")), DAY, overall="green")
    with firm.writing() as session:
        log_lesson(session, ME, Draft(LessonWords(title="Reef often")))

    with other.reading() as session:
        found = [lesson.title for lesson in search_lessons(session, ME, "reef")]
        assert sorted(found) == ["Reef early", "Reef often"]
        assert search_lessons(session, ME, "forget removed") == []
        assert missing_from_search(session) == (0, 0)


def test_nothing_and_a_stored_null_are_told_apart(database, new_database, tmp_path):
    setting = METADATA.tables["setting"]
    null = {"name": "holidays", "value": None, "recorded_at": NOON}
    with database.engine.begin() as connection:
        connection.execute(insert(setting), null | {"workspace_id": database.workspace_id})
    other = new_database(database.engine.dialect.name)
    back_up(database, tmp_path / "b")
    fill(other, tmp_path / "b")

    with other.engine.connect() as connection:
        words = connection.execute(select(cast(setting.c.value, Text))).scalars().all()
    assert words == ["null"]


def test_a_filled_database_is_left_alone(backup, whole_firm):
    before = rows(whole_firm.database)

    with pytest.raises(NotEmptyError) as refused:
        fill(whole_firm.database, backup)

    assert refused.value.rows == sum(before.values()) - 1
    assert rows(whole_firm.database) == before


def test_a_backup_of_another_version_is_refused(firm, new_database, tmp_path):
    back_up(firm.database, tmp_path / "old", schema="0000")

    with pytest.raises(BackupSchemaError):
        fill(new_database("sqlite"), tmp_path / "old")


def broken(database, path, words):
    path.write_bytes(words)
    with pytest.raises(BrokenBackupError):
        fill(database, path)


def test_a_file_cut_at_any_line_leaves_nothing(backup, database, new_database, tmp_path):
    other = new_database(database.engine.dialect.name)
    empty = rows(other)
    lines = backup.read_bytes().splitlines(keepends=True)

    for end in range(len(lines)):
        broken(other, tmp_path / "cut", b"".join(lines[:end]))

    assert rows(other) == empty == {"workspace": 1}


def test_a_file_cut_or_changed_anywhere_leaves_nothing(backup, new_database, tmp_path):
    other = new_database("sqlite")
    words = backup.read_bytes()

    for at in range(0, len(words), 37):
        broken(other, tmp_path / "cut", words[:at])
    for at in range(words.index(b"\n") + 1, len(words), 37):
        changed = b"7" if words[at : at + 1] != b"7" else b"8"
        broken(other, tmp_path / "changed", words[:at] + changed + words[at + 1 :])

    assert rows(other) == {"workspace": 1}


@pytest.mark.parametrize(
    "words", [b"", b"\n", b"[]\n", b"{}\n", b"\xff\xfe\n", b"PK\x03\x04", b"null\n", b'"a"\n']
)
def test_something_else_is_no_backup(new_database, tmp_path, words):
    broken(new_database("sqlite"), tmp_path / "other", words)


def test_a_row_that_a_table_cannot_hold_is_a_broken_backup(backup, new_database, tmp_path):
    """A file that was written by hand: its seal is right, its content is not."""
    header, *lines, _end = map(json.loads, backup.read_bytes().splitlines())
    at = next(n for n, line in enumerate(lines) if isinstance(line, list))
    lines[at] = lines[at][:-1]
    file = (tmp_path / "by hand").open("wb")
    with file:
        out = Sealed(file, silent, 0)
        for line in (header, *lines):
            out.write(line)
        out.close()

    for kind in ("sqlite", "postgresql"):
        other = new_database(kind)
        with pytest.raises(BrokenBackupError):
            fill(other, tmp_path / "by hand")
        assert rows(other) == {"workspace": 1}


def test_a_backup_is_one_moment_while_others_write(firm, tmp_path):
    ours = {"workspace_id": firm.database.workspace_id, "recorded_at": NOON}
    clients = [{"name": str(n), "confidential": False} | ours for n in range(1500)]
    with firm.database.engine.begin() as connection:
        connection.execute(insert(METADATA.tables["client"]), clients)
    before = rows(firm.database)

    def write_meanwhile(_what, done, _total):
        if done == 1000:  # within the clients; people come later
            writer = Thread(target=firm.person, args=("Late",))
            writer.start()
            writer.join()

    with firm.database.reading() as session:
        snapshot = Snapshot(session.connection(), METADATA, HEAD)
        write_backup(snapshot, tmp_path / "b", NOON, write_meanwhile)

    assert rows(firm.database) == before | {"person": 1}
    header, *lines, end = map(json.loads, (tmp_path / "b").read_bytes().splitlines())
    assert {name: n for name, n in header["rows"].items() if n} == before
    assert end["total"] == sum(before.values())
    assert not any("Late" in line for line in lines if isinstance(line, list))


def test_it_tells_how_far_it_is(backup, new_database):
    told = []
    with new_database("sqlite").begin() as session:
        total = restore(session.connection(), backup, lambda *said: told.append(said))

    assert told == [("search", 2, 2)]
    assert total > 10


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=50)
INSTANTS = st.datetimes(
    NOON.replace(year=1900, tzinfo=None),
    NOON.replace(year=9000, tzinfo=None),
    timezones=st.just(UTC),
)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4, max_value=10**30)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
)
FIRMS = st.fixed_dictionaries(
    {
        "client": st.fixed_dictionaries(
            {
                "name": WORDS,
                "sector": st.none() | WORDS,
                "tier": st.none() | st.sampled_from(["A", "B", "C"]),
                "confidential": st.booleans(),
                "contract_until": st.none() | st.dates(),
                "recorded_at": INSTANTS,
                "imported": st.none() | st.dictionaries(WORDS, WORDS, max_size=3),
            }
        ),
        "project": st.fixed_dictionaries(
            {
                "key": WORDS,
                "name": WORDS,
                "client_id": st.just(1),
                "confidential": st.booleans(),
                "value_to": st.none() | DECIMALS,
                "recorded_at": INSTANTS,
            }
        ),
        "baseline": st.fixed_dictionaries(
            {
                "project_id": st.just(1),
                "n": st.integers(1, 2**31 - 1),
                "reason": st.sampled_from(["initial", "replan"]),
                "budget": st.none() | st.integers(0, 2**63 - 1),
                "recorded_at": INSTANTS,
            }
        ),
        "setting": st.fixed_dictionaries(
            {"name": WORDS.map(lambda w: w[:40]), "value": JSONS, "recorded_at": INSTANTS}
        ),
    }
)


@contextmanager
def undone(database):
    with database.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def content(connection):
    return {
        table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
        for table in stored_tables(METADATA)
    }


@given(firm=FIRMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_values_they_come_back(database, both, tmp_path, firm):
    file, again = tmp_path / "b", tmp_path / "again"
    with undone(database) as connection:
        for name in ("client", "project", "baseline", "setting"):
            ours = {"id": 1, "workspace_id": database.workspace_id}
            connection.execute(insert(METADATA.tables[name]), firm[name] | ours)
        snapshot = Snapshot(connection, METADATA, HEAD)
        write_backup(snapshot, file, NOON, silent, overwrite=True)
        before = content(connection)
    for other in both:
        with undone(other) as connection:
            restore(connection, file, silent)
            assert content(connection) == before
            snapshot = Snapshot(connection, METADATA, HEAD)
            write_backup(snapshot, again, NOON, silent, overwrite=True)
            assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "header",
    [
        {"rows": [1]},
        {"rows": {"a": "b"}},
        {"rows": None},
        {},
    ],
)
def test_a_header_that_says_nonsense_is_no_backup(new_database, tmp_path, header):
    words = {"trefoil_backup": 1, "schema": HEAD, "taken_at": "", **header}

    broken(new_database("sqlite"), tmp_path / "other", json.dumps(words).encode() + b"\n")


@pytest.mark.parametrize("cell", ["[" * 100_000, str(2**70)])
def test_a_line_that_no_column_holds_is_a_broken_backup(backup, new_database, tmp_path, cell):
    header, table, *_ = backup.read_bytes().splitlines(keepends=True)

    broken(new_database("sqlite"), tmp_path / "x", header + table + f"[{cell}]\n".encode())


def test_only_a_backup_is_ever_replaced_by_a_backup(firm, tmp_path):
    (tmp_path / "firm.db").write_bytes(b"SQLite format 3")

    with firm.database.reading() as session:
        snapshot = Snapshot(session.connection(), METADATA, HEAD)
        with pytest.raises(FileThereError):
            write_backup(snapshot, tmp_path / "firm.db", NOON, silent, overwrite=True)
    assert (tmp_path / "firm.db").read_bytes() == b"SQLite format 3"
