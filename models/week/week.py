"""A weekly message: what it asks, and what was answered; kept by what each item showed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.eyes import one_of, runs
from models.fact import known
from models.permission import Deed
from models.person import Person, name_of
from models.planning.agenda import WEEK, PersonalAgenda
from models.planning.agenda import week_of as iso_week
from models.planning.diary import read_diary
from models.portfolio import AsOf, ProjectLine, all_lines
from models.schedule import Answer, AskedItem, Occurrence, Outcome, Step
from models.setting import FirmSettings, Setting, firm_settings
from models.status import StatusUpdate
from models.turning_reading import Turned, fold_in, folded
from models.week.confirming import needs_words
from models.week.duty import Duty, away_on, duties, in_charge, is_asked_of, is_due, reports
from models.week.month import MonthRow
from models.week.monthly import figures_to_ask
from models.week.undo import can_be_taken_back
from models.withheld import SECOND_THOUGHTS

SILENT = (Outcome.SUPPRESSED, Outcome.MISSED)
NOTHING_TO_ASK = "nothing_to_ask"
LATEST = 2
"""So many earlier messages are drawn anew: what they offered is over."""
MOST_ASKED = 7
"""Items of one message; those beyond are on Home, and not confirmed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One project of a message: how it stands, and what was answered about it.

    `report` is what its colours were said by; `covered` is who is away. What `needs_words` cannot
    be confirmed by a click.
    """

    id: int
    line: ProjectLine
    report: StatusUpdate | None
    covered: str | None
    answer: Answer | None
    answered_at: datetime | None
    update_id: int | None
    can_undo: bool
    needs_words: bool


@dataclass(frozen=True, slots=True)
class Week:
    """What a weekly message says; `beyond` are the projects that it has no room for.

    `asked_by` is who launched it, in a person's first message of all.
    """

    occurrence_id: int
    person_id: int
    today: date
    sent_on: date
    """The day of the message, where its reader is."""
    step: Step
    outcome: Outcome
    until_on: date | None
    is_late: bool
    items: tuple[Item, ...]
    beyond: int
    runs: int
    """The projects that they run or stand in for, whether asked about or not."""
    figures: tuple[MonthRow, ...]
    turned: tuple[Turned, ...]
    """What turned on the clients of this person since the last message."""
    next_on: date | None
    """When the next message comes; nothing where none does."""
    digest_on: int | None
    """The weekday of the leaders' digest, where there is one."""
    is_overtaken: bool = False
    """Whether a later message of the same week asks the same."""
    is_past: bool = False
    """Whether the next week's message has come."""
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
    fold_in(session, root.person_id, _mark(root), now)
    week = week_of(session, occurrence, now)
    if not week.open and root.outcome is Outcome.ASKED:
        root.outcome = Outcome.ANSWERED  # it tells, or asks for figures alone
    return week


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
        Occurrence.step != Step.MONTH,
        col(Occurrence.outcome).not_in(SILENT),
    )
    found = session.exec(rows.order_by(col(Occurrence.id).desc()).limit(LATEST)).all()
    return [id_ for id_ in found if id_]


