"""The month's form: asked for in the weekly message once, and not before books can be closed."""

from datetime import date

from sqlmodel import Session, col, select

from models.permission import Deed
from models.schedule import Occurrence, Outcome, Schedule, Step
from models.setting import firm_settings
from models.week.answering import draw_for
from models.week.month import MonthRow, figures_due, month_end

BOOKS = 3
"""Working days after a month's end before its figures are asked for."""


def figures_to_ask(session: Session, deed: Deed) -> list[MonthRow]:
    """Return the projects whose figures a weekly message asks for.

    Once the form was saved it asks no more in that month, whatever was left empty.
    """
    settings = firm_settings(session)
    today = settings.today(deed.now)
    end = month_end(today)
    if settings.workdays().between(end, today) < BOOKS or _was_filled(session, deed, end):
        return []
    return figures_due(session, deed)


def note_filled(session: Session, deed: Deed) -> None:
    """Note that somebody gave the month's figures, as far as they have them."""
    end = month_end(firm_settings(session).today(deed.now))
    rows = select(Schedule.id).where(Schedule.person_id == deed.author_id)
    schedule_id = session.exec(rows).first()
    if schedule_id and not _was_filled(session, deed, end):
        session.add(
            Occurrence(
                schedule_id=schedule_id,
                person_id=deed.author_id,
                period=_month(end),
                step=Step.MONTH,
                due_at=deed.now,
                made_at=deed.now,
                outcome=Outcome.ANSWERED,
            )
        )
        session.flush()
    draw_for(session, deed.author_id, deed.now)


def _was_filled(session: Session, deed: Deed, end: date) -> bool:
    rows = select(Occurrence.id).where(
        Occurrence.person_id == deed.author_id,
        Occurrence.step == Step.MONTH,
        col(Occurrence.period) == _month(end),
    )
    return session.exec(rows.limit(1)).first() is not None


def _month(end: date) -> str:
    return f"{end:%Y-%m}"
