"""A folder of CSV files: UTF-8, a header row, cells quoted as RFC 4180 says."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from models.errors import ImportRefusedError
from models.exchange.problem import Place, Problem, Trouble
from models.exchange.sheet import Cells, Found, Layout

MOST_BYTES = 512 * 2**20
LONGEST_CELL = 2**20
Read = tuple[list[Found], list[Problem]]


def read_folder(path: Path, layouts: Mapping[str, Layout]) -> Read:
    """Return the sheets of a folder in the order of the layouts, and what cannot be read."""
    files = sorted(file for file in path.iterdir() if file.suffix.casefold() == ".csv")
    here = {file.stem: file for file in files if not file.name.startswith(".")}
    if not here:
        return [], [Problem(Place(str(path)), Trouble.NO_SHEETS)]
    names = ", ".join(f"{name}.csv" for name in layouts)
    strange = (Place(file.name) for name, file in here.items() if name not in layouts)
    problems = [Problem(where, Trouble.UNKNOWN_SHEET, hint=names) for where in strange]
    found: list[Found] = []
    for name in (name for name in layouts if name in here):
        try:
            found.append(_read_file(here[name], layouts[name]))
        except ImportRefusedError as refused:
            problems += refused.problems
    return found, problems


def _read_file(file: Path, layout: Layout) -> Found:
    records: list[tuple[int, Cells]] = []
    csv.field_size_limit(LONGEST_CELL)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _refused(Place(file.name), Trouble.TOO_LARGE, f"{MOST_BYTES // 2**20} MB")
        for record in _records(file):
            records.append(record)  # noqa: PERF402  # how far it came stands in the refusal
    except UnicodeDecodeError:
        raise _refused(_strange_byte(file), Trouble.NOT_UTF8) from None
    except csv.Error as error:
        raise _torn(Place(file.name, len(records) + 1), str(error)) from None
    except OSError as error:
        raise _refused(Place(file.name), Trouble.UNREADABLE, error.strerror or "") from None
    return found_sheet(file.name, layout, records)


def _records(file: Path) -> Iterator[tuple[int, Cells]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for number, cells in enumerate(csv.reader(lines, strict=True), 1):
            yield number, tuple(cells)


def _strange_byte(file: Path) -> Place:
    """Find the row and the column of the first byte that is not UTF-8: reading goes by blocks."""
    words = file.read_bytes()
    try:
        words.decode()
    except UnicodeDecodeError as error:
        rows = list(csv.reader(StringIO(words[: error.start].decode("utf-8-sig"), newline="")))
        column = rows[0][len(rows[-1]) - 1 : len(rows[-1])] if len(rows) > 1 else None
        return Place(file.name, max(1, len(rows)), column[0] if column else None)
    return Place(file.name)


def _torn(where: Place, said: str) -> ImportRefusedError:
    if "field larger" in said:
        return _refused(where, Trouble.TOO_LARGE, f"{LONGEST_CELL:,} characters in a cell")
    return _refused(where, Trouble.CUT_SHORT if "end of data" in said else Trouble.QUOTES)


def found_sheet(file: str, layout: Layout, records: Sequence[tuple[int, Cells]]) -> Found:
    """Part the header from the rows, and leave out rows and outer columns without a word."""
    worded = [(number, cells) for number, cells in records if any(map(str.strip, cells))]
    if not worded:
        raise _refused(Place(file, 1), Trouble.NO_HEADER)
    (top, names), *rows = worded
    width = max(at for at, name in enumerate(names, 1) if name.strip())
    header = tuple(name.strip() for name in names[:width])
    return Found(layout, file, header, [(n, _cut(cells, width)) for n, cells in rows], top)


def _cut(cells: Cells, width: int) -> Cells:
    """Leave out empty cells beyond the header, which spreadsheets add on their own."""
    return cells if any(map(str.strip, cells[width:])) else cells[:width]


def write_folder(path: Path, sheets: Mapping[str, Iterable[Cells]]) -> None:
    """Write each sheet, header first, as a file of the folder; each file is whole or not there."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        unfinished = path / f".{name}.csv.part"
        with unfinished.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)
        unfinished.replace(path / f"{name}.csv")


def _refused(where: Place, trouble: Trouble, hint: str = "") -> ImportRefusedError:
    return ImportRefusedError((Problem(where, trouble, hint=hint),))
