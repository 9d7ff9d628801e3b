"""The Government Major Projects Portfolio: 22 clients, 4 offerings, 298 projects, 663 updates."""

import csv
import filecmp
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.database import Database
from models.card import find_project, project_card
from models.exchange.exporting import export_sheets
from models.exchange.files import read_path, write_path
from models.exchange.importing import Order, import_sheets
from models.portfolio import AsOf, portfolio, project_lines
from models.report import report_client, report_offering, report_roles
from models.setting import FirmSettings
from models.tables import METADATA
from tests.conftest import NOON

MARCH = date(2023, 3, 31)
SETTINGS = FirmSettings()


@pytest.fixture
def firm(bring, data, database):
    """The portfolio, imported."""
    bring(data / "gmpp")
    return database


def rows(data, name):
    with (data / "gmpp" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def export(database, path):
    with database.reading() as session:
        write_path(path, export_sheets(session, NOON.date()))
    return path


def test_it_goes_in_whole_and_again_changes_nothing(bring, data):
    first = {name: tally.new for name, tally in bring(data / "gmpp").sheets.items()}
    again = bring(data / "gmpp").sheets

    assert first == {name: len(rows(data, name)) for name in first}
    assert first["projects"] == 298
    assert first["status"] == 663
    assert all((tally.new, tally.changed, tally.kept) == (0, 0, 0) for tally in again.values())


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_its_colours_are_those_of_the_publication(firm, data, year):
    day = date(year, 3, 31)
    published = Counter(r["target"] for r in rows(data, "status") if r["as_of"] == day.isoformat())

    with firm.reading() as session:
        total = portfolio(session, SETTINGS, AsOf(day))

    colours = {colour.value: n for colour, n in total.declared.items() if colour != "grey"}
    assert colours == {colour: published[colour] for colour in ("green", "amber", "red")}
    assert sum(total.declared.values()) == total.projects == 298


def test_the_counts_agree_with_sql_written_by_hand(firm):
    by_hand = text(
        "SELECT s.target, count(*) FROM project p JOIN status_update s ON s.project_id = p.id"
        " WHERE s.as_of = (SELECT max(l.as_of) FROM status_update l WHERE l.project_id = p.id"
        "  AND l.target IS NOT NULL AND l.as_of <= '2023-03-31') AND s.as_of > '2023-03-01'"
        " GROUP BY s.target"
    )
    with Session(firm.engine) as session:
        counted = dict(map(tuple, session.execute(by_hand)))

    with firm.reading() as session:
        total = portfolio(session, SETTINGS, AsOf(MARCH))
    assert counted == {
        colour.value: total.declared[colour] for colour in total.declared if colour != "grey"
    }


def test_its_money_is_summed_to_the_penny(firm, data):
    with firm.reading() as session:
        total = portfolio(session, SETTINGS, AsOf(MARCH))

    assert total.budget == {"GBP": sum(Decimal(r["budget"] or 0) for r in rows(data, "projects"))}
    assert total.vacancies == {"project": 18, "client": 3, "offering": 0}


def test_it_comes_back_as_it_was_from_database_to_database(firm, tmp_path, new_url):
    first = export(firm, tmp_path / "first")
    other = Database(new_url())
    METADATA.create_all(other.engine)
    other.settle_in(lambda: NOON)

    import_sheets(other.reading, other.begin, Order(read_path(first), NOON))
    second = export(other, tmp_path / "second")
    other.engine.dispose()

    names = sorted(path.name for path in first.iterdir())
    assert filecmp.cmpfiles(first, second, names, shallow=False) == (names, [], [])


def test_the_published_texts_come_back_to_the_letter(firm, data, tmp_path):
    export(firm, tmp_path / "out")

    with (tmp_path / "out" / "status.csv").open(encoding="utf-8", newline="") as lines:
        notes = {(r["project"], r["as_of"]): r["note"] for r in csv.DictReader(lines)}
    assert notes == {(r["project"], r["as_of"]): r["note"] for r in rows(data, "status")}


def test_every_project_client_offering_and_role_has_its_report(firm):
    as_of = AsOf(MARCH)
    with firm.reading() as session:
        lines = project_lines(session, SETTINGS, as_of)
        cards = [
            project_card(session, SETTINGS, find_project(session, line.key), as_of)
            for line in lines
        ]
        clients = [report_client(session, SETTINGS, line.client, as_of) for line in lines[::30]]
        offering = report_offering(session, SETTINGS, "ICT", as_of)
        roles = report_roles(session, SETTINGS, as_of)

    assert [card.line for card in cards] == lines
    assert all(client.total.projects for client in clients)
    assert offering.total.projects == 39
    assert (roles.open_projects, roles.held_projects) == (298, 280)


def test_its_workbook_is_the_same_firm(firm, tmp_path):
    path = export(firm, tmp_path / "firm.xlsx")

    done = import_sheets(firm.reading, firm.begin, Order(read_path(path), NOON))

    assert all((t.new, t.changed, t.kept) == (0, 0, 0) for t in done.sheets.values())
    assert done.sheets["status"].unchanged == 663
