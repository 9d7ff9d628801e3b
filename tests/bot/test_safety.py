"""The commands that keep the data safe, as somebody types them."""

import io
import json
from datetime import timedelta

import pytest
from sqlalchemy import make_url
from sqlmodel import select

from bot.clock import now
from bot.database import Database
from models.client import Client
from models.imported import fingerprint
from models.lesson import Draft, LessonWords, log_lesson
from models.migrations import HEAD
from models.offering import Offering
from models.person import Person
from models.role import RoleAssignment
from models.search import empty_index
from tests.firm import Firm

TODAY = now().date()
NAMES = [
    *("disk", "time zones", "database", "clock", "integrity", "tables", "content", "search"),
    "slack",
]


@pytest.fixture
def url(new_url):
    return new_url()


@pytest.fixture
def firm(trefoil, url):
    """Fill a database that the program made: Ana leads, Ben runs Acme and will run Apollo."""
    trefoil(url, "migrate")
    database = Database(url)
    database.settle_in(now)
    firm = Firm(database, now() - timedelta(days=9))
    firm.leader("Ana")
    ben = firm.person("Ben")
    acme = firm.client("Acme", imported={"manager": fingerprint(ben.email), "name": "ab"})
    firm.offering("Sailing", bring_id=ben.id)
    firm.runs(ben, acme)
    firm.runs(ben, firm.project("apollo", acme), start_on=TODAY + timedelta(days=30))
    with firm.writing() as session:
        log_lesson(session, firm.deed, Draft(LessonWords(title="Reef")))
    yield firm
    database.engine.dispose()


@pytest.fixture
def backup(trefoil, url, firm, tmp_path):
    firm.database.engine.dispose()  # nobody else is connected
    trefoil(url, "backup", tmp_path / "firm.backup")
    return tmp_path / "firm.backup"


def refused(trefoil, url, *words):
    """Type a command that is refused, and return the sentence."""
    said = trefoil(url, *words, ok=False).err
    assert "Traceback" not in said
    return " ".join(said.split())


