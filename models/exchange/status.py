"""status.csv: what was said of each project on a day."""

from collections.abc import Callable

from sqlmodel import col, select

from models.colour import Colour
from models.exchange.book import Firm, state_today
from models.exchange.cell import (
    AMOUNT,
    ANY_NUMBER,
    DAY,
    KEY_TEXT,
    PERCENT,
    PERSON,
    Kind,
    choice,
    text,
)
from models.exchange.dated import (
    DatedRecord,
    find,
    fresh,
    give,
    make,
    money,
    prepare,
    said,
    source,
)
from models.exchange.merge import Field, Intake
from models.exchange.noun import Noun
from models.exchange.post import named_person
from models.exchange.problem import Remark
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.project import Project
from models.removal import WRITTEN, Removal
from models.state import ENDED
from models.status import Doubt, StatusUpdate, doubts
from models.text import LINE, NOTE

SOMEONE = "someone"
SAYABLE = choice((Colour.GREEN, Colour.AMBER, Colour.RED))


def _read_helper(words: str) -> str:
    return SOMEONE if words.casefold() == SOMEONE else str(PERSON.read(words))


HELPER = Kind(
    f"an e-mail address, or the word {SOMEONE} when someone must decide",
    _read_helper,
    is_text=True,
    longest=PERSON.longest,
)
LAYOUT = Layout(
    "status",
    (
        Column("project", KEY_TEXT, required=True),
        Column("as_of", DAY, required=True),
        Column("time", SAYABLE),
        Column("target", SAYABLE),
        Column("budget", SAYABLE),
        Column("overall", SAYABLE),
        Column("percent_complete", PERCENT),
        Column("spent", AMOUNT),
        Column("forecast_finish_on", DAY),
        Column("forecast_cost", AMOUNT),
        Column("value_delivered", ANY_NUMBER),
        Column("note", text(NOTE)),
        Column("path", text(LINE)),
        Column("help_from", HELPER),
        Column("by", PERSON),
    ),
    key=("project", "as_of"),
)
BY_NAME = {column.name: column for column in LAYOUT.columns}
PLAIN = (
    "time",
    "target",
    "budget",
    "overall",
    "percent_complete",
    "forecast_finish_on",
    "value_delivered",
    "note",
    "path",
)
Record = DatedRecord[StatusUpdate]


def fields(firm: Firm) -> tuple[Field[Record], ...]:
    def email(person_id: int | None) -> str | None:
        person = firm.people_by_id.get(person_id or 0)
        return person.email if person else None

    def helper(record: Record) -> str | None:
        return SOMEONE if record.fact.someone_must_decide else email(record.fact.help_from_id)

    def hidden(attribute: str) -> Callable[[Record], bool]:
        def hides(record: Record) -> bool:
            person_id = getattr(record.fact, attribute)
            return person_id is not None and email(person_id) is None

        return hides

    return (
        *(said(BY_NAME[name]) for name in PLAIN),
        money(BY_NAME["spent"]),
        money(BY_NAME["forecast_cost"]),
        Field(BY_NAME["help_from"], helper, _set_helper, hides=hidden("help_from_id")),
        Field(
            BY_NAME["by"],
            lambda record: email(record.fact.by_id),
            _set_author,
            hides=hidden("by_id"),
        ),
    )


def _set_helper(intake: Intake, record: Record, row: Row, helper: str | None) -> None:
    update = fresh(intake, record)
    update.someone_must_decide = helper == SOMEONE
    update.help_from_id = _person_id(intake, row, "help_from", helper)


def _set_author(intake: Intake, record: Record, row: Row, email: str | None) -> None:
    fresh(intake, record).by_id = _person_id(intake, row, "by", email)


def _person_id(intake: Intake, row: Row, column: str, email: str | None) -> int | None:
    if email in (None, SOMEONE):
        return None
    person = named_person(intake, row, column, str(email))
    return person.id if person else None


def _prepare(intake: Intake, sheet: Sheet) -> None:
    """Load what stands, and leave out of the rows the words that were removed of their day."""
    prepare(StatusUpdate)(intake, sheet)
    removals = (
        select(col(Project.key), col(StatusUpdate.as_of))
        .join(StatusUpdate, col(StatusUpdate.project_id) == Project.id)
        .join(Removal, col(Removal.status_update_id) == StatusUpdate.id)
    )
    removed = set(map(tuple, intake.session.exec(removals)))
    for row in sheet.rows:
        if (row.values["project"], row.values["as_of"]) in removed:
            _leave_removed(intake, row)


def _leave_removed(intake: Intake, row: Row) -> None:
    for name in WRITTEN:
        if row.values.pop(name, None):
            intake.remark(row.place(name), Remark.STAYS_REMOVED)


def _check(intake: Intake, sheet: Sheet) -> None:
    for row in sheet.rows:
        record: Record | None = find(intake, row)
        if record:
            _doubt(intake, row, record)


def _doubt(intake: Intake, row: Row, record: Record) -> None:
    as_of = record.fact.as_of
    if state_today(record.owner.moves, as_of) in ENDED:
        intake.remark(row.place("as_of"), Remark.AFTER_THE_END, str(as_of))
    for doubt in doubts(record.fact, as_of):
        _remark(intake, row, doubt)


def _remark(intake: Intake, row: Row, doubt: Doubt) -> None:
    # who helps may have come with this import, and then has no id yet while it is checked
    if doubt is not Doubt.RED_WITHOUT_HELP or not row.values.get("help_from"):
        intake.remark(row.at, Remark(doubt.value))


STATUS = Noun(
    LAYOUT,
    fields,
    find,
    make(StatusUpdate),
    source,
    give(StatusUpdate, fields),
    _prepare,
    _check,
)
