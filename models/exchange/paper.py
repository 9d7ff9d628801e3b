"""A sheet to be read by people: a line above it, columns as wide as their words, dates as dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from models.exchange.sheet import Column, Layout
from models.exchange.workbook import cell_of

DATES, WHOLE, PARTS = "d mmm yyyy", "#,##0", "#,##0.00"
HEADER = 2
"""The row of the column names; above it stands what the sheet is of."""
TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet with a line above its header, and the width of each column in characters."""

    head: str
    layout: Layout
    widths: Sequence[int]


def paper_bytes(paper: Paper, rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the sheet as a workbook; its header and its first column stay in sight."""
    book, file = Workbook(write_only=True), BytesIO()
    sheet: Any = book.create_sheet(paper.layout.name)
    columns, found = paper.layout.columns, list(rows)
    sheet.freeze_panes = f"B{HEADER + 1}"
    sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(columns))}{HEADER + len(found)}"
    for at, width in enumerate(paper.widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([paper.head])
    sheet.append([_bold(sheet, column.name) for column in columns])
    for row in found:
        pairs = zip(columns, row, strict=True)
        sheet.append([_drawn(sheet, column, value) for column, value in pairs])
    book.save(file)
    return file.getvalue()


def _bold(sheet: Any, name: str) -> Cell:
    cell = WriteOnlyCell(sheet, name)
    cell.font, cell.alignment = Font(bold=True), TOP
    return cell


def _drawn(sheet: Any, column: Column, value: Any) -> Cell | None:
    written = cell_of(sheet, column, value)
    if written is None:
        return None
    cell: Cell = written if isinstance(written, Cell) else WriteOnlyCell(sheet, written)
    cell.alignment = TOP
    if isinstance(written, date):
        cell.number_format = DATES
    elif isinstance(written, Decimal):
        cell.number_format = WHOLE if written == int(written) else PARTS
    return cell
