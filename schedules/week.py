"""The words of the weekly message, made when it leaves."""

from datetime import datetime

from models.outbox import OutboxRow
from models.person import name_of
from models.ports import Session
from models.schedule import Occurrence, Outcome
from models.turning_reading import Untold, turned
from models.week.answering import draw_anew
from models.week.week import asking, begin_week, nothing_asked, previous, week_of
from schedules.renderer import Dropped
from views.message import Message
from views.turning import turn_message
from views.week import week_message
from views.week_notice import stopped_message


def week(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Ask; where all was said meanwhile, there is nothing to ask."""
    occurrence = session.get_one(Occurrence, row.about["occurrence"])
    if asking(session, occurrence).outcome in {Outcome.ANSWERED, Outcome.EXPIRED}:
        return Dropped("answered")
    drawn = begin_week(session, occurrence, now)
    if drawn.is_empty:
        nothing_asked(session, occurrence)
        return Dropped("nothing to ask")
    draw_anew(session, previous(session, occurrence), now)
    return week_message(drawn)


def follow_up(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Ask again what is still open; somebody may have answered a moment ago."""
    occurrence = session.get_one(Occurrence, row.about["occurrence"])
    root = asking(session, occurrence)
    drawn = week_of(session, occurrence, now)
    if not drawn.open and root.outcome is Outcome.ASKED:
        root.outcome = Outcome.ANSWERED  # what was left is not theirs any more, or has ended
    if root.outcome is not Outcome.ASKED:
        return Dropped("answered")
    return week(session, row, now)


def edit(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Draw a message as it stands now."""
    return week_message(week_of(session, session.get_one(Occurrence, row.about["occurrence"]), now))


def stopped(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Tell somebody that they are asked no more, and leaders that somebody is not."""
    _ = now
    occurrence = session.get_one(Occurrence, row.about["occurrence"])
    name = name_of(session, occurrence.person_id) or ""
    return stopped_message(name, is_theirs=occurrence.person_id == row.person_id)


def turn(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Tell of a turning point, unless it was taken back."""
    told = turned(session, row, now)
    return Dropped(told.why) if isinstance(told, Untold) else turn_message(told)
