"""What was answered to a weekly message, wherever it was said; and its message, drawn anew."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.outbox import Fate, OutboxRow, Parcel, post_all
from models.permission import Deed
from models.schedule import Answer, AskedItem, Occurrence, Outcome

OPEN = (Outcome.ASKED, Outcome.SNOOZED)
WEEK = timedelta(weeks=1)


def answer(
    session: Session, deed: Deed, item: AskedItem, said: Answer, update_id: int | None = None
) -> None:
    """Put on record what was answered about one project."""
    item.answer, item.answered_at, item.answered_by_id = said, deed.now, deed.author_id
    item.update_id = update_id
    session.add(item)
    session.flush()
    close(session, [item.occurrence_id])


def note_report(
    session: Session, deed: Deed, project_id: int | None, update_id: int | None
) -> None:
    """Count a report, wherever it was made, as the answer to the messages that ask about it."""
    waiting = _asking(project_id).where(col(AskedItem.answer).is_(None))
    asked = session.exec(waiting.where(col(Occurrence.outcome).in_(OPEN))).all()
    for item in asked:
        answer(session, deed, item, Answer.UPDATED, update_id)
    draw_anew(session, {item.occurrence_id for item in asked}, deed.now)


def take_answer_back(session: Session, update_id: int | None, now: datetime) -> None:
    """Ask again what a report had answered that does not stand any more."""
    items = session.exec(select(AskedItem).where(AskedItem.update_id == update_id)).all()
    for item in items:
        item.answer = item.answered_at = item.answered_by_id = item.update_id = None
        session.add(item)
    session.flush()
    occurrences = {item.occurrence_id for item in items}
    for occurrence in _these(session, occurrences):
        if occurrence.outcome is Outcome.ANSWERED:
            occurrence.outcome = Outcome.ASKED
    draw_anew(session, occurrences, now)


def close(session: Session, occurrence_ids: Iterable[int]) -> None:
    """Count as answered the messages that ask about nothing more."""
    for occurrence in _these(session, occurrence_ids):
        left = select(AskedItem.id).where(
            AskedItem.occurrence_id == occurrence.id, col(AskedItem.answer).is_(None)
        )
        if occurrence.outcome in OPEN and session.exec(left.limit(1)).first() is None:
            occurrence.outcome = Outcome.ANSWERED
    session.flush()


def draw_anew(session: Session, occurrence_ids: Iterable[int], now: datetime) -> None:
    """Have the messages about these drawn anew in their place."""
    ids = [*occurrence_ids]
    if not ids:
        return
    keys = [f"{kind}:{id_}" for id_ in ids for kind in ("week", "week.follow_up")]
    rows = session.exec(select(OutboxRow).where(col(OutboxRow.key).in_(keys))).all()
    sent = [_edit_of(row, now) for row in rows if row.fate is not Fate.PENDING]
    post_all(session, sent, now)


def draw_for(session: Session, person_id: int | None, now: datetime) -> None:
    """Have somebody's messages of the last week drawn anew."""
    rows = select(Occurrence.id).where(
        Occurrence.person_id == person_id,
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
