"""A weekly message: what it asks, and what was answered; kept by what each item showed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.duty import Duty, duties, reports
from models.eyes import one_of
from models.fact import known
from models.month import MonthRow
from models.monthly import figures_to_ask
from models.permission import Deed
from models.person import Person, name_of
from models.portfolio import AsOf, ProjectLine, all_lines
from models.schedule import Answer, AskedItem, Occurrence, Outcome, Step
from models.setting import FirmSettings, Setting, firm_settings
from models.status import StatusUpdate
from models.turning import fold_in, folded
from models.turning_reading import Turned, turned
from models.undo import can_be_taken_back

SILENT = (Outcome.SUPPRESSED, Outcome.MISSED)
NOTHING_TO_ASK = "nothing_to_ask"
LATEST = 3
MOST_ASKED = 7
"""Items of one message; those beyond are on Home, and not confirmed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One project of a message: how it stands, and what was answered about it.

    `report` is what its colours were said by; `covered` is who is away.
    """

    id: int
    line: ProjectLine
    report: StatusUpdate | None
    covered: str | None
    answer: Answer | None
    answered_at: datetime | None
    update_id: int | None
    is_changed: bool
    """Whether somebody spoke of it after the message was written."""
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Week:
    """What a weekly message says; `beyond` are the projects that it has no room for.

    `asked_by` is who launched it, in a person's first message of all.
    """

    occurrence_id: int
    person_id: int
    today: date
    step: Step
    outcome: Outcome
    until_on: date | None
    is_late: bool
    items: tuple[Item, ...]
    beyond: int
    figures: tuple[MonthRow, ...]
    turned: tuple[Turned, ...]
    """What turned on the clients of this person since the last message."""
    next_on: date
    digest_on: int | None
    """The weekday of the leaders' digest, where there is one."""
    is_overtaken: bool = False
    """Whether a later message of the same week asks the same."""
    asked_by: str | None = None

    @property
    def open(self) -> list[Item]:
        return [item for item in self.items if item.answer is None]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask, and nothing to tell."""
        return not (self.items or self.figures or self.turned)


def begin_week(session: Session, occurrence: Occurrence, now: datetime) -> Week:
    """Choose what a message asks, in the transaction that sends it; later it is only read.

    Sent again, for whatever reason, it asks the same.
    """
    root = asking(session, occurrence)
    if not _items(session, root.id):
        person, settings = session.get_one(Person, root.person_id), firm_settings(session)
        today = settings.today(now)
        for n, duty in enumerate(duties(session, settings, Deed(person, now), today)[:MOST_ASKED]):
            session.add(_item(root, n, duty))
        session.flush()
    fold_in(session, root.person_id, _mark(root))
    return week_of(session, occurrence, now)


def nothing_asked(session: Session, occurrence: Occurrence) -> None:
    """Note that there was nothing to ask."""
    root = asking(session, occurrence)
    root.outcome, root.why = Outcome.SUPPRESSED, NOTHING_TO_ASK
    session.flush()


def previous(session: Session, occurrence: Occurrence) -> list[int]:
    """Return the earlier messages that this one takes the place of."""
    rows = select(Occurrence.id).where(
        Occurrence.schedule_id == occurrence.schedule_id,
        col(Occurrence.id) < occurrence.id,
        col(Occurrence.outcome).not_in([*SILENT, Outcome.ANSWERED]),
    )
    found = session.exec(rows.order_by(col(Occurrence.id).desc()).limit(LATEST)).all()
    return [id_ for id_ in found if id_]


def week_of(session: Session, occurrence: Occurrence, now: datetime) -> Week:
    """Return what a message says now."""
    root, settings = asking(session, occurrence), firm_settings(session)
    person = session.get_one(Person, root.person_id)
    deed = Deed(person, now)
    today = settings.today(now)
    rows = _items(session, root.id)
    shown = {row.project_id for row in rows}
    due = {duty.line.project_id for duty in duties(session, settings, deed, today)}
    return Week(
        occurrence_id=occurrence.id or 0,
        person_id=person.id or 0,
        today=today,
        step=occurrence.step,
        outcome=root.outcome,
        until_on=root.until_on,
        is_late=occurrence.is_late,
        items=tuple(_drawn(session, settings, deed, rows, today)),
        beyond=len(due - shown),
        figures=tuple(figures_to_ask(session, deed)),
        turned=tuple(_turned(session, root, now)),
        next_on=_next_on(person, settings, today),
        digest_on=settings.digest_on if settings.digest_channel else None,
        is_overtaken=_is_overtaken(session, occurrence),
        asked_by=_launcher(session) if _is_first(session, root) else None,
    )


def asking(session: Session, occurrence: Occurrence) -> Occurrence:
    """Return the first occurrence of a week: what it asked is what the later ones repeat."""
    if occurrence.step is Step.FIRST:
        return occurrence
    first = select(Occurrence).where(
        Occurrence.schedule_id == occurrence.schedule_id,
        Occurrence.step == Step.FIRST,
        col(Occurrence.id) < occurrence.id,
    )
    return session.exec(first.order_by(col(Occurrence.id).desc())).first() or occurrence


def _turned(session: Session, root: Occurrence, now: datetime) -> Iterator[Turned]:
    for row in folded(session, root.person_id, _mark(root)):
        told = turned(session, row, now)
        if isinstance(told, Turned):
            yield told


def _mark(root: Occurrence) -> str:
    return f"week {root.id}"


def _item(root: Occurrence, position: int, duty: Duty) -> AskedItem:
    return AskedItem(
        occurrence_id=root.id or 0,
        project_id=duty.line.project_id,
        position=position,
        shown_id=duty.report.id if duty.report else None,
    )


def _items(session: Session, occurrence_id: int | None) -> Sequence[AskedItem]:
    rows = select(AskedItem).where(AskedItem.occurrence_id == occurrence_id)
    return session.exec(rows.order_by(col(AskedItem.position))).all()


def _drawn(
    session: Session,
    settings: FirmSettings,
    deed: Deed,
    rows: Sequence[AskedItem],
    today: date,
) -> list[Item]:
    lines = _lines(session, settings, rows, today)
    said = reports(session, lines.values())
    return [
        _one(session, deed, row, lines[row.project_id], said.get(row.project_id)) for row in rows
    ]


def _one(
    session: Session, deed: Deed, row: AskedItem, line: ProjectLine, report: StatusUpdate | None
) -> Item:
    update = session.get(StatusUpdate, row.update_id) if row.update_id else None
    stands_in = line.manager_id not in (deed.author_id, None)
    return Item(
        id=row.id or 0,
        line=line,
        report=report,
        covered=name_of(session, line.manager_id) if stands_in else None,
        answer=row.answer,
        answered_at=row.answered_at,
        update_id=row.update_id,
        is_changed=(report.id if report else None) != row.shown_id,
        can_undo=update is not None and can_be_taken_back(deed, update),
    )


def _lines(
    session: Session, settings: FirmSettings, rows: Sequence[AskedItem], today: date
) -> dict[int, ProjectLine]:
    chosen = [one_of(row.project_id for row in rows)]
    lines = all_lines(session, settings, AsOf(today), chosen) if rows else []
    return {line.project_id: line for line in lines}


def _next_on(person: Person, settings: FirmSettings, today: date) -> date:
    weekday = settings.weekly_on if person.weekly_on is None else person.weekly_on
    return today + timedelta(days=7 - today.weekday() + weekday)


def _is_overtaken(session: Session, occurrence: Occurrence) -> bool:
    """Say whether the message after this one asks the same."""
    later = select(Occurrence.step).where(
        Occurrence.schedule_id == occurrence.schedule_id,
        col(Occurrence.id) > occurrence.id,
        Occurrence.step != Step.MONTH,
        col(Occurrence.outcome).not_in(SILENT),
    )
    step = session.exec(later.order_by(col(Occurrence.id))).first()
    return step is not None and step is not Step.FIRST


def _is_first(session: Session, root: Occurrence) -> bool:
    """Say whether this is the first message that a person ever gets."""
    earlier = select(Occurrence.id).where(
        Occurrence.person_id == root.person_id,
        col(Occurrence.id) < root.id,
        col(Occurrence.outcome).not_in(SILENT),
    )
    return session.exec(earlier.limit(1)).first() is None


def _launcher(session: Session) -> str | None:
    """Return who launched the weekly messages, or is trying them out."""
    rows = select(Setting.by_id).where(
        col(Setting.name).in_(["is_launched", "trial"]), known(Setting, None)
    )
    return name_of(session, session.exec(rows.order_by(col(Setting.id).desc())).first())
