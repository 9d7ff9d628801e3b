"""baselines.csv: the curve of each project's current plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models.baseline import Baseline, PlannedValue
from models.exchange.book import Firm, ProjectRecord
from models.exchange.cell import AMOUNT, DAY, KEY_TEXT
from models.exchange.merge import Field, Intake
from models.exchange.noun import Noun, Values
from models.exchange.problem import Remark
from models.exchange.project import amount, minor, named_project, replan
from models.exchange.sheet import Column, Layout, Row, Sheet

LAYOUT = Layout(
    "baselines",
    (
        Column("project", KEY_TEXT, required=True),
        Column("on", DAY, required=True),
        Column("planned_value", AMOUNT, required=True),
    ),
    key=("project", "on"),
)
PLANNED_VALUE = LAYOUT.columns[2]


@dataclass(slots=True)
class PointRecord:
    """A point of the current curve of a project; `point` is None until it is drawn."""

    owner: ProjectRecord
    on: date
    point: PlannedValue | None = None


def fields(_firm: Firm) -> tuple[Field[PointRecord], ...]:
    return (Field(PLANNED_VALUE, _planned_value, _set_planned_value),)


def _planned_value(record: PointRecord) -> Decimal | None:
    return amount(record.owner, record.point.amount) if record.point else None


def _set_planned_value(intake: Intake, record: PointRecord, row: Row, value: Decimal) -> None:
    minor_units = minor(intake, record.owner, row, ("planned_value", value))
    if minor_units is None:
        return
    plan = _plan(intake, record.owner)
    record.point = record.owner.curve.get(record.on) or _draw(
        intake, record, PlannedValue(baseline=plan, planned_on=record.on)
    )
    record.point.amount = minor_units


def _plan(intake: Intake, owner: ProjectRecord) -> Baseline:
    """Return the plan to draw on: a curve that stood before this import has a successor."""
    plan, curve = owner.baseline, owner.curve
    if plan and not any(point.id for point in curve.values()):
        return plan
    plan = replan(intake, owner)
    for on, old in curve.items():
        copy = PlannedValue(baseline=plan, planned_on=on, amount=old.amount, imported=old.imported)
        _draw(intake, PointRecord(owner, on), copy)
    return plan


def _draw(intake: Intake, record: PointRecord, point: PlannedValue) -> PlannedValue:
    record.owner.curve[record.on] = point
    intake.session.add(point)
    return point


def _find(intake: Intake, row: Row) -> PointRecord | None:
    owner = intake.firm.projects.get(row.values["project"])
    point = owner.curve.get(row.values["on"]) if owner else None
    return PointRecord(owner, row.values["on"], point) if owner and point else None


def _make(intake: Intake, row: Row) -> PointRecord | None:
    owner = named_project(intake, row)
    return PointRecord(owner, row.values["on"]) if owner else None


def _check(intake: Intake, sheet: Sheet) -> None:
    """Remark on a curve that falls, or that does not end at the budget."""
    last_rows = {row.values["project"]: row for row in sheet.rows}
    for key, row in last_rows.items():
        owner = intake.firm.projects.get(key)
        if owner is None or owner.baseline is None:
            continue
        amounts = [owner.curve[on].amount for on in sorted(owner.curve)]
        if amounts != sorted(amounts):
            intake.remark(row.place("planned_value"), Remark.CURVE_FALLS, key)
        elif amounts and owner.baseline.budget not in (None, amounts[-1]):
            intake.remark(row.place("planned_value"), Remark.CURVE_MISSES_BUDGET, key)


def _give(_session: Session, firm: Firm) -> Iterator[Values]:
    for key, owner in sorted(firm.projects.items()):
        for on, point in sorted(owner.curve.items()):
            yield {"project": key, "on": on, "planned_value": amount(owner, point.amount)}


def _source(record: PointRecord) -> PlannedValue:
    return record.point or PlannedValue()


BASELINES = Noun(LAYOUT, fields, _find, _make, _source, _give, check=_check)
