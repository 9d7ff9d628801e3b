"""What others do not hear yet: for ten minutes, that a project is worse than they know.

Every picture of many projects asks here up to which report it may tell, so that all tell the same.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, or_, select

from models.colour import SEVERITY, Colour
from models.fact import known
from models.outbox import Fate, OutboxRow
from models.portfolio import AsOf
from models.setting import FirmSettings
from models.status import StatusUpdate, colour_of, has_colour

SECOND_THOUGHTS = timedelta(minutes=10)
"""So long a report can be taken back by who made it, and nobody is told of it."""
TAKEN_BACK = "what replaced it was taken back"
"""Why a report stands again."""
KIND = "turn"
"""The kind of the outbox rows by which somebody is told of a report."""
INSTANT = timedelta(microseconds=1)
LATELY = timedelta(hours=1)
"""So far back is looked for what stood for ten minutes."""


def as_told(session: Session, settings: FirmSettings, now: datetime) -> AsOf:
    """Return what others may know at an instant: all that is on record, but what is withheld.

    Where a report is withheld, what it replaced stands in its place.
    """
    day = settings.today(now)
    changes = [_withheld(session, id_, day, now) for id_ in _fresh(session, now)]
    hidden = tuple(id_ for out, _ in changes for id_ in out)
    instead = tuple(id_ for _, in_ in changes for id_ in in_)
    return AsOf(day, now, hidden, instead)


def is_worse(colour: Colour, was: Colour) -> bool:
    """Say whether it is for the worse; of what nobody knew, whether it is bad news."""
    return SEVERITY[colour] > max(SEVERITY[was], SEVERITY[Colour.GREEN])


def known_until(session: Session, project_id: int, day: date, now: datetime) -> datetime:
    """Return the last instant of which others know how a project stood.

    They know a colour that stood for ten minutes, whatever was mended beside it; one that somebody
    was told of; and what was imported. What stood for less and is gone is known to nobody.
    """
    until = now
    for end, begin in _runs(session, project_id, day, now):
        until = end
        stood = end - begin + INSTANT
        if stood >= SECOND_THOUGHTS or _is_known(session, project_id, begin, end):
            break
    return until


def colours_at(session: Session, project_id: int, day: date, at: datetime) -> StatusUpdate | None:
    """Return the report that said a project's colours as they were known at an instant."""
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == project_id,
        StatusUpdate.as_of <= day,
        known(StatusUpdate, at),
        has_colour(StatusUpdate),
    )
    return session.exec(rows.order_by(col(StatusUpdate.as_of).desc()).limit(1)).first()


def is_out(row: OutboxRow, at: datetime) -> bool:
    """Say whether a message was under way at an instant, or had arrived."""
    if row.fate is Fate.DROPPED and row.sent_at is None:
        return False
    return row.wanted_at <= at or (row.sent_at is not None and row.sent_at <= at)


def telling(update_id: int | None) -> Any:
    """Return what holds for the outbox rows by which somebody is told of a report."""
    return col(OutboxRow.key).startswith(f"{KIND}:{update_id}:", autoescape=True)


def _fresh(session: Session, now: datetime) -> list[int]:
    """Return the projects of which somebody spoke within the last ten minutes.

    What was imported, or said by the command line, nobody can take back.
    """
    rows = select(StatusUpdate.project_id).where(
        known(StatusUpdate, now),
        col(StatusUpdate.recorded_at) > now - SECOND_THOUGHTS,
        col(StatusUpdate.by_id).is_not(None),
        col(StatusUpdate.imported).is_(None),
        has_colour(StatusUpdate),
    )
    return sorted(set(session.exec(rows)))


def _withheld(
    session: Session, project_id: int, day: date, now: datetime
) -> tuple[list[int], list[int]]:
    """Return the reports of a project that others do not know of, and those that they do instead.

    None, where it is as they know it, or better.
    """
    until = known_until(session, project_id, day, now)
    stands = colour_of(colours_at(session, project_id, day, now))
    if not is_worse(stands, colour_of(colours_at(session, project_id, day, until))):
        return [], []
    of_project = select(StatusUpdate.id).where(StatusUpdate.project_id == project_id)
    new = of_project.where(known(StatusUpdate, now), col(StatusUpdate.recorded_at) > until)
    old = of_project.where(known(StatusUpdate, until), col(StatusUpdate.superseded_at) <= now)
    hidden, instead = session.exec(new).all(), session.exec(old).all()
    return [id_ for id_ in hidden if id_], [id_ for id_ in instead if id_]


def _runs(
    session: Session, project_id: int, day: date, now: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Return the spans in which a project had one colour, the last first: last instant and begin.

    The first of them begins long ago.
    """
    changes = _changes(session, project_id, now)
    said = _lately(session, project_id, day, now) if changes else []
    end, last = now, _colour_in(said, now)
    for at in changes:
        colour = _colour_in(said, at - INSTANT)
        if colour is not last:
            yield end, at
            end, last = at - INSTANT, colour
    yield end, end - LATELY


def _lately(session: Session, project_id: int, day: date, now: datetime) -> Sequence[StatusUpdate]:
    """Return the reports that said a project's colours at any instant lately, the last day first.

    Read once: whoever mends a report again and again makes many instants to look at.
    """
    gone_at = col(StatusUpdate.superseded_at)
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == project_id,
        StatusUpdate.as_of <= day,
        or_(gone_at.is_(None), gone_at > now - LATELY - INSTANT),
        has_colour(StatusUpdate),
    )
    return session.exec(rows.order_by(col(StatusUpdate.as_of).desc())).all()


def _colour_in(said: Sequence[StatusUpdate], at: datetime) -> Colour:
    """Return which colour was said of a project as it was known at an instant."""
    stood = (one for one in said if one.recorded_at <= at and not _is_gone(one, at))
    return colour_of(next(stood, None))


def _is_gone(said: StatusUpdate, at: datetime) -> bool:
    return said.superseded_at is not None and said.superseded_at <= at


def _changes(session: Session, project_id: int, now: datetime) -> list[datetime]:
    """Return when lately something was said of a project, or taken back, the last first."""
    since = now - LATELY
    said_at, gone_at = col(StatusUpdate.recorded_at), col(StatusUpdate.superseded_at)
    rows = select(StatusUpdate.recorded_at, StatusUpdate.superseded_at).where(
        StatusUpdate.project_id == project_id, or_(said_at > since, gone_at > since)
    )
    found = {at for row in session.exec(rows) for at in row if at}
    return sorted((at for at in found if since < at <= now), reverse=True)


def _is_known(session: Session, project_id: int, begin: datetime, end: datetime) -> bool:
    """Say whether somebody was told, by its end, of what was said in a span; or may know anyway."""
    said = select(StatusUpdate).where(
        StatusUpdate.project_id == project_id,
        col(StatusUpdate.recorded_at) >= begin,
        col(StatusUpdate.recorded_at) <= end,
    )
    for update in session.exec(said).all():
        if update.by_id is None or update.imported:
            return True
        rows = session.exec(select(OutboxRow).where(telling(update.id))).all()
        if any(is_out(row, end) for row in rows):
            return True
    return False
