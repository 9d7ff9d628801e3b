"""Every refusal has words of its own."""

from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path

import pytest

from models.errors import FaultsError, ImportRefusedError, RefusedError
from models.exchange.problem import Place, Problem, Remark, Trouble, Warned
from views.exchange import MOST_LINES, REMARKS, WORDS, problem_lines, remark_lines
from views.problem import refusal

DAY = date(2030, 5, 6)
VALUES = {
    "on": DAY,
    "day": DAY,
    "today": DAY,
    "start_on": DAY,
    "end_on": DAY,
    "ended_on": DAY,
    "person_id": 3,
    "rows": 3,
    "length": 3,
    "longest": 2,
    "seconds": 2.5,
    "options": ("one", "two"),
    "allowed": ("one", "two"),
    "tables": ("one", "two"),
    "problems": (),
    "path": Path("firm.backup"),
}


def kinds(base=RefusedError):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def made(kind):
    if not hasattr(kind, "__dataclass_fields__"):
        return kind()
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    values = VALUES | ({"faults": {"path": "amber_without_path"}} if kind is FaultsError else {})
    return kind(**{name: values.get(name, "words") for name in needed})


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=str))
def test_every_refusal_is_worded(kind):
    words = refusal(made(kind))

    assert words not in ("", "That is not possible just now.")


def test_every_trouble_and_every_remark_is_worded():
    assert set(WORDS) == set(Trouble)
    assert set(REMARKS) == set(Remark)


@pytest.mark.parametrize("trouble", Trouble)
def test_a_problem_says_file_row_and_column(trouble):
    line = problem_lines([Problem(Place("a.csv", 7, "name"), trouble, "found", "hint")])

    assert "a.csv, row 7, column name: " in line


def test_of_many_problems_the_first_are_told_and_the_rest_counted():
    problems = [Problem(Place("a.csv", n), Trouble.REQUIRED) for n in range(MOST_LINES + 5)]

    assert problem_lines(problems).endswith("... and 5 more.")
    assert refusal(ImportRefusedError(tuple(problems))).startswith("Nothing was imported:")


def test_remarks_of_a_kind_are_one_line():
    warned = [Warned(Place("a.csv", n), Remark.KEPT, "x" * 400) for n in (9, 4)]

    (line,) = remark_lines(warned)
    assert line.startswith("2 ")
    assert "row 9" in line
    assert len(line) < 250
