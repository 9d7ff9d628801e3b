"""What was answered to a weekly message, wherever it was said; and its message, drawn anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import update
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.outbox import Fate, OutboxRow, Parcel, post_all
from models.permission import Deed
from models.schedule import (
    UNANSWERED,
    Answer,
    AskedItem,
    Occurrence,
    Outcome,
    Schedule,
    Step,
)
from models.status import StatusUpdate

OPEN = (Outcome.ASKED, Outcome.SNOOZED)
ANSWERABLE = (*OPEN, Outcome.EXPIRED, Outcome.MISSED)
CLICKED = "clicked"
"""Where a session keeps the week whose message is being answered: its click draws it anew."""
SAID = (Answer.CONFIRMED, Answer.UPDATED)
"""These say how a project stands."""
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The report that stands in the place of one that was taken back, and when it was said."""

    update: StatusUpdate
    said_at: datetime


def answer(
    session: Session, deed: Deed, item: AskedItem, said: Answer, update_id: int | None = None
) -> None:
    """Put on record what was answered about one project."""
    item.answer, item.answered_at, item.answered_by_id = said, deed.now, deed.author_id
    item.update_id = update_id
    session.add(item)
    session.flush()


def note_report(
    session: Session, deed: Deed, project_id: int | None, update_id: int | None
) -> None:
    """Count a report, wherever it was made, as the answer to the messages that ask about it.

    Messages of this week in which the project is answered already say the new one instead.
    """
    _resume(session, deed)
    is_open = col(AskedItem.answer).is_(None) & col(Occurrence.outcome).in_(OPEN)
    is_said = col(AskedItem.answer).in_(SAID) & (col(Occurrence.made_at) > deed.now - WEEK)
    asked = session.exec(_asking(project_id).where(or_(is_open, is_said))).all()
    for item in asked:
        answer(session, deed, item, Answer.UPDATED, update_id)
    roots = {item.occurrence_id for item in asked} - {session.info.get(CLICKED)}
    close(session, roots)
    draw_anew(session, roots, deed.now)


def _resume(session: Session, deed: Deed) -> None:
    """Ask somebody again who had not answered for weeks, and speaks now."""
    silent = update(Schedule).where(
        col(Schedule.person_id) == deed.author_id, col(Schedule.paused_because) == UNANSWERED
    )
    if deed.author_id:
        session.exec(silent.values(paused_at=None, paused_because=None, look_at=deed.now))


def take_answer_back(
    session: Session, taken: StatusUpdate, stands: Standing | None, now: datetime
) -> None:
    """Ask again what a report had answered that does not stand any more.

    Where another one stands in its place that was said after the message, that is the answer.
    """
    items = session.exec(select(AskedItem).where(AskedItem.update_id == taken.id)).all()
    occurrences = {item.occurrence_id for item in items}
    roots = {root.id: root for root in _these(session, occurrences)}
    for item in items:
        root = roots[item.occurrence_id]
        if stands and stands.update.id != item.shown_id and stands.said_at >= root.made_at:
            item.update_id, item.answered_by_id = stands.update.id, stands.update.by_id
            item.answered_at = stands.said_at
        else:
            item.answer = item.answered_at = item.answered_by_id = item.update_id = None
            root.outcome = Outcome.ASKED if root.outcome is Outcome.ANSWERED else root.outcome
        session.add(item)
    session.flush()
    draw_anew(session, occurrences - {session.info.get(CLICKED)}, now)


def close(session: Session, root_ids: Iterable[int]) -> None:
    """Count as answered the messages that ask about nothing more.

    Each is locked first: of two clicks at the same time, the later one sees what the other did.
    """
    these = select(Occurrence).where(col(Occurrence.id).in_([*root_ids]))
    rows = these.order_by(col(Occurrence.id)).with_for_update(key_share=True)
    for root in session.exec(rows.execution_options(populate_existing=True)).all():
        left = select(AskedItem.id).where(
            AskedItem.occurrence_id == root.id, col(AskedItem.answer).is_(None)
        )
        if root.outcome in ANSWERABLE and session.exec(left.limit(1)).first() is None:
            root.outcome = Outcome.ANSWERED
    session.flush()


def draw_anew(session: Session, root_ids: Iterable[int], now: datetime) -> None:
    """Have the messages of these weeks drawn anew in their place, the later ones too."""
    ids = [id_ for root in _these(session, root_ids) for id_ in _group(session, root)]
    if not ids:
        return
    keys = [f"{kind}:{id_}" for id_ in ids for kind in ("week", "week.follow_up")]
    rows = session.exec(select(OutboxRow).where(col(OutboxRow.key).in_(keys))).all()
    sent = [_edit_of(row, now) for row in rows if row.fate is not Fate.PENDING]
    post_all(session, sent, now)


def _group(session: Session, root: Occurrence) -> list[int]:
    """Return the first message of a week and those that asked the same again."""
    later = select(Occurrence.id, Occurrence.step).where(
        Occurrence.schedule_id == root.schedule_id,
        col(Occurrence.id) > root.id,
        Occurrence.step != Step.MONTH,
    )
    rows = session.exec(later.order_by(col(Occurrence.id))).all()
    again = takewhile(lambda row: row[1] is not Step.FIRST, rows)
    return [root.id or 0, *(id_ or 0 for id_, _ in again)]


def draw_for(session: Session, person_id: int | None, now: datetime) -> None:
    """Have somebody's messages of the last week drawn anew."""
    rows = select(Occurrence.id).where(
        Occurrence.person_id == person_id,
        Occurrence.step == Step.FIRST,
        col(Occurrence.made_at) > now - WEEK,
        col(Occurrence.outcome).in_([*OPEN, Outcome.ANSWERED]),
    )
    draw_anew(session, [id_ for id_ in session.exec(rows) if id_], now)


def _edit_of(row: OutboxRow, now: datetime) -> Parcel:
    return Parcel(
        # each instant has its own: one that is on its way may not know of what was just said
        key=f"week.edit:{row.id}:{now.timestamp():.6f}",
        kind="week.edit",
        about=row.about,
        person_id=row.person_id,
        due_at=now,
        edit_of_id=row.id,
    )


def _asking(project_id: int | None) -> SelectOfScalar[AskedItem]:
    joined = select(AskedItem).join(Occurrence, col(Occurrence.id) == AskedItem.occurrence_id)
    return joined.where(AskedItem.project_id == project_id)


def _these(session: Session, occurrence_ids: Iterable[int]) -> Sequence[Occurrence]:
    chosen = select(Occurrence).where(col(Occurrence.id).in_([*occurrence_ids]))
    return session.exec(chosen).all()
