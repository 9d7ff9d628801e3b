"""What can be wrong with a sheet, and where; views/exchange.py has the words."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    UNREADABLE = "unreadable"
    NO_WORKBOOK = "no_workbook"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    CUT_SHORT = "cut_short"
    QUOTES = "quotes"
    PARTED = "parted"
    RAGGED = "ragged"
    UNKNOWN_SHEET = "unknown_sheet"
    NO_SHEETS = "no_sheets"
    NO_HEADER = "no_header"
    UNNAMED_COLUMN = "unnamed_column"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    COLUMN_TWICE = "column_twice"
    MERGED = "merged"
    FORMULA = "formula"
    ERROR_CELL = "error_cell"
    UNSTORABLE = "unstorable"
    REQUIRED = "required"
    EXPECTED = "expected"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    LAST_LEADER = "last_leader"


class Remark(StrEnum):
    """What is taken in all the same, and said."""

    FINISH_BEFORE_START = "finish_before_start"
    RED_WITHOUT_PATH = "red_without_path"
    RED_WITHOUT_HELP = "red_without_help"
    AMBER_WITHOUT_PATH = "amber_without_path"
    FINISH_IN_THE_PAST = "finish_in_the_past"
    AFTER_THE_END = "after_the_end"
    KEPT = "kept"
    STAYS_REMOVED = "stays_removed"
    CURVE_FALLS = "curve_falls"
    CURVE_MISSES_BUDGET = "curve_misses_budget"
    LOOKS_LIKE = "looks_like"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: rows count as a spreadsheet counts them, from 1."""

    file: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sheet cannot be taken in: `found` is what stands there, `hint` what would do."""

    at: Place
    trouble: Trouble
    found: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that takes another value: what stood there before, and what the sheet says."""

    at: Place
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What was taken in, or left, with a remark."""

    at: Place
    remark: Remark
    found: str = ""
