"""milestones.csv: what each project reaches, planned, expected and reached."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.exchange.book import Firm, ProjectRecord
from models.exchange.cell import DAY, KEY_TEXT, WEIGHT, line
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.project import named_project
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.fact import known
from models.milestone import Milestone, MilestoneMove

LAYOUT = Layout(
    "milestones",
    (
        Column("project", KEY_TEXT, required=True),
        Column("name", line(), required=True),
        Column("baseline_on", DAY, required=True),
        Column("forecast_on", DAY),
        Column("actual_on", DAY),
        Column("weight", WEIGHT),
    ),
    key=("project", "name"),
)
_, _, BASELINE_ON, FORECAST_ON, ACTUAL_ON, WEIGHT_COLUMN = LAYOUT.columns


@dataclass(slots=True)
class MilestoneRecord:
    """A milestone with what is believed of its day."""

    milestone: Milestone
    belief: MilestoneMove | None = None


def fields(_firm: Firm) -> tuple[Field[MilestoneRecord], ...]:
    return (
        attribute(BASELINE_ON, _milestone),
        _believed(FORECAST_ON),
        _believed(ACTUAL_ON),
        attribute(WEIGHT_COLUMN, _milestone),
    )


def _milestone(record: MilestoneRecord) -> Milestone:
    return record.milestone


def _believed(column: Column) -> Field[MilestoneRecord]:
    def read(record: MilestoneRecord) -> date | None:
        return getattr(record.belief, column.name, None)

    def write(intake: Intake, record: MilestoneRecord, _row: Row, day: date | None) -> None:
        setattr(_new_belief(intake, record), column.name, day)

    return Field(column, read, write)


def _new_belief(intake: Intake, record: MilestoneRecord) -> MilestoneMove:
    """Return the belief of this import; the one before stays as what was believed then."""
    old = record.belief
    if old is not None and old.id is None:
        return old
    days = (old.forecast_on, old.actual_on) if old else (None, None)
    new = MilestoneMove(
        milestone=record.milestone, forecast_on=days[0], actual_on=days[1], **intake.fact
    )
    if old is not None:
        old.superseded_at = intake.now
    intake.later.append(new)
    record.belief = new
    return new


def load(session: Session, owners: Iterable[ProjectRecord]) -> dict[tuple[str, str], Any]:
    """Return the milestones of projects, by the project's key and their name."""
    keys = {record.project.id: record.project.key for record in owners}
    beliefs = {
        move.milestone_id: move
        for move in session.exec(select(MilestoneMove).where(known(MilestoneMove, None)))
    }
    return {
        (keys[row.project_id], row.name): MilestoneRecord(row, beliefs.get(row.id or 0))
        for row in session.exec(select(Milestone))
        if row.project_id in keys
    }


def _prepare(intake: Intake, _sheet: Sheet) -> None:
    intake.loaded = load(intake.session, intake.firm.projects.values())


def _find(intake: Intake, row: Row) -> MilestoneRecord | None:
    found: MilestoneRecord | None = intake.loaded.get((row.values["project"], row.values["name"]))
    return found


def _make(intake: Intake, row: Row) -> MilestoneRecord | None:
    if (owner := named_project(intake, row)) is None:
        return None
    milestone = Milestone(
        project=owner.project, name=row.values["name"], baseline_on=row.values["baseline_on"]
    )
    intake.session.add(milestone)
    return MilestoneRecord(milestone)


def _give(session: Session, firm: Firm) -> Iterator[Values]:
    records = load(session, firm.projects.values())
    for (key, called), record in sorted(records.items()):
        yield {"project": key, "name": called} | values(fields(firm), record)


MILESTONES = Noun(LAYOUT, fields, _find, _make, _milestone, _give, _prepare)
