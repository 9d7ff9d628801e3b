"""Reporting: what a Project Manager says of a project goes on record, and whom it answers."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam
from sqlmodel import Session, select

from models.errors import FutureError, NothingSaidError, OverError
from models.fact import known
from models.permission import Act, Deed, require
from models.project import Project
from models.setting import firm_settings
from models.state import ENDED, StateMove, latest_move
from models.status import COLOUR_PART, Report, StatusUpdate, said_of, says_colour
from models.turning import note_turn
from models.week.answering import note_report

PROJECT: Any = bindparam("project_id", type_=Integer)
DAY: Any = bindparam("day", type_=Date)


def report_status(
    session: Session, deed: Deed, project: Project, said: Report, as_of: date
) -> StatusUpdate:
    """Put a report on record; what it leaves unsaid of the same day stays as it was said.

    A colour brings its whole part along: with it, the colours, the path and the helper that were
    said before of that day are gone. So is whatever the report says to be None.
    """
    require(session, deed, Act.REPORT_STATUS, project)
    _check_day(session, project, as_of, firm_settings(session).today(deed.now))
    words = said.model_dump(exclude_none=True, exclude_defaults=True)
    if not words:
        raise NothingSaidError
    about = {"project_id": project.id, "day": as_of}
    if earlier := session.exec(_standing_that_day(), params=about).first():
        cleared = {name for name in said.model_fields_set if getattr(said, name) is None}
        replaced = COLOUR_PART if COLOUR_PART & words.keys() else frozenset()
        kept = set(Report.model_fields) - replaced - cleared
        words = earlier.model_dump(include=kept, exclude_none=True) | words
        earlier.superseded_at = deed.now
        session.flush()  # the index lets the new row in once the old one no longer stands
    update = StatusUpdate(project=project, as_of=as_of, **words, **deed.fact)
    session.add(update)
    session.flush()
    if says_colour(said):
        note_report(session, deed, project.id, update.id)
        note_turn(session, deed, project, update)
    return update


def _check_day(session: Session, project: Project, as_of: date, today: date) -> None:
    if as_of > today:
        raise FutureError(as_of, today)
    moved = session.exec(_move_in_force(), params={"project_id": project.id, "day": as_of}).first()
    if moved and moved.state in ENDED:
        raise OverError(moved.since_on)


@cache
def _standing_that_day() -> Any:
    """Build the query once, and the next one, as models/project_facts.py does."""
    return said_of(PROJECT, DAY).where(known(StatusUpdate, None)).with_for_update()


@cache
def _move_in_force() -> Any:
    in_force = latest_move(PROJECT, "project", DAY).scalar_subquery()
    return select(StateMove).where(StateMove.id == in_force)
