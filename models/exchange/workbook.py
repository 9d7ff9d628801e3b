"""A workbook: one XLSX file with a sheet for each CSV file, under the same names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from models.exchange.exporting import shown
from models.exchange.folder import Read, found_sheet
from models.exchange.problem import Place, Problem, Trouble
from models.exchange.sheet import Cells, Column, Found, Layout
from models.exchange.unpacking import EXACT_DIGITS, Grid, Held, unpack

FIRST_YEAR = 1901
"""Before, the days of spreadsheets do not agree; such a date is written as text."""
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4})")
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and the return, which it would make a line end."""


def read_workbook(path: Path, layouts: Mapping[str, Layout]) -> Read:
    """Return the sheets of a workbook in the order of the layouts, and what cannot be read.

    Empty sheets are left out. Raises ImportRefusedError for what is no workbook or is too large.
    """
    grids = {grid.title.casefold(): grid for grid in unpack(path) if grid.rows}
    if not grids:
        return [], [Problem(Place(path.name), Trouble.NO_SHEETS)]
    problems: list[Problem] = []
    for name, grid in grids.items():
        label = f"{path.name}, sheet {grid.title}"
        if name not in layouts:
            hint = ", ".join(layouts)
            problems.append(Problem(Place(label), Trouble.UNKNOWN_SHEET, hint=hint))
        problems += _unreadable(label, grid)
    here = [(grids[name], layouts[name]) for name in layouts if name in grids]
    return [_found(path, grid, layout) for grid, layout in here], problems


def write_workbook(path: Path, sheets: Iterable[tuple[Layout, Iterator[tuple[Any, ...]]]]) -> None:
    """Write each sheet with text as text, numbers as numbers and dates as dates."""
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open(
        "wb"
    ) as file:  # first of all: openpyxl leaves its own files where it fails
        _save(file, sheets)
    unfinished.replace(path)


def workbook_bytes(sheets: Iterable[tuple[Layout, Iterator[tuple[Any, ...]]]]) -> bytes:
    """Return the same workbook without leaving a file."""
    file = BytesIO()
    _save(file, sheets)
    return file.getvalue()


def _save(file: IO[bytes], sheets: Iterable[tuple[Layout, Iterator[tuple[Any, ...]]]]) -> None:
    book = Workbook(write_only=True)
    for layout, rows in sheets:
        _write_sheet(book.create_sheet(layout.name), layout, rows)
    book.save(file)


def _write_sheet(sheet: Any, layout: Layout, rows: Iterator[tuple[Any, ...]]) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in layout.columns])
    for row in rows:
        sheet.append([cell_of(sheet, layout.columns[at], value) for at, value in enumerate(row)])


def _unreadable(label: str, grid: Grid) -> Iterator[Problem]:
    for number, merged in grid.merged:
        yield Problem(Place(label, number), Trouble.MERGED, merged)
    for number, cell in ((number, cell) for number, cells in grid.rows for cell in cells):
        where = Place(label, number, get_column_letter(cell.column))
        if cell.kind == "f":
            yield Problem(where, Trouble.FORMULA)
        elif cell.kind == "e":
            yield Problem(where, Trouble.ERROR_CELL, cell.words)


def _found(path: Path, grid: Grid, layout: Layout) -> Found:
    width = grid.rows[0][1][-1].column
    records = [(number, _cells(cells, width)) for number, cells in grid.rows]
    return found_sheet(f"{path.name}, sheet {grid.title}", layout, records)


def _cells(cells: list[Held], width: int) -> Cells:
    """Return the words up to the width of the header, and of what stands beyond one."""
    words = [""] * width
    for cell in cells:
        if cell.column <= width:
            words[cell.column - 1] = cell.words
    return tuple(words + [cell.words for cell in cells if cell.column > width][:1])


def cell_of(sheet: Any, column: Column, value: Any) -> Any:
    """Return what is written for a value: text as text that nothing takes for a formula."""
    if isinstance(value, date) and value.year >= FIRST_YEAR:
        return value
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= EXACT_DIGITS:
        return value
    words = LOOKS_ESCAPED.sub("_x005F_", shown(column, value))
    words = ILLEGAL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", words)
    if not words:
        return None
    cell = WriteOnlyCell(sheet)
    # as its value, openpyxl would cut long words off and take "#N/A" for an error
    cell._value, cell.data_type = words, "s"  # type: ignore[attr-defined]  # noqa: SLF001
    return cell
