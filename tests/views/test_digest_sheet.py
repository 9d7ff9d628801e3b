"""The spreadsheet behind the digest, read back as a person's program reads it."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from models.baseline import Baseline
from models.digest.sheet import sheet_rows
from models.figures import Figures
from models.portfolio import AsOf
from models.removal import remove_note
from models.setting import firm_settings
from models.status import StatusUpdate
from tests.conftest import NOON
from views.digest_sheet import LAYOUT, as_of_words, digest_workbook, sheet_name

TODAY = NOON.date()
HEAD = "As of 6 May 2030"


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
    (page,) = load_workbook(BytesIO(digest_workbook(rows, HEAD))).worksheets
    head, header, *found = page.iter_rows(values_only=True)
    assert head[0] == HEAD
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
        "Budget": "On track",
        "Said on": datetime(2030, 5, 6),  # noqa: DTZ001
        "Start": datetime(2030, 1, 1),  # noqa: DTZ001
        "Plan finish": datetime(2030, 6, 1),  # noqa: DTZ001
        "Expected finish": datetime(2030, 7, 1),  # noqa: DTZ001
        "Currency": "EUR",
        "Budget (amount)": 90_000,
        "Spent": 48_000,
        "Likely cost at the end": 97_000,
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
    cell = load_workbook(BytesIO(digest_workbook(rows, HEAD))).worksheets[0]["A3"]

    assert cell.data_type == "s"
    assert cell.value == (words if words == "#N/A" else f"'{words}")


def test_an_empty_firm_has_an_empty_sheet_with_the_day_in_its_name(firm):
    assert sheet(firm) == []
    assert sheet_name(TODAY) == "projects-2030-05-06.xlsx"


def test_columns_are_wide_enough_and_dates_and_amounts_are_drawn_as_such(firm, apollo):
    firm.says(apollo, TODAY, overall="red", spent=48_000_50, note="Lost a week")
    with firm.database.reading() as session:
        rows = sheet_rows(session, firm_settings(session), AsOf(TODAY, firm.now))
    page = load_workbook(BytesIO(digest_workbook(rows, HEAD))).worksheets[0]
    at = {cell.value: get_column_letter(n) for n, cell in enumerate(page[2], 1)}

    def drawn(name):
        return page[f"{at[name]}3"].number_format

    assert (drawn("Said on"), drawn("Budget (amount)")) == ("d mmm yyyy", "#,##0")
    assert drawn("Spent") == "#,##0.00"
    assert page.column_dimensions[at["Note"]].width == 50
    assert (page.freeze_panes, page.auto_filter.ref) == ("B3", "A2:X3")
    assert page["A2"].font.bold


def test_it_says_as_of_when_it_is_and_what_is_not_in_it_yet():
    at = AsOf(TODAY, NOON, hidden=(7, 9))

    assert as_of_words(AsOf(TODAY), "UTC") == "As of 6 May 2030 (UTC)."
    assert as_of_words(at, "Europe/Berlin") == (
        "As of 6 May 2030, 14:00 (Europe/Berlin)."
        " Not in it yet: 2 reports of the last ten minutes, which can still be taken back."
    )
