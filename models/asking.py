"""What is asked of somebody in the newest reports: to help, and of leaders that they decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.eyes import in_sight, leads, one_of
from models.fact import known
from models.permission import Deed
from models.person import Person
from models.portfolio import AsOf, ProjectLine, project_lines, worst_first
from models.setting import FirmSettings
from models.status import StatusUpdate, has_colour


@dataclass(frozen=True, slots=True)
class Ask:
    """A project of which somebody said that the reader must help, or that leaders must decide."""

    line: ProjectLine
    by: str | None
    said_on: date
    wants_help: bool
    wants_decision: bool


def asks_of(session: Session, settings: FirmSettings, deed: Deed) -> list[Ask]:
    """Return what is asked of somebody, the worst first, of the open projects that they may see.

    What somebody asks of themselves is left out.
    """
    if deed.author_id is None:
        return []
    today, is_leader = settings.today(deed.now), leads(session, deed)
    newest = {
        update.project_id: update for update in _newest(session, deed, today, is_leader=is_leader)
    }
    only = [one_of([*newest]), *in_sight(session, deed)]
    lines = worst_first(project_lines(session, settings, AsOf(today), only)) if newest else []
    names = _names(session, [*newest.values()])
    return [
        Ask(
            line=line,
            by=names.get(update.by_id or 0),
            said_on=update.as_of,
            wants_help=_is_asked(update, deed),
            wants_decision=is_leader and update.someone_must_decide,
        )
        for line in lines
        if (update := newest[line.project_id])
    ]


def _newest(session: Session, deed: Deed, day: date, *, is_leader: bool) -> Sequence[StatusUpdate]:
    """Return the reports that ask, as far as none after them says how their project stands."""
    later = aliased(StatusUpdate)
    is_overtaken = exists().where(
        col(later.project_id) == col(StatusUpdate.project_id),
        col(later.as_of) > col(StatusUpdate.as_of),
        col(later.as_of) <= day,
        known(later, None),
        has_colour(later),
    )
    asked = col(StatusUpdate.help_from_id) == deed.author_id
    rows = select(StatusUpdate).where(
        or_(asked, col(StatusUpdate.someone_must_decide)) if is_leader else asked,
        col(StatusUpdate.as_of) <= day,
        known(StatusUpdate, None),
        has_colour(StatusUpdate),
        ~is_overtaken,
    )
    found = session.exec(rows).all()
    return [one for one in found if _is_asked(one, deed) or (is_leader and one.someone_must_decide)]


def _is_asked(update: StatusUpdate, deed: Deed) -> bool:
    return update.help_from_id == deed.author_id and update.by_id != deed.author_id


def _names(session: Session, updates: Sequence[StatusUpdate]) -> dict[int, str]:
    ids = {update.by_id for update in updates}
    rows = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids)))
    return {id_ or 0: name for id_, name in rows}
