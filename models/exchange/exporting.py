"""Exporting: the firm as the sheets that an import takes; importing them again changes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from models.exchange.book import Firm, load_firm
from models.exchange.guard import guarded
from models.exchange.sheet import Cells, Column, Layout
from models.exchange.sheets import NOUNS
from models.person import Person
from models.ports import Progress, silent
from models.setting import firm_settings


def export_sheets(
    session: Session, today: date, progress: Progress = silent
) -> Iterator[tuple[Layout, Iterator[tuple[Any, ...]]]]:
    """Return each sheet with the values of its rows, in an order that hangs on the rows alone."""
    firm = load_firm(session, today, firm_settings(session).currency)
    for done, noun in enumerate(NOUNS.values(), 1):
        yield noun.layout, _rows(session, firm, noun.layout)
        progress("export", done, len(NOUNS))


def _rows(session: Session, firm: Firm, layout: Layout) -> Iterator[tuple[Any, ...]]:
    names = [column.name for column in layout.columns]
    for row in NOUNS[layout.name].give(session, firm):
        yield tuple(row.get(name) for name in names)


def as_text(layout: Layout, rows: Iterator[tuple[Any, ...]]) -> Iterator[Cells]:
    """Return the header and each row in the words of a CSV file, guarded against formulas."""
    yield tuple(column.name for column in layout.columns)
    for row in rows:
        yield tuple(map(shown, layout.columns, row))


def shown(column: Column, value: Any) -> str:
    """Return the cell of a value; nothing is an empty cell."""
    if value is None:
        return ""
    words = column.kind.show(value)
    return guarded(words) if column.kind.is_text else words


def left_out(session: Session) -> int:
    """Count the colleagues who are in no sheet, because they have no e-mail."""
    nameless = select(func.count(col(Person.id))).where(
        col(Person.email).is_(None), col(Person.former_number).is_(None)
    )
    return session.exec(nameless).one()
