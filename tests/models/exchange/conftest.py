"""Sheets for a test: written from a few words, imported, exported, refused."""

from datetime import timedelta
from itertools import count

import pytest
from sqlmodel import select

from models.errors import ImportRefusedError
from models.exchange.exporting import export_sheets
from models.exchange.files import read_path, write_path
from models.exchange.importing import Order, import_sheets
from models.person import Person
from models.portfolio import AsOf, project_lines
from models.project import Project
from models.role import history
from models.setting import FirmSettings
from tests.conftest import NOON
from tests.models.exchange.deeds import Deeds
from views.problem import refusal

PEOPLE = """email,name,leader
ana@example.org,Ana,yes
ben@example.org,Ben,no
caro@example.org,Caro,no
"""
FIRM = {
    "people": PEOPLE,
    "clients": "name\nAcme\n",
    "offerings": "name\nAudit\nDesign\n",
    "projects": "key,name,client\nX,One,Acme\n",
}
TODAY = NOON.date()
PLAN = "key,name,client,start_on,finish_on,budget,currency\nX,One,Acme,2030-01-01,{},{},{}\n"
LATER = NOON + timedelta(days=7)


def write(folder, **files):
    """Write each as a CSV file of a folder."""
    folder.mkdir()
    for name, words in files.items():
        content = words if isinstance(words, bytes) else words.encode()
        (folder / f"{name}.csv").write_bytes(content)
    return folder


def take_in(database, path, now=NOON, **order):
    """Import a folder or a workbook."""
    return import_sheets(database.reading, database.begin, Order(read_path(path), now, **order))


def give_back(database, path, now=NOON):
    """Export to a folder or a workbook."""
    with database.reading() as session:
        write_path(path, export_sheets(session, now.date()))
    return path


@pytest.fixture
def sheets(tmp_path):
    """Write files into a folder of their own, each by its name."""
    numbers = count(1)
    return lambda **files: write(tmp_path / f"sheets {next(numbers)}", **files)


@pytest.fixture
def bring(database, sheets):
    """Write files and import them."""

    def bring(now=NOON, *, dry_run=False, overwrite=False, **files):
        return take_in(database, sheets(**files), now, dry_run=dry_run, overwrite=overwrite)

    return bring


@pytest.fixture
def somebody(database):
    """Do what people do in Trefoil between two imports."""
    return Deeds(database, NOON)


@pytest.fixture
def problems(bring):
    """Write files and return, in words, why they are refused."""

    def problems(**files):
        with pytest.raises(ImportRefusedError) as refused:
            bring(**files)
        return refusal(refused.value).splitlines()[1:]

    return problems


@pytest.fixture
def exported(database, tmp_path):
    """Export, and return the lines of each file without its header."""
    numbers = count(1)

    def exported(now=NOON):
        folder = give_back(database, tmp_path / f"out {next(numbers)}", now)
        return {file.stem: _lines(file) for file in folder.iterdir()}

    return exported


def _lines(file):
    return file.read_bytes().decode().splitlines()[1:]


@pytest.fixture
def plan(bring):
    """Import the plan of project X."""
    bring(**FIRM)

    def plan(now, finish_on="2030-12-31", budget="1000", currency="EUR"):
        return bring(now, projects=PLAN.format(finish_on, budget, currency))

    return plan


@pytest.fixture
def seen(database):
    """Return finish and budget of project X as a report of a day has them."""

    def seen(day):
        with database.reading() as session:
            (line,) = project_lines(session, FirmSettings(), AsOf(day))
            return line.finish_on, line.budget

    return seen


@pytest.fixture
def managers(database):
    """Return who runs a thing, since when and until when, the first one first."""

    def managers(table=Project, now=None):
        with database.reading() as session:
            subject = session.exec(select(table).order_by(table.id)).first()
            known = history(session, subject, now)
            return [(names(session)[r.person_id], r.start_on, r.end_on) for r in known]

    return managers


def names(session):
    return {person.id: person.name for person in session.exec(select(Person))}


def tallies(done):
    """Return new, changed and unchanged rows of each sheet."""
    return {name: (t.new, t.changed, t.unchanged) for name, t in done.sheets.items()}
