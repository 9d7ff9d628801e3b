"""Where sheets come from and go to: a folder of CSV files or one workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import FileFailedError, ImportRefusedError
from models.exchange.exporting import as_text
from models.exchange.folder import read_folder, write_folder
from models.exchange.problem import Place, Problem, Trouble
from models.exchange.sheet import Found, Layout, read_sheet
from models.exchange.sheets import LAYOUTS

WORKBOOK = ".xlsx"
Given = Iterator[tuple[Layout, Iterator[tuple[Any, ...]]]]


def read_path(path: Path) -> list[Found]:
    """Return the sheets of a folder or a workbook.

    Raises ImportRefusedError with every problem of every file when one of them cannot be read.
    """
    found, problems = _read(path)
    if problems:
        told = {(problem.at.file, problem.at.row) for problem in problems}
        others = (problem for sheet in found for problem in read_sheet(sheet).problems)
        problems += [p for p in others if (p.at.file, p.at.row) not in told]
        raise ImportRefusedError(tuple(problems))
    return found


def _read(path: Path) -> tuple[list[Found], list[Problem]]:
    try:
        if path.is_dir():
            return read_folder(path, LAYOUTS)
        if path.suffix.casefold() == WORKBOOK:
            from models.exchange.workbook import read_workbook  # noqa: PLC0415  # openpyxl is heavy

            return read_workbook(path, LAYOUTS)
        path.stat()
    except OSError as error:
        return [], [Problem(Place(str(path)), Trouble.UNREADABLE, hint=error.strerror or "")]
    return [], [Problem(Place(str(path)), Trouble.NO_SHEETS)]


def write_path(path: Path, given: Given) -> dict[str, int]:
    """Write sheets to a workbook, if the path ends so, else to a folder; count the rows of each.

    Raises FileFailedError where nothing can be written.
    """
    counts: dict[str, int] = {}
    counted = ((layout, _counted(counts, layout.name, rows)) for layout, rows in given)
    try:
        _write(path, counted)
    except OSError as error:
        raise FileFailedError(path, error.strerror or type(error).__name__) from error
    return counts


def _write(path: Path, given: Given) -> None:
    if path.suffix.casefold() == WORKBOOK:
        from models.exchange.workbook import write_workbook  # noqa: PLC0415  # openpyxl is heavy

        write_workbook(path, given)
        return
    for layout, rows in given:
        write_folder(path, {layout.name: as_text(layout, rows)})


def _counted(
    counts: dict[str, int], name: str, rows: Iterator[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    counts[name] = 0
    for row in rows:
        counts[name] += 1
        yield row
