"""What is said of a project on a day: shared by status.csv and figures.csv.

A row that says something else than before is a new fact, and takes the old one's place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlmodel import Session, col, select

from models.exchange.book import Firm, ProjectRecord
from models.exchange.merge import Field, Intake
from models.exchange.noun import Values, values
from models.exchange.problem import Trouble
from models.exchange.project import amount, minor, named_project
from models.exchange.sheet import Column, Row, Sheet
from models.fact import known
from models.figures import Figures
from models.status import StatusUpdate

F = TypeVar("F", StatusUpdate, Figures)
Key = tuple[str, date]
AT_ONCE = 500
"""Projects whose facts are read in one query."""


@dataclass(slots=True)
class DatedRecord(Generic[F]):
    """The fact of a project for a day, and whether it was there before this import."""

    owner: ProjectRecord
    fact: F
    is_old: bool = False


def said(column: Column, blank: Any = None, name: str = "") -> Field[DatedRecord[Any]]:
    """Return the field of a column that is an attribute of the fact."""
    attribute_name = name or column.name

    def read(record: DatedRecord[Any]) -> Any:
        return getattr(record.fact, attribute_name)

    def write(intake: Intake, record: DatedRecord[Any], _row: Row, value: Any) -> None:
        setattr(fresh(intake, record), attribute_name, value)

    return Field(column, read, write, blank)


def money(column: Column) -> Field[DatedRecord[Any]]:
    """Return the field of a column that is an amount in the project's currency."""

    def read(record: DatedRecord[Any]) -> Decimal | None:
        return amount(record.owner, getattr(record.fact, column.name))

    def write(intake: Intake, record: DatedRecord[Any], row: Row, value: Decimal | None) -> None:
        units = (
            minor(intake, record.owner, row, (column.name, value)) if value is not None else None
        )
        setattr(fresh(intake, record), column.name, units)

    return Field(column, read, write)


def fresh(intake: Intake, record: DatedRecord[F]) -> F:
    """Return the fact that this import may write: a copy of what was said before, or a first."""
    if record.is_old:
        old = record.fact
        same = old.model_dump(exclude={"id", "superseded_at"} | set(intake.fact))
        record.fact = type(old)(**same, **intake.fact)
        record.is_old = False
        intake.replace(old, record.fact)
    return record.fact


def load(
    session: Session, table: type[F], owners: Sequence[ProjectRecord]
) -> Iterator[tuple[Key, DatedRecord[F]]]:
    """Return the facts that stand, some projects at a time, each project's in order of days."""
    for start in range(0, len(owners), AT_ONCE):
        some = {owner.project.id: owner for owner in owners[start : start + AT_ONCE]}
        facts: dict[Key, DatedRecord[F]] = {}
        rows = select(table).where(col(table.project_id).in_(some), known(table, None))
        for fact in session.exec(rows):
            owner = some[fact.project_id]
            facts[owner.project.key, fact.as_of] = DatedRecord(owner, fact, is_old=True)
        yield from sorted(facts.items())


def prepare(table: type[F]) -> Callable[[Intake, Sheet], None]:
    """Return what loads the facts of the projects that a sheet names."""

    def load_named(intake: Intake, sheet: Sheet) -> None:
        keys = sorted({row.values["project"] for row in sheet.rows} & set(intake.firm.projects))
        owners = [intake.firm.projects[key] for key in keys]
        owners = [owner for owner in owners if owner.project.id is not None]
        intake.loaded = dict(load(intake.session, table, owners))

    return load_named


def find(intake: Intake, row: Row) -> Any:
    return intake.loaded.get((row.values["project"], row.values["as_of"]))


def make(table: type[F]) -> Callable[[Intake, Row], DatedRecord[F] | None]:
    """Return what makes the fact of a row; its day must have come."""

    def make_one(intake: Intake, row: Row) -> DatedRecord[F] | None:
        owner, as_of = named_project(intake, row), row.values["as_of"]
        if as_of > intake.firm.today:
            hint = f"a day up to today, {intake.firm.today}"
            intake.refuse(row.place("as_of"), Trouble.EXPECTED, str(as_of), hint)
        if owner is None:
            return None
        fact = table(project=owner.project, as_of=as_of, **intake.fact)
        intake.session.add(fact)
        record = intake.loaded[owner.project.key, as_of] = DatedRecord(owner, fact)
        return record

    return make_one


def give(
    table: type[F], fields: Callable[[Firm], Sequence[Field[DatedRecord[F]]]]
) -> Callable[[Session, Firm], Iterator[Values]]:
    """Return what gives each fact that stands, by project and day."""

    def give_all(session: Session, firm: Firm) -> Iterator[Values]:
        columns = fields(firm)
        owners = [record for _, record in sorted(firm.projects.items())]
        for (key, as_of), record in load(session, table, owners):
            yield {"project": key, "as_of": as_of} | values(columns, record)

    return give_all


def source(record: DatedRecord[F]) -> F:
    return record.fact
