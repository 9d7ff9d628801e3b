"""The spreadsheet behind the digest; it is to be read: the import has other columns."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from models.digest.sheet import SheetRow
from models.exchange.cell import ANY_NUMBER, DAY, text
from models.exchange.sheet import Column, Layout
from models.money import to_decimal
from models.portfolio import AsOf
from models.text import LINE, NAME, NOTE
from views.mark import WORDS, count_words

WORD = text(NAME)
COLUMNS = (
    ("Project", WORD, 28),
    ("Key", WORD, 12),
    ("Client", WORD, 22),
    ("Manager", WORD, 20),
    ("State", WORD, 10),
    ("Confidential", WORD, 13),
    ("Colour", WORD, 14),
    ("Since", DAY, 13),
    ("Time", WORD, 14),
    ("Target", WORD, 14),
    ("Budget", WORD, 14),
    ("Said on", DAY, 13),
    ("Start", DAY, 13),
    ("Plan finish", DAY, 13),
    ("Expected finish", DAY, 16),
    ("Currency", WORD, 10),
    ("Budget (amount)", ANY_NUMBER, 16),
    ("Spent", ANY_NUMBER, 14),
    ("Likely cost at the end", ANY_NUMBER, 22),
    ("What gets it back", text(LINE), 40),
    ("A plan by", DAY, 13),
    ("Must help", WORD, 20),
    ("Decision waits", WORD, 15),
    ("Note", text(NOTE), 50),
)
"""Each with its kind and its width; the parts are called as on the screen."""
LAYOUT = Layout("Projects", tuple(Column(name, kind) for name, kind, _ in COLUMNS))


def as_of_words(as_of: AsOf, zone: str) -> str:
    """Say as of when a spreadsheet is, in the firm's time, and what is not in it yet."""
    at = as_of.known_at.astimezone(ZoneInfo(zone)) if as_of.known_at else None
    when = f"{as_of.day.day} {as_of.day:%B %Y}" + (f", {at:%H:%M}" if at else "")
    return f"As of {when} ({zone}).{_missing(len(as_of.hidden))}"


def _missing(count: int) -> str:
    if not count:
        return ""
    reports = count_words(count, "report")
    return f" Not in it yet: {reports} of the last ten minutes, which can still be taken back."


def digest_workbook(rows: Sequence[SheetRow], head: str) -> bytes:
    """Return the rows as an XLSX workbook; what people typed never runs as a formula."""
    from models.exchange.paper import Paper, paper_bytes  # noqa: PLC0415  # openpyxl is heavy

    widths = [width for _, _, width in COLUMNS]
    return paper_bytes(Paper(head, LAYOUT, widths), _rows(rows))


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
