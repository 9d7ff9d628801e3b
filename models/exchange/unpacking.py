"""Opening a workbook that may be a bomb, and reading the cells that hold something.

A workbook is a zip of XML. Its sizes are summed and its elements counted before anything of it is
parsed; entities are refused by defusedxml. openpyxl's own worksheets are left aside: they make a
cell for every place up to the last one, and for every place of merged cells.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from io import BytesIO
from math import isfinite
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl import Workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import SHEET_MAIN_NS

from models.errors import ImportRefusedError
from models.exchange.cell import plain
from models.exchange.problem import Place, Problem, Trouble

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 100 * 2**20
HIGHEST_RATIO = 100
MOST_TAGS = 4_000_000
"""Each of them costs time, and outside of the streamed parts a hundred times its bytes too."""
MOST_OTHER_TAGS = 500_000
STREAMED = re.compile(r"worksheets/|sharedstrings\.xml$")
BLOCK = 2**20
ROW, MERGED = f"{{{SHEET_MAIN_NS}}}row", f"{{{SHEET_MAIN_NS}}}mergeCell"
EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LITERAL = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it is."""
BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises for a workbook whose parts contradict each other: it has no one error."""


class Held(NamedTuple):
    """What a cell holds, in the words of a CSV file; `kind` is openpyxl's: f is a formula."""

    column: int
    kind: str
    words: str


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that hold something, by their rows, and its merged ranges."""

    title: str
    rows: list[tuple[int, list[Held]]] = field(default_factory=list)
    merged: list[tuple[int, str]] = field(default_factory=list)


def unpack(path: Path) -> list[Grid]:
    """Return the sheets of a workbook.

    Raises ImportRefusedError when it is none, or too large, and OSError when there is no file.
    """
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of looks and links that openpyxl does not keep
        try:
            _check_sizes(path, file)
            return _grids(file)
        except BROKEN:
            raise _refused(path, Trouble.NO_WORKBOOK) from None


def _check_sizes(path: Path, file: BinaryIO) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise _refused(path, Trouble.TOO_LARGE, f"{MOST_BYTES // 2**20} MB")
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        if unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * packed:
            raise _refused(path, Trouble.TOO_LARGE, f"{MOST_UNPACKED // 2**20} MB unpacked")
        tags = {name: _tags(archive, name) for name in archive.namelist()}
    others = (count for name, count in tags.items() if not STREAMED.search(name.casefold()))
    if sum(tags.values()) > MOST_TAGS or sum(others) > MOST_OTHER_TAGS:
        raise _refused(path, Trouble.TOO_LARGE, f"about {MOST_TAGS // 5:,} cells")


def _tags(archive: zipfile.ZipFile, name: str) -> int:
    """Count the tags of a part; it cannot unpack to more than the zip's directory says."""
    with archive.open(name) as part:
        return sum(block.count(b"<") for block in iter(partial(part.read, BLOCK), b""))


def _grids(file: BinaryIO) -> list[Grid]:
    reader = ExcelReader(file)  # of all that it can read, what the cells need
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    strings = list(_strings(reader.archive))
    sheets = [(sheet.name, rel) for sheet, rel in reader.parser.find_sheets()]
    return [
        _grid(reader, (name, rel.target), strings)
        for name, rel in sheets
        if rel.Type.endswith("/worksheet")
    ]


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    """Return the shared strings to the letter: openpyxl takes escapes of escapes away."""
    names = [n for n in archive.namelist() if n.casefold().endswith("sharedstrings.xml")]
    with archive.open(names[0]) if names else BytesIO(b"<sst/>") as part:
        for element in _elements(part, "si"):
            text: Any = Text.from_tree(element)  # type: ignore[arg-type]
            yield text.content


def _grid(reader: ExcelReader, sheet: tuple[str, str], strings: list[str]) -> Grid:
    title, part = sheet
    grid, book = Grid(title), reader.wb
    with reader.archive.open(part) as source:
        parser = WorkSheetParser(
            source,
            strings,
            epoch=book.epoch,
            date_formats=book._date_formats,  # type: ignore[attr-defined]  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # type: ignore[attr-defined]  # noqa: SLF001
        )
        for element in _elements(source, "row", "c", "mergeCell"):
            _take(grid, book, parser, element)
    grid.rows = [(number, cells) for number, cells in grid.rows if cells]
    return grid


def _take(grid: Grid, book: Workbook, parser: WorkSheetParser, element: Element) -> None:
    if element.tag == MERGED:
        ref = element.attrib["ref"]
        grid.merged.append((CellRange(ref).min_row, ref))
    elif element.tag == ROW:
        parser.row_counter = int(element.get("r", parser.row_counter + 1))
        parser.col_counter = 0
        grid.rows.append((parser.row_counter, []))
    elif _holds(cell := parser.parse_cell(element)):
        sheet: Any = SimpleNamespace(parent=book)  # all that a cell asks its sheet for
        grid.rows[-1][1].append(_held(ReadOnlyCell(sheet, **cell)))


def _elements(source: IO[bytes], *names: str) -> Iterator[Element]:
    """Return each row as it begins, and each other element of these names once it is whole.

    What has ended is let go, so that a part of any length takes the room of one cell.
    """
    wanted = {f"{{{SHEET_MAIN_NS}}}{name}" for name in names}
    path: list[Element] = []
    inside = 0
    for event, element in iterparse(source, ("start", "end")):
        begins, whole = event == "start", element.tag in wanted - {ROW}
        inside += whole * (1 if begins else -1)
        path = [*path, element] if begins else path[:-1]
        for outer in path[-1:] if not (begins or inside) else ():
            outer.clear()
        if whole is not begins and element.tag in wanted:
            yield element


def _holds(cell: dict[str, Any]) -> bool:
    return cell["value"] is not None and bool(str(cell["value"]).strip())


def _held(cell: ReadOnlyCell) -> Held:
    return Held(cell.column, cell.data_type, _words(cell))


def _words(cell: ReadOnlyCell) -> str:
    match cell.value:
        case bool(value):
            return "yes" if value else "no"
        case int() | float() as value:
            return _number(value, LITERAL.sub("", cell.number_format))
        case datetime() as moment if moment.time() == time.min:
            return moment.date().isoformat()
        case datetime() | date() as day:
            return day.isoformat()
        case value:
            return ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value))


def _number(value: float, style: str) -> str:
    """Return the number that is seen: 0.6 in per cent is 60%, and fifteen digits are what counts.

    More of them are only there because a computer counts in twos.
    """
    if not isfinite(value):
        return str(value)
    exact = Decimal(value if isinstance(value, int) else f"{value:.{EXACT_DIGITS}g}")
    return f"{plain(exact * 100):f}%" if "%" in style else f"{plain(exact):f}"


def _refused(path: Path, trouble: Trouble, hint: str = "") -> ImportRefusedError:
    return ImportRefusedError((Problem(Place(path.name), trouble, hint=hint),))
