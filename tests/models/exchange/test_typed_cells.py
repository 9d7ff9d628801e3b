"""The cells of a workbook: each is read as it is seen, and what is no value is refused in place."""

import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from models.errors import ImportRefusedError
from models.exchange.files import read_path
from tests.models.exchange.conftest import take_in

NOON = datetime(2030, 1, 31, 12)  # noqa: DTZ001  # a workbook knows no zones
DAY = datetime(2030, 1, 31)  # noqa: DTZ001


@pytest.fixture
def book(tmp_path):
    """Write a workbook with a sheet of these rows, and hand it over for more."""

    def book(rows, title="people", change=lambda _sheet: None):
        made = Workbook()
        sheet = made.create_sheet(title)
        made.remove(made.worksheets[0])
        for row in rows:
            sheet.append(row)
        change(sheet)
        made.save(tmp_path / "firm.xlsx")
        return tmp_path / "firm.xlsx"

    return book


@pytest.fixture
def refused():
    """Return where and why a workbook is refused."""

    def refused(path):
        with pytest.raises(ImportRefusedError) as error:
            read_path(path)
        return [(p.at.file, p.at.row, p.at.column, p.trouble) for p in error.value.problems]

    return refused


def cells(path):
    (found,) = read_path(path)
    return [row for _, row in found.rows]


def test_each_kind_of_cell_is_read_as_it_is_seen(book):
    typed = [
        True,
        False,
        12,
        12.50,
        0.1 + 0.2,
        1e22,
        date(2030, 1, 31),
        DAY,
        " x ",
    ]

    ((*words,),) = cells(book([["a"] * 9, typed]))

    assert words == [
        *("yes", "no", "12", "12.5", "0.3", "1" + "0" * 22, "2030-01-31", "2030-01-31", " x ")
    ]


def test_a_cell_in_per_cent_is_read_as_it_is_seen(book):
    def styled(sheet):
        sheet["A2"].number_format, sheet["B2"].number_format = "0.0%", '0"%"'

    assert cells(book([["a", "b"], [0.6, 60]], change=styled)) == [("60%", "60")]


@pytest.mark.parametrize("moment", [NOON, time(12), 1e300])
def test_what_is_no_day_is_refused_as_one(book, database, moment):
    path = book([["name", "contract_until"], ["Acme", moment]], "clients")

    with pytest.raises(ImportRefusedError) as refused:
        take_in(database, path)

    (problem,) = refused.value.problems
    assert (problem.at.row, problem.at.column) == (2, "contract_until")


def test_formulas_errors_and_merged_cells_are_refused_where_they_stand(book, refused):
    def change(sheet):
        sheet["B3"] = "=A1"
        sheet["A4"] = "#REF!"
        sheet.merge_cells("A6:B7")

    place = "firm.xlsx, sheet people"
    assert refused(book([["email", "name"], ["a@x.org", "Ana"]], change=change)) == [
        (place, 6, None, "merged"),
        (place, 3, "B", "formula"),
        (place, 4, "A", "error_cell"),
    ]


def test_rows_keep_the_numbers_that_a_person_sees(book, database):
    path = book([["email", "name"], [], ["a@x.org", "Ana"], [], ["ben", "Ben"]])

    with pytest.raises(ImportRefusedError) as refused:
        take_in(database, path)

    (problem,) = refused.value.problems
    assert (problem.at.file, problem.at.row) == ("firm.xlsx, sheet people", 5)


def test_empty_and_only_painted_sheets_are_left_out(book):
    def change(sheet):
        sheet["ZZ9000"].number_format = "0%"
        sheet.parent.create_sheet("Sheet2")["C9"].number_format = "0%"

    path = book([["email", "name"], ["a@x.org", "Ana"]], "People", change)

    assert cells(path) == [("a@x.org", "Ana")]


def test_a_strange_sheet_is_refused_and_a_workbook_of_nothing_too(book, refused):
    assert refused(book([["a"]], "Costs")) == [
        ("firm.xlsx, sheet Costs", None, None, "unknown_sheet")
    ]
    assert refused(book([])) == [("firm.xlsx", None, None, "no_sheets")]


def test_a_cell_beyond_the_header_is_refused_with_its_row(book, database):
    path = book([["email", "name"], ["a@x.org", "Ana", None, "?"]])

    with pytest.raises(ImportRefusedError) as refused:
        take_in(database, path)

    assert [(p.at.row, p.trouble) for p in refused.value.problems] == [(2, "ragged")]


def test_a_workbook_that_excel_saved_keeps_its_escapes(book, tmp_path):
    """Excel keeps texts in a table of their own, with escapes that openpyxl takes for words."""
    path = book([["email"], ["here"]])
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(tmp_path / "excel.xlsx", "w") as excel:
        for name in made.namelist():
            part = made.read(name).replace(b"<t>here</t>", b"<t>_x005F_x000D_ x005F_ _x000D_</t>")
            excel.writestr(name, part)

    assert cells(tmp_path / "excel.xlsx") == [("_x000D_ x005F_ \r",)]
