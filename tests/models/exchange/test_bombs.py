"""Workbooks that are made to hurt are refused early, and cost no more memory than an honest one."""

import io
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from openpyxl import Workbook

from models.errors import ImportRefusedError
from models.exchange import unpacking
from models.exchange.files import read_path

MOST_MEMORY = 50 * 2**20
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def sheet(data, after=""):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'


@pytest.fixture
def honest():
    made = Workbook(write_only=True)
    people = made.create_sheet("people")
    people.append(["email", "name"])
    people.append(["a@x.org", "Ana"])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.fixture
def changed(honest, tmp_path):
    """Return an honest workbook with one part in the place of another."""

    def changed(words, part=SHEET, method=zipfile.ZIP_DEFLATED):
        path = tmp_path / "firm.xlsx"
        with zipfile.ZipFile(io.BytesIO(honest)) as old, zipfile.ZipFile(path, "w", method) as new:
            for name in {*old.namelist(), part}:
                new.writestr(name, words if name == part else old.read(name))
        return path

    return changed


@pytest.fixture
def refused():
    """Import a workbook; return why it is refused, having looked at how much memory that took."""

    def refused(path):
        tracemalloc.start()
        with pytest.raises(ImportRefusedError) as error:
            read_path(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < MOST_MEMORY
        return error.value.problems[0].trouble

    return refused


def test_what_unpacks_to_a_hundred_times_its_size_is_refused(changed, refused):
    assert refused(changed(sheet(ROW.format("x" * 50 * 2**20)))) == "too_large"


def test_what_unpacks_to_too_much_is_refused_whatever_its_ratio(changed, refused):
    path = changed(b"", "xl/media/film.bin", zipfile.ZIP_STORED)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("xl/media/flat.bin", bytes(range(256)) * (101 * 2**12))

    assert refused(path) == "too_large"


def test_a_large_file_is_refused_unopened(tmp_path, refused):
    path = tmp_path / "firm.xlsx"
    with path.open("wb") as file:
        file.truncate(unpacking.MOST_BYTES + 1)

    assert refused(path) == "too_large"


def test_millions_of_empty_cells_are_refused_before_they_are_parsed(changed, refused):
    noise = "".join(f'<c r="A{n * n}"/>' for n in range(1, 300))

    assert refused(changed(sheet(f'<row r="1">{noise * 15_000}</row>'))) == "too_large"


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_billion_laughs_are_refused(changed, refused, part):
    assert refused(changed(f"{BOMB}{sheet(ROW.format('&l9;'))}", part)) == "no_workbook"


def test_a_file_from_outside_is_not_read(changed, refused):
    outside = '<!DOCTYPE w [<!ENTITY out SYSTEM "file:///etc/passwd">]>'

    assert refused(changed(outside + sheet(ROW.format("&out;")))) == "no_workbook"


@pytest.mark.parametrize("where", ["XFD1048576", "A9999999999", "A1048576", "ZZZ1"])
def test_one_cell_far_away_costs_no_more_than_one_nearby(changed, where):
    far = f'<row><c r="{where}" t="inlineStr"><is><t>?</t></is></c></row>'

    tracemalloc.start()
    read_path(changed(sheet(ROW.format("email") + far)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < MOST_MEMORY


def test_one_merged_range_over_the_whole_sheet_is_refused_at_once(changed, refused):
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    assert refused(changed(sheet(ROW.format("email"), merged))) == "merged"


@pytest.mark.parametrize("keep", [0, 10, 500, -1, -30, -600])
def test_a_torn_workbook_is_refused(honest, refused, tmp_path, keep):
    (tmp_path / "firm.xlsx").write_bytes(honest[:keep])

    assert refused(tmp_path / "firm.xlsx") == "no_workbook"


@pytest.mark.parametrize("at", range(0, 1200, 97))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused(honest, tmp_path, at):
    (tmp_path / "firm.xlsx").write_bytes(honest[:at] + b"\xff" + honest[at + 1 :])

    with suppress(ImportRefusedError):
        read_path(tmp_path / "firm.xlsx")


@pytest.mark.parametrize(
    "words", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 100, b"a,b\n1,2\n"]
)
def test_what_only_has_the_name_of_a_workbook_is_refused(tmp_path, refused, words):
    (tmp_path / "firm.xlsx").write_bytes(words)

    assert refused(tmp_path / "firm.xlsx") == "no_workbook"
