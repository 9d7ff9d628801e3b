"""A sheet: its columns, its rows as they were found, and the reading of each cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from models.exchange.cell import CellError, Kind
from models.exchange.guard import unguarded
from models.exchange.problem import Place, Problem, Trouble
from models.naming import near

Cells = tuple[str, ...]
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
PARTED = re.compile("[;\t]")
NOT_A_COMMA = {";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `required` must stand in the header and hold a value in each row."""

    name: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet of this name may hold; `key` are the columns that tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet as it was found; rows are numbered as a spreadsheet does, from 1."""

    layout: Layout
    file: str
    header: Cells
    rows: Sequence[tuple[int, Cells]]
    header_row: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row, read: a value for each column of the sheet, None where the cell is empty."""

    at: Place
    values: dict[str, Any]

    def place(self, column: str) -> Place:
        return Place(self.at.file, self.at.row, column)


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet that can be read, what is wrong with the others, and what they held."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def copy(self) -> "Sheet":
        """Return the same rows for one pass, which may leave cells out of them."""
        return Sheet(self.layout, [Row(row.at, dict(row.values)) for row in self.rows])


def read_sheet(found: Found) -> Sheet:
    """Read each cell by its column; a sheet with a wrong header has no rows."""
    sheet = Sheet(found.layout, problems=list(_header_problems(found)))
    if sheet.problems:
        sheet.left_out.update(cell for _, cells in found.rows for cell in cells)
        return sheet
    by_name = {column.name: column for column in found.layout.columns}
    columns = [by_name[name] for name in found.header]
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in found.rows:
        row = Row(Place(found.file, number), {})
        troubles = list(_read_row(row, columns, cells)) or list(_seen_before(sheet, row, seen))
        sheet.problems += troubles
        if troubles:
            sheet.left_out.update(cells)
        else:
            sheet.rows.append(row)
    return sheet


def _header_problems(found: Found) -> Iterator[Problem]:
    if len(found.header) == 1 and (parted := PARTED.search(found.header[0])):
        where = Place(found.file, found.header_row)
        return iter([Problem(where, Trouble.PARTED, NOT_A_COMMA[parted[0]])])
    return chain(_named_problems(found), _missing_problems(found))


def _named_problems(found: Found) -> Iterator[Problem]:
    names = [column.name for column in found.layout.columns]
    for at, name in enumerate(found.header):
        where = Place(found.file, found.header_row, name or str(at + 1))
        if not name:
            yield Problem(where, Trouble.UNNAMED_COLUMN)
        elif name not in names:
            hint = near(name, names)[:1] or (", ".join(names),)
            yield Problem(where, Trouble.UNKNOWN_COLUMN, name, *hint)
        elif name in found.header[:at]:
            yield Problem(where, Trouble.COLUMN_TWICE, name)


def _missing_problems(found: Found) -> Iterator[Problem]:
    for column in found.layout.columns:
        if column.required and column.name not in found.header:
            where = Place(found.file, found.header_row, column.name)
            yield Problem(where, Trouble.MISSING_COLUMN, hint=column.kind.expected)


def _read_row(row: Row, columns: Sequence[Column], cells: Cells) -> Iterator[Problem]:
    if len(cells) != len(columns):
        counts = str(len(cells)), str(len(columns))
        yield Problem(row.at, Trouble.RAGGED, *counts)
        return
    for column, cell in zip(columns, cells, strict=True):
        where = row.place(column.name)
        try:
            row.values[column.name] = _value(column, cell)
        except CellError as error:
            trouble = error.args[0] if error.args else Trouble.EXPECTED
            longest = f"at most {column.kind.longest:,} characters" if column.kind.longest else ""
            hint = longest if trouble is Trouble.TOO_LONG else column.kind.expected
            yield Problem(where, trouble, cell, hint)


def _value(column: Column, cell: str) -> Any:
    words = unguarded(cell) if column.kind.is_text else cell.strip()
    if UNSTORABLE.search(words):
        raise CellError(Trouble.UNSTORABLE)
    if not words.strip():
        if column.required:
            raise CellError(Trouble.REQUIRED)
        return None
    value = column.kind.read(words)
    length = len(value if isinstance(value, str) else words)
    if column.kind.longest and length > column.kind.longest:
        raise CellError(Trouble.TOO_LONG)
    return value


def _seen_before(sheet: Sheet, row: Row, seen: dict[tuple[Any, ...], int]) -> Iterable[Problem]:
    key = tuple(row.values.get(name) for name in sheet.layout.key)
    if not key or None in key:
        return
    if key in seen:
        shown = " · ".join(map(str, key))
        where = row.place(sheet.layout.key[0])
        yield Problem(where, Trouble.DUPLICATE, shown, str(seen[key]))
    seen.setdefault(key, row.at.row or 0)
