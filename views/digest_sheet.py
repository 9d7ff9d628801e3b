"""The spreadsheet behind the digest; it is to be read: the import has other columns."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from models.digest_sheet import SheetRow
from models.exchange.cell import ANY_NUMBER, DAY, text
from models.exchange.sheet import Column, Layout
from models.money import to_decimal
from models.text import LINE, NAME, NOTE
from views.mark import WORDS

WORD = text(NAME)
LAYOUT = Layout(
    "Projects",
    tuple(
        Column(name, kind)
        for name, kind in (
            ("Project", WORD),
            ("Key", WORD),
            ("Client", WORD),
            ("Manager", WORD),
            ("State", WORD),
            ("Confidential", WORD),
            ("Colour", WORD),
            ("Since", DAY),
            ("Time", WORD),
            ("Target", WORD),
            ("Money", WORD),
            ("Said on", DAY),
            ("Start", DAY),
            ("Plan finish", DAY),
            ("Expected finish", DAY),
            ("Currency", WORD),
            ("Budget", ANY_NUMBER),
            ("Spent", ANY_NUMBER),
            ("Likely cost", ANY_NUMBER),
            ("What gets it back", text(LINE)),
            ("A plan by", DAY),
            ("Must help", WORD),
            ("Decision waits", WORD),
            ("Note", text(NOTE)),
        )
    ),
)


def digest_workbook(rows: Sequence[SheetRow]) -> bytes:
    """Return the rows as an XLSX workbook; what people typed never runs as a formula."""
    from models.exchange.workbook import workbook_bytes  # noqa: PLC0415  # openpyxl is heavy

    return workbook_bytes([(LAYOUT, _rows(rows))])


def sheet_name(day: date) -> str:
    return f"projects-{day.isoformat()}.xlsx"


def _rows(rows: Sequence[SheetRow]) -> Iterator[tuple[Any, ...]]:
    return ((*_what(row), *_how(row), *_money(row), *_needs(row)) for row in rows)


def _what(row: SheetRow) -> tuple[Any, ...]:
    line = row.told.line
    walled = "yes" if row.is_walled else None
    return line.name, line.key, line.client, row.manager, line.state.value, walled


def _how(row: SheetRow) -> tuple[Any, ...]:
    line = row.told.line
    shown = line.shown
    colours = (WORDS[colour] for colour in (shown.time, shown.target, shown.budget))
    days = line.said.confirmed_on, line.start_on, line.finish_on, row.told.said.expected_on
    return WORDS[shown.colour], row.since, *colours, *days


def _money(row: SheetRow) -> tuple[Any, ...]:
    """Return the currency and the amounts in it; without a currency they say nothing."""
    code = row.told.line.currency
    minor = (row.told.line.budget, row.spent, row.told.likely)
    if code is None:
        return None, None, None, None
    return code, *(None if amount is None else to_decimal(amount, code) for amount in minor)


def _needs(row: SheetRow) -> tuple[Any, ...]:
    said = row.told.said
    waits = "yes" if said.wants_decision else None
    return said.path, said.path_due_on, said.helper, waits, row.note
