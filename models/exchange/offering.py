"""offerings.csv: what the firm delivers, and what a Client Manager needs to tell of it."""

import re
from collections.abc import Iterator

from sqlmodel import Session

from models.exchange.book import Firm, OfferingRecord
from models.exchange.cell import PERSON, CellError, Kind, name, text
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.post import MANAGER, STATUS, manager_field, named_person, state_field
from models.exchange.sheet import Column, Layout, Row
from models.offering import Offering
from models.text import NAME, NOTE

ENDS_IN_PERCENT = re.compile(r"\d\s?%$")


def _read_name(words: str) -> str:
    """Read a name that can stand in a list of shares, like "A 60%; B 40%"."""
    called = str(name().read(words))
    if ENDS_IN_PERCENT.search(called):
        raise CellError
    return called


OFFERING = Kind(
    "a name without a semicolon, and without a percentage at its end",
    _read_name,
    is_text=True,
    longest=NAME,
)
LAYOUT = Layout(
    "offerings",
    (
        Column("name", OFFERING, required=True),
        MANAGER,
        STATUS["offering"],
        Column("description", text(NOTE)),
        Column("good_for", text(NOTE)),
        Column("pitch", text(NOTE)),
        Column("proof", text(NOTE)),
        Column("bring", PERSON),
    ),
    key=("name",),
)
WORDS = LAYOUT.columns[3:7]
BRING = LAYOUT.columns[7]


def fields(firm: Firm) -> tuple[Field[OfferingRecord], ...]:
    return (
        manager_field(firm),
        state_field("offering", firm),
        *(attribute(column, _offering) for column in WORDS),
        Field(BRING, _email, _set_bring, hides=lambda r: bool(r.bring) and _email(r) is None),
    )


def _offering(record: OfferingRecord) -> Offering:
    return record.offering


def _email(record: OfferingRecord) -> str | None:
    return record.bring.email if record.bring else None


def _set_bring(intake: Intake, record: OfferingRecord, row: Row, email: str | None) -> None:
    record.bring = named_person(intake, row, "bring", email) if email else None
    record.offering.bring = record.bring


def _find(intake: Intake, row: Row) -> OfferingRecord | None:
    return intake.firm.offerings.get(row.values["name"])


def _make(intake: Intake, row: Row) -> OfferingRecord:
    offering = Offering(name=row.values["name"], recorded_at=intake.now)
    intake.session.add(offering)
    record = intake.firm.offerings[offering.name] = OfferingRecord(offering)
    return record


def _give(_session: Session, firm: Firm) -> Iterator[Values]:
    for called, record in sorted(firm.offerings.items()):
        yield {"name": called} | values(fields(firm), record)


OFFERINGS = Noun(LAYOUT, fields, _find, _make, _offering, _give)
