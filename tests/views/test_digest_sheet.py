"""The spreadsheet behind the digest, read back as a person's program reads it."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.baseline import Baseline
from models.digest_sheet import sheet_rows
from models.figures import Figures
from models.portfolio import AsOf
from models.removal import remove_note
from models.setting import firm_settings
from models.status import StatusUpdate
from tests.conftest import NOON
from views.digest_sheet import LAYOUT, digest_workbook, sheet_name

TODAY = NOON.date()


@pytest.fixture
def apollo(firm):
    """Ana runs Apollo for Acme; it was at risk for a week and is off track."""
    project = firm.project("Apollo", currency="EUR")
    firm.runs(firm.person("Ana Lind"), project)
    with firm.writing() as session:
        plan = Baseline(project_id=project.id, recorded_at=firm.now, budget=90_000_00)
        plan.start_on, plan.finish_on = date(2030, 1, 1), date(2030, 6, 1)
        session.add(plan)
    return project


def sheet(firm):
    """Return the rows of the workbook, each by the names of its columns."""
    with firm.database.reading() as session:
        rows = sheet_rows(session, firm_settings(session), AsOf(TODAY, firm.now))
    (page,) = load_workbook(BytesIO(digest_workbook(rows))).worksheets
    header, *found = page.iter_rows(values_only=True)
    assert list(header) == [column.name for column in LAYOUT.columns]
    return [dict(zip(header, row, strict=True)) for row in found]


def test_a_project_stands_with_all_that_leaders_may_see(firm, apollo):
    mara = firm.person("Mara Okoye")
    for days, colour in ((21, "red"), (14, "amber"), (7, "red")):
        firm.says(apollo, TODAY - timedelta(days=days), overall=colour)
    said = {"path": "Second tester", "help_from_id": mara.id, "note": "Lost a week"}
    money = {"spent": 48_000_00, "forecast_cost": 97_000_00}
    finish = {"forecast_finish_on": date(2030, 7, 1)}
    firm.says(apollo, TODAY, time="red", target="green", budget="green", **said, **money, **finish)

    (row,) = sheet(firm)

    assert {name: value for name, value in row.items() if value is not None} == {
        "Project": "Apollo",
        "Key": "APOLLO",
        "Client": "Acme",
        "Manager": "Ana Lind",
        "State": "active",
        "Colour": "Off track",
        "Since": datetime(2030, 4, 29),  # noqa: DTZ001  # a day of a spreadsheet
        "Time": "Off track",
        "Target": "On track",
        "Money": "On track",
        "Said on": datetime(2030, 5, 6),  # noqa: DTZ001
        "Start": datetime(2030, 1, 1),  # noqa: DTZ001
        "Plan finish": datetime(2030, 6, 1),  # noqa: DTZ001
        "Expected finish": datetime(2030, 7, 1),  # noqa: DTZ001
        "Currency": "EUR",
        "Budget": 90_000,
        "Spent": 48_000,
        "Likely cost": 97_000,
        "What gets it back": "Second tester",
        "Must help": "Mara Okoye",
        "Note": "Lost a week",
    }


def test_of_two_sources_the_later_one_counts(firm, apollo):
    firm.says(apollo, TODAY, overall="green", spent=1_00)
    with firm.writing() as session:
        costs = {"as_of": TODAY, "spent": 2_00, "recorded_at": firm.now}
        session.add(Figures(project_id=apollo.id, **costs))

    assert sheet(firm)[0]["Spent"] == 2


def test_an_old_note_does_not_stand_beside_new_colours_nor_a_removed_one(firm, apollo):
    firm.says(apollo, TODAY - timedelta(days=1), overall="red", note="Old words")
    said = firm.says(apollo, TODAY, overall="green", note="To be removed")
    with firm.writing() as session:
        remove_note(session, firm.deed, session.get_one(StatusUpdate, said.id))

    assert sheet(firm)[0]["Note"] is None


@pytest.mark.usefixtures("apollo")
def test_what_is_confidential_is_in_it_and_marked(firm):
    firm.project("Hidden", confidential=True)
    firm.project("Walled", firm.client("Nemo", confidential=True))

    marks = {row["Project"]: row["Confidential"] for row in sheet(firm)}

    assert marks == {"Apollo": None, "Hidden": "yes", "Walled": "yes"}


def test_the_worst_comes_first_and_what_ended_is_not_in_it(firm, apollo):
    firm.says(apollo, TODAY, overall="green")
    firm.says(firm.project("Worst"), TODAY, overall="red")
    firm.moves(firm.project("Over"), "closed", TODAY)

    assert [row["Project"] for row in sheet(firm)] == ["Worst", "Apollo"]


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "'=1", "#N/A"])
def test_no_words_run_as_a_formula(firm, words):
    firm.project(words, key="K1")

    with firm.database.reading() as session:
        rows = sheet_rows(session, firm_settings(session), AsOf(TODAY, firm.now))
    cell = load_workbook(BytesIO(digest_workbook(rows))).worksheets[0]["A2"]

    assert cell.data_type == "s"
    assert cell.value == (words if words == "#N/A" else f"'{words}")


def test_an_empty_firm_has_an_empty_sheet_with_the_day_in_its_name(firm):
    assert sheet(firm) == []
    assert sheet_name(TODAY) == "projects-2030-05-06.xlsx"
