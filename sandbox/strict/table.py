"""Tables: the plain `table`, and `data_table`, which slack_sdk does not know."""

from collections.abc import Iterator
from typing import Any

from sandbox.strict.fault import Fault
from sandbox.strict.rich_text import RICH_TEXT
from sandbox.strict.rule import (
    Json,
    Rule,
    Shape,
    anything,
    flag,
    kinds,
    many,
    number,
    one_of,
    whole,
    words,
)

COLUMNS = 20
ROWS = 100
RAW_TEXT = Shape({"type": anything, "text": words()}, ("text",))


def raw_number(*needs: str) -> Shape:
    """Take a number in a cell; in the plain table its text is needed too."""
    return Shape({"type": anything, "value": number, "text": words()}, needs)


CELL = kinds(
    {"raw_text": RAW_TEXT, "raw_number": raw_number("value", "text"), "rich_text": RICH_TEXT},
    "raw_text",
    "raw_number",
    "rich_text",
)
DATA_CELL = kinds(
    {"raw_text": RAW_TEXT, "raw_number": raw_number("value"), "rich_text": RICH_TEXT},
    "raw_text",
    "raw_number",
    "rich_text",
)
SETTINGS = Shape({"align": one_of("left", "center", "right"), "is_wrapped": flag})


def setting(value: Any, at: str) -> Iterator[Fault]:
    """Take what is said of one column; null leaves it as it is."""
    if value is not None:
        yield from SETTINGS(value, at)


def rows_are_even(block: Json, at: str) -> Iterator[Fault]:
    """Refuse a row that has more or fewer cells than the first."""
    width = len(block["rows"][0])
    for index, row in enumerate(block["rows"]):
        if len(row) != width:
            yield Fault(f"{at}/rows/{index}", f"all rows must have {width} cells")


def header_is_plain(block: Json, at: str) -> Iterator[Fault]:
    """Refuse rich text in the header."""
    for index, cell in enumerate(block["rows"][0]):
        if cell["type"] == "rich_text":
            yield Fault(f"{at}/rows/0/{index}/type", "unsupported type: rich_text")


def row_header_is_there(block: Json, at: str) -> Iterator[Fault]:
    """Refuse a row header in a column that the table does not have."""
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        yield Fault(f"{at}/row_header_column_index", "must be a column of the table")


def rows(cell: Rule, least: int, most: int) -> Rule:
    """Take so many rows of cells."""
    return many(many(cell, most=COLUMNS), least=least, most=most)


TABLE = Shape(
    {
        "type": anything,
        "block_id": words(),
        "rows": rows(CELL, 1, ROWS),
        "column_settings": many(setting, most=COLUMNS),
    },
    ("rows",),
    (rows_are_even,),
)
DATA_TABLE = Shape(
    {
        "type": anything,
        "block_id": words(255),
        "caption": words(),
        "rows": rows(DATA_CELL, 2, ROWS + 1),
        "page_size": whole(1, 100),
        "row_header_column_index": whole(),
    },
    ("caption", "rows"),
    (rows_are_even, header_is_plain, row_header_is_there),
)
