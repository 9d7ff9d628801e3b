"""What somebody is told of a turning point, as it stands when they are told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.colour import Colour, worst
from models.errors import NotFoundError
from models.eyes import project_in_sight
from models.outbox import OutboxRow
from models.permission import Deed
from models.person import Person, name_of
from models.project import Project
from models.status import COLOURS, StatusUpdate
from models.turning import known_before

PARTS = ("time", "target", "budget")


@dataclass(frozen=True, slots=True)
class Turned:
    """A project that turned, and what its manager says of it; `parts` are those not green."""

    project_id: int
    name: str
    client: str
    colour: Colour
    was: Colour
    parts: dict[str, Colour]
    path: str | None
    path_due_on: date | None
    note: str | None
    by: str | None
    at: datetime
    said_on: date
    helps: bool
    wants_decision: bool


@dataclass(frozen=True, slots=True)
class Untold:
    """Why there is nothing to tell any more."""

    why: str


def turned(session: Session, row: OutboxRow, now: datetime) -> Turned | Untold:
    """Return what is told, unless it was taken back or replaced, or is not for these eyes."""
    update = session.get(StatusUpdate, row.about.get("update"))
    reader = session.get_one(Person, row.person_id)
    if update is None or update.superseded_at is not None:
        return Untold("taken back")
    try:
        project = project_in_sight(session, Deed(reader, now), update.project_id)
    except NotFoundError:
        return Untold("not for these eyes")
    return _told(session, update, project, helps=bool(row.about.get("helps")))


def _told(session: Session, update: StatusUpdate, project: Project, *, helps: bool) -> Turned:
    before = known_before(session, update, update.recorded_at)
    bad = (Colour.AMBER, Colour.RED)
    colours = {part: getattr(update, part) for part in PARTS}
    return Turned(
        project_id=project.id or 0,
        name=project.name,
        client=project.client.name,
        colour=worst(getattr(update, part) for part in COLOURS),
        was=worst(getattr(before, part, None) for part in COLOURS),
        parts={part: colour for part, colour in colours.items() if colour in bad},
        path=update.path,
        path_due_on=update.path_due_on,
        note=update.note,
        by=name_of(session, update.by_id),
        at=update.recorded_at,
        said_on=update.as_of,
        helps=helps,
        wants_decision=update.someone_must_decide,
    )
