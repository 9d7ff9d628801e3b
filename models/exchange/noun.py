"""What each sheet brings: how its rows are found, made, filled and given back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from sqlmodel import Session

from models.exchange.book import Firm
from models.exchange.merge import Field, Intake, Outcome, R, merge
from models.exchange.sheet import Layout, Row, Sheet
from models.imported import Importable

Values = Mapping[str, Any]


def _unchecked(_intake: Intake, _sheet: Sheet) -> None:
    """Nothing holds between the rows of this sheet."""


@dataclass(frozen=True, slots=True)
class Noun(Generic[R]):
    """One sheet of the firm.

    `prepare` loads what `find` needs, `find` returns the record of a row or None, `make` a new one
    or None when it had to refuse, `source` the row of the database behind a record. `check` looks
    at what holds between rows, once all are in; `give` returns every row of an export.
    """

    layout: Layout
    fields: Callable[[Firm], Sequence[Field[R]]]
    find: Callable[[Intake, Row], R | None]
    make: Callable[[Intake, Row], R | None]
    source: Callable[[R], Importable]
    give: Callable[[Session, Firm], Iterable[Values]]
    prepare: Callable[[Intake, Sheet], None] = _unchecked
    check: Callable[[Intake, Sheet], None] = _unchecked


def take(intake: Intake, sheet: Sheet, noun: Noun[Any]) -> Iterator[Outcome | None]:
    """Bring the rows of a sheet in, one outcome each; None where a row was refused."""
    noun.prepare(intake, sheet)
    fields = noun.fields(intake.firm)
    for row in sheet.rows:
        if (record := noun.find(intake, row)) is not None:
            yield _update(intake, (row, record), noun, fields)
        elif (record := noun.make(intake, row)) is not None:
            merge(intake, row, record, fields, None).remember(noun.source(record))
            yield Outcome.NEW
        else:
            yield None
    noun.check(intake, sheet)


def _update(
    intake: Intake, pair: tuple[Row, R], noun: Noun[R], fields: Sequence[Field[R]]
) -> Outcome:
    row, record = pair
    merged = merge(intake, row, record, fields, noun.source(record))
    merged.remember(noun.source(record))
    return Outcome.CHANGED if merged.changed else Outcome.UNCHANGED


def values(fields: Sequence[Field[R]], record: R) -> dict[str, Any]:
    """Return what the columns of a record hold."""
    return {one.name: one.read(record) for one in fields}