@pytest.fixture
def answer(monkeypatch):
    """Type an answer to the next question."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(f"{words}\n"))


def person(firm, email):
    with firm.database.reading() as session:
        return session.exec(select(Person).where(Person.email == email)).first()


def test_migrate_makes_the_tables_and_then_has_nothing_to_do(trefoil, url):
    assert f"has version {HEAD} now; it had none" in trefoil(url, "migrate").out
    assert f"has version {HEAD} already" in trefoil(url, "migrate").out


def test_a_newer_database_is_refused_by_every_command(trefoil, url, firm):
    with firm.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for words in (["migrate"], ["backup", "x"], ["forget", "ana@example.org"]):
        assert "version 9999" in refused(trefoil, url, *words)
    assert "Install the newer Trefoil" in trefoil(url, "doctor", ok=False).out


def test_a_database_of_something_else_is_refused(trefoil, url):
    database = Database(url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (id INTEGER)")

    assert refused(trefoil, url, "migrate")
    assert "a database of its own" in trefoil(url, "doctor", ok=False).out
    database.engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_fills_a_new_database_of_either_kind(trefoil, backup, request, tmp_path, kind):
    new = request.getfixturevalue("new_postgres") if kind == "postgresql" else None
    other = new() if new else make_url(f"sqlite:///{tmp_path}/other.db")

    assert "rows were restored" in trefoil(other, "restore", backup).out
    trefoil(other, "backup", tmp_path / "again")

    lines = [path.read_bytes().split(b"\n")[1:-2] for path in (backup, tmp_path / "again")]
    assert lines[0] == lines[1]


def test_a_backup_replaces_a_file_only_when_told(trefoil, url, backup):
    before = backup.read_bytes()
    assert refused(trefoil, url, "backup", backup)
    assert backup.read_bytes() == before

    trefoil(url, "backup", backup, "--overwrite")

    assert backup.read_bytes() != before


@pytest.mark.usefixtures("firm")
def test_a_backup_into_no_folder_or_onto_a_folder_is_refused(trefoil, url, tmp_path):
    assert refused(trefoil, url, "backup", tmp_path / "no" / "file")
    assert refused(trefoil, url, "backup", tmp_path)
    assert refused(trefoil, url, "backup", tmp_path, "--overwrite")


def test_what_is_no_backup_is_refused_and_nothing_is_restored(trefoil, url, backup, tmp_path):
    empty = make_url(f"sqlite:///{tmp_path}/empty.db")
    cut = tmp_path / "cut"
    cut.write_bytes(backup.read_bytes()[:-40])

    assert "no whole backup" in refused(trefoil, empty, "restore", cut)
    assert refused(trefoil, empty, "restore", tmp_path / "missing")
    assert refused(trefoil, empty, "restore", tmp_path)
    assert "rows already" in refused(trefoil, url, "restore", backup)
    trefoil(empty, "restore", backup)


def test_forget_says_what_will_happen_and_asks(trefoil, url, firm, answer):
    answer("n")
    said = trefoil(url, "forget", "BEN@example.org", ok=False).out
    assert "Ben will be a former colleague" in said
    assert "client manager of Acme" in said
    assert "project manager of apollo" in said
    assert person(firm, "ben@example.org")

    answer("y")
    trefoil(url, "forget", "ben@example.org")

    assert not person(firm, "ben@example.org")


def test_forget_leaves_nothing_that_tells_who_it_was(trefoil, url, firm):
    said = trefoil(url, "forget", "ben@example.org", "--yes").out

    assert "former colleague 1" in said
    assert "  client Acme" in said
    assert "apollo" not in said.split("Nobody answers")[1]  # that role had not begun
    assert "was not searched" in said
    with firm.database.reading() as session:
        assert session.exec(select(Client)).one().imported == {"name": "ab"}
        assert session.exec(select(Offering)).one().bring_id is None
        roles = session.exec(select(RoleAssignment).where(RoleAssignment.client_id == 1)).all()
    standing = [role for role in roles if role.superseded_at is None]
    assert [role.end_on for role in standing] == [TODAY]


def test_forget_knows_near_names_and_keeps_the_last_leader(trefoil, url, firm):
    said = refused(trefoil, url, "forget", "bem@example.org", "--yes")
    assert "ben@example.org" in said

    assert "last leader" in refused(trefoil, url, "forget", "ana@example.org", "--yes")
    assert person(firm, "ana@example.org")


@pytest.mark.usefixtures("firm")
def test_the_doctor_finds_a_healthy_database_healthy(trefoil, url):
    checks = json.loads(trefoil(url, "doctor", "--json").out)

    assert [check["name"] for check in checks if check["ok"]] == NAMES
    assert "MEND" not in trefoil(url, "doctor").out


def test_the_doctor_mends_the_search(trefoil, url, firm):
    with firm.writing() as session:
        empty_index(session)
    assert "1 lessons are missing" in trefoil(url, "doctor", ok=False).out

    assert "MEND" not in trefoil(url, "doctor", "--mend").out


def test_the_doctor_says_that_an_empty_database_wants_its_tables(trefoil, url):
    said = trefoil(url, "doctor", ok=False).out

    assert "version none" in said
    assert "trefoil migrate" in said


def test_the_doctor_sees_what_is_not_sound(trefoil, url, firm):
    breaks = {
        "sqlite": "UPDATE project SET client_id = 99",
        "postgresql": "ALTER TABLE client ADD CONSTRAINT odd CHECK (id > 99) NOT VALID",
    }
    kind = firm.database.engine.dialect.name
    with firm.database.engine.connect() as connection:
        if kind == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql(breaks[kind])
        connection.commit()

    seen = {"sqlite": "rows of project point nowhere", "postgresql": "odd is not valid"}
    assert seen[kind] in trefoil(url, "doctor", ok=False).out


@pytest.mark.parametrize("command", [["doctor"], ["doctor", "--json"]])
def test_a_database_that_does_not_answer_is_a_finding(trefoil, tmp_path, command):
    there = tmp_path / "file.db"
    there.write_bytes(b"no database at all" * 99)
    gone = make_url("postgresql+psycopg://me:secret@127.0.0.1:1/none")

    for url in (make_url(f"sqlite:///{there}"), gone):
        said = trefoil(url, *command, ok=False)
        assert "secret" not in said.out + said.err
        assert "See that the database runs" in said.out
