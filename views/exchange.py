"""How an import is told: what is wrong and where, what was remarked, what was taken in."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.table import Table

from models.exchange.importing import Imported
from models.exchange.problem import Place, Problem, Remark, Trouble, Warned

MOST_LINES = 40
MOST_ALIKE = 5
WORDS = {
    Trouble.UNREADABLE: "cannot be read{hint}",
    Trouble.NO_WORKBOOK: "is no .xlsx workbook, or damaged or locked by a password; save it anew",
    Trouble.TOO_LARGE: "is too large; the limit is {hint}",
    Trouble.NOT_UTF8: "is not written in UTF-8; save it as “CSV UTF-8”",
    Trouble.CUT_SHORT: "the file ends in the middle of this row; export it again",
    Trouble.QUOTES: "a quotation mark stands wrong; inside a quoted cell, write it twice",
    Trouble.PARTED: "the cells are parted by {found}; save the file with commas between them",
    Trouble.RAGGED: "has {found} cells, but the header has {hint}: a comma too few or too many",
    Trouble.UNKNOWN_SHEET: "Trefoil knows no sheet of this name; it takes {hint}",
    Trouble.NO_SHEETS: "holds no sheet; give a folder of CSV files or one .xlsx workbook",
    Trouble.NO_HEADER: "is empty; its first row must name the columns",
    Trouble.UNNAMED_COLUMN: "has no name; name it in the first row, or delete it",
    Trouble.UNKNOWN_COLUMN: "unknown column; did you mean {hint}?",
    Trouble.MISSING_COLUMN: "this column is missing; it holds {hint}",
    Trouble.COLUMN_TWICE: "this column stands there twice; delete one",
    Trouble.MERGED: "the cells {found} are merged; unmerge them",
    Trouble.FORMULA: "is a formula; paste its value in its place",
    Trouble.ERROR_CELL: "shows the error {found}; write the value in its place",
    Trouble.UNSTORABLE: "holds an invisible control character; type the cell anew",
    Trouble.REQUIRED: "is empty; expected {hint}",
    Trouble.EXPECTED: "found “{found}”; expected {hint}",
    Trouble.TOO_LONG: "is {length:,} characters long; expected {hint}",
    Trouble.DUPLICATE: "“{found}” stands in row {hint} already; keep one of the two",
    Trouble.UNKNOWN: "“{found}” is not known{near}",
    Trouble.AMBIGUOUS: "“{found}” would lead to two clients; take it from one of them",
    Trouble.LAST_LEADER: "nobody would lead the firm; say yes for another leader first",
}
REMARKS = {
    Remark.FINISH_BEFORE_START: "finish before the start",
    Remark.RED_WITHOUT_PATH: "red, without what gets it back",
    Remark.RED_WITHOUT_HELP: "red, without who must help",
    Remark.AMBER_WITHOUT_PATH: "amber, without what gets it back",
    Remark.FINISH_IN_THE_PAST: "expected finish before the day of the report",
    Remark.AFTER_THE_END: "a report of a day on which the project had ended",
    Remark.KEPT: "changed in Trefoil, so it stays (--overwrite takes the file's)",
    Remark.STAYS_REMOVED: "was removed in Trefoil and stays removed",
    Remark.CURVE_FALLS: "planned value falls; it is cumulative",
    Remark.CURVE_MISSES_BUDGET: "planned value does not end at the budget",
    Remark.LOOKS_LIKE: "a new client that looks like one that is there",
}
SHORT = 60
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def problem_lines(problems: Sequence[Problem]) -> str:
    """Return a line for each problem, and how many more there are.

    Where there are too many, one trouble in one column does not hide the others.
    """
    lines = [f"{_where(p.at)}: {_words(p)}" for p in _telling(problems)]
    if len(problems) > MOST_LINES:
        lines.append(f"... and {len(problems) - MOST_LINES:,} more.")
    return "\n".join(["Nothing was imported:", *lines])


def _telling(problems: Sequence[Problem]) -> list[Problem]:
    """Return as many as can be told, in order: the first of each kind come before the rest."""
    alike: Counter[tuple[str, str | None, Trouble]] = Counter()
    rest: dict[int, bool] = {}
    for at, problem in enumerate(problems):
        kind = problem.at.file, problem.at.column, problem.trouble
        alike[kind] += 1
        rest[at] = alike[kind] > MOST_ALIKE
    told = sorted(rest, key=rest.__getitem__)[:MOST_LINES]
    return [problems[at] for at in sorted(told)]


def remark_lines(warned: Sequence[Warned]) -> list[str]:
    """Return a line for each kind of remark, with its number and the first place."""
    first = {w.remark: w for w in reversed(warned)}
    counts = Counter(w.remark for w in warned)
    return [
        f"{count:,} × {REMARKS[remark]}; first {_where(first[remark].at)}{_found(first[remark])}"
        for remark, count in counts.items()
    ]


def change_lines(done: Imported) -> list[str]:
    """Return what would be changed, cell by cell, as far as it was kept."""
    lines = [f"{_where(c.at)}: “{_cut(c.before)}” becomes “{_cut(c.after)}”" for c in done.changed]
    rows = sum(tally.changed for tally in done.sheets.values())
    told = len({(c.at.file, c.at.row) for c in done.changed})
    return [*lines, f"... and more, in {rows - told} rows."] if rows > told else lines


def imported_table(done: Imported, *, dry_run: bool) -> Table:
    """Return what each sheet brought."""
    title = "Would be imported" if dry_run else "Imported"
    table = Table("Sheet", title=title, title_justify="left")
    for heading in ("new", "changed", "unchanged"):
        table.add_column(heading, justify="right")
    for name, tally in done.sheets.items():
        table.add_row(name, f"{tally.new:,}", f"{tally.changed:,}", f"{tally.unchanged:,}")
    return table


def exported_table(counts: Mapping[str, int]) -> Table:
    """Return how many rows each sheet has."""
    table = Table("Sheet", title="Exported", title_justify="left")
    table.add_column("rows", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def _where(at: Place) -> str:
    row = f", row {at.row}" if at.row else ""
    column = f", column {_cut(at.column)}" if at.column else ""
    return f"{_visible(at.file)}{row}{column}"


def _words(problem: Problem) -> str:
    found, hint = _cut(problem.found), problem.hint
    if problem.trouble is Trouble.UNREADABLE:
        hint = f": {hint}" if hint else ""
    near = f"; did you mean {_cut(hint)}?" if hint else ""
    words = WORDS[problem.trouble]
    return words.format(found=found, hint=hint, near=near, length=len(problem.found))


def _found(warned: Warned) -> str:
    return f" (“{_cut(warned.found)}”)" if warned.found else ""


def _cut(words: str) -> str:
    line = " ".join(_visible(words).split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def _visible(words: str) -> str:
    """Return the words without what would steer a terminal or turn the reading around."""
    return STEERING.sub("\ufffd", words)