def week_of(session: Session, occurrence: Occurrence, now: datetime) -> Week:
    """Return what a message says now: of what is its reader's still, and runs."""
    root, settings = asking(session, occurrence), firm_settings(session)
    person = session.get_one(Person, root.person_id)
    deed, today = Deed(person, now), settings.today(now)
    rows = _items(session, root.id)
    items = tuple(_drawn(session, settings, deed, rows))
    charges, _ = in_charge(session, settings, deed, today)
    due = {line.project_id for line in charges if is_due(line, today)}
    agenda = read_diary(session, [person.id or 0], now).personal(person.id or 0)
    later = _later(session, occurrence)
    return Week(
        occurrence_id=occurrence.id or 0,
        person_id=person.id or 0,
        today=today,
        sent_on=agenda.today(occurrence.made_at),
        step=occurrence.step,
        outcome=root.outcome,
        until_on=root.until_on,
        is_late=occurrence.is_late,
        items=items,
        beyond=len(due - {row.project_id for row in rows}),
        runs=len({line.project_id for line in charges} | {item.line.project_id for item in items}),
        figures=tuple(figures_to_ask(session, deed)),
        turned=tuple(folded(session, root.person_id, _mark(root))),
        next_on=_next_on(agenda, occurrence.made_at),
        digest_on=settings.digest_on if agenda.digest else None,
        is_overtaken=later is not None and later is not Step.FIRST,
        is_past=later is Step.FIRST,
        asked_by=_launcher(session, person) if _is_first(session, root) else None,
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
    session: Session, settings: FirmSettings, deed: Deed, rows: Sequence[AskedItem]
) -> Iterator[Item]:
    """Draw the items that their reader may still answer, or has answered."""
    today = settings.today(deed.now)
    chosen = [one_of(row.project_id for row in rows), runs(session, deed)]
    found = all_lines(session, settings, AsOf(today), chosen) if rows else []
    lines = {line.project_id: line for line in found}
    said = reports(session, found)
    away = away_on(session, [line.manager_id for line in found], today)
    for row in rows:
        line = lines.get(row.project_id)
        if line and (row.answer or is_asked_of(line, today)):
            covered = away.get(line.manager_id) if line.manager_id != deed.author_id else None
            yield _one(session, deed, today, row, (line, said.get(line.project_id), covered))


def _one(
    session: Session,
    deed: Deed,
    today: date,
    row: AskedItem,
    drawn: tuple[ProjectLine, StatusUpdate | None, str | None],
) -> Item:
    line, report, covered = drawn
    return Item(
        id=row.id or 0,
        line=line,
        report=report,
        covered=covered,
        answer=row.answer,
        answered_at=row.answered_at,
        update_id=row.update_id,
        can_undo=_can_undo(session, deed, row),
        needs_words=report is not None and needs_words(report, today),
    )


def _can_undo(session: Session, deed: Deed, row: AskedItem) -> bool:
    """Say whether an answer can be taken back: for ten minutes, but for what changes nothing."""
    if row.answer is Answer.NOT_MINE:
        return True
    if row.answer is Answer.PAUSED and row.answered_at:
        return deed.now - row.answered_at <= SECOND_THOUGHTS
    update = session.get(StatusUpdate, row.update_id) if row.update_id else None
    return update is not None and can_be_taken_back(deed, update)


def _next_on(agenda: PersonalAgenda, sent_at: datetime) -> date | None:
    sending = agenda.sending(iso_week(agenda.today(sent_at) + WEEK))
    return None if sending.held else sending.day


def _later(session: Session, occurrence: Occurrence) -> Step | None:
    """Return which step the message after this one was, if there is any."""
    later = select(Occurrence.step).where(
        Occurrence.schedule_id == occurrence.schedule_id,
        col(Occurrence.id) > occurrence.id,
        Occurrence.step != Step.MONTH,
        col(Occurrence.outcome).not_in(SILENT),
    )
    step = session.exec(later.order_by(col(Occurrence.id))).first()
    return Step(step) if step else None


def _is_first(session: Session, root: Occurrence) -> bool:
    """Say whether this is the first message that a person ever gets."""
    earlier = select(Occurrence.id).where(
        Occurrence.person_id == root.person_id,
        col(Occurrence.id) < root.id,
        col(Occurrence.outcome).not_in(SILENT),
    )
    return session.exec(earlier.limit(1)).first() is None


def _launcher(session: Session, reader: Person) -> str | None:
    """Return who launched the weekly messages, or is trying them out; not to themselves."""
    rows = select(Setting.by_id).where(
        col(Setting.name).in_(["is_launched", "trial"]), known(Setting, None)
    )
    by_id = session.exec(rows.order_by(col(Setting.id).desc())).first()
    return None if by_id == reader.id else name_of(session, by_id)
