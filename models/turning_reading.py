"""What somebody is told of a turning point, as it stands when they are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.colour import Colour
from models.errors import NotFoundError
from models.eyes import project_in_sight
from models.fact import known
from models.outbox import Fate, OutboxRow
from models.permission import Deed
from models.person import Person, name_of
from models.project import Project
from models.status import StatusUpdate, colour_of, has_colour
from models.turning import BAD, last_told
from models.withheld import KIND, SECOND_THOUGHTS, is_worse

PARTS = ("time", "target", "budget")


@dataclass(frozen=True, slots=True)
class Turned:
    """A project that turned, and what its manager says of it; `parts` are those not green.

    `told_at` is when its reader was told that it is worse than it is now; `helper` must help.
    """

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
    helper: str | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Untold:
    """Why there is nothing to tell any more."""

    why: str


def turned(session: Session, row: OutboxRow, now: datetime) -> Turned | Untold:
    """Return what is told: how the project stands now, if that is worse than it was before.

    A report that was corrected is told as it stands; one that was taken back, or is better by now,
    is not told, nor what somebody was told of already, or what is not for their eyes.
    """
    said = session.get(StatusUpdate, row.about.get("update"))
    reader = session.get_one(Person, row.person_id)
    stands = _standing(session, said) if said else None
    if stands is None:
        return Untold("taken back")
    try:
        project = project_in_sight(session, Deed(reader, now), stands.project_id)
    except NotFoundError:
        return Untold("not for these eyes")
    helps = bool(row.about.get("helps")) and stands.help_from_id == reader.id
    was = Colour(row.about.get("was", Colour.GREY))
    if not (helps or _holds_yet(row, stands, was)):
        return Untold("not so any more")
    if _was_told(session, row, stands) or (helps and _was_asked(session, row)):
        return Untold("told already")
    told = _told(session, (stands, project), was, helps=helps)
    if stands.help_from_id == reader.id:
        told = replace(told, helper=None)
    return replace(told, told_at=_told_at(session, row, now)) if row.about.get("better") else told


def _holds_yet(row: OutboxRow, stands: StatusUpdate, was: Colour) -> bool:
    """Say whether it is still worse than it was, or still better than was told."""
    now_is = colour_of(stands)
    if row.about.get("better"):
        return now_is is not Colour.GREY and is_worse(was, now_is)
    return is_worse(now_is, was)


def _told_at(session: Session, row: OutboxRow, now: datetime) -> datetime | None:
    """Return when its reader was told of the project before."""
    before = last_told(session, row.about.get("project", 0), now).get(row.person_id or 0)
    return before.sent_at if before else None


def fold_in(session: Session, person_id: int | None, mark: str, now: datetime) -> None:
    """Let a weekly message tell what was still to be told, instead of a message of its own.

    What is urgent, or can still be undone, leaves by itself.
    """
    rows = select(OutboxRow).where(
        OutboxRow.kind == KIND,
        OutboxRow.person_id == person_id,
        OutboxRow.fate == Fate.PENDING,
        col(OutboxRow.made_at) <= now - SECOND_THOUGHTS,
    )
    for row in session.exec(rows.order_by(col(OutboxRow.id))).all():
        if row.about.get("urgent"):
            continue
        told = turned(session, row, now)
        row.fate, row.why = Fate.DROPPED, told.why if isinstance(told, Untold) else mark
        row.sent_at = None if isinstance(told, Untold) else now
        session.flush()


def folded(session: Session, person_id: int | None, mark: str) -> Sequence[Turned]:
    """Return what a weekly message told, as it was when it told it, or as it was mended since."""
    rows = select(OutboxRow).where(
        OutboxRow.kind == KIND, OutboxRow.person_id == person_id, OutboxRow.why == mark
    )
    found = []
    for row in session.exec(rows.order_by(col(OutboxRow.id))).all():
        told = _again(session, row)
        found += [told] if told else []
    return found


def _again(session: Session, row: OutboxRow) -> Turned | None:
    reader = session.get_one(Person, row.person_id)
    said = session.get(StatusUpdate, row.about.get("update"))
    stands = (_standing(session, said) or said) if said else None
    if stands is None:
        return None
    try:
        deed = Deed(reader, row.sent_at or row.made_at)
        project = project_in_sight(session, deed, stands.project_id)
    except NotFoundError:
        return None
    was = Colour(row.about.get("was", Colour.GREY))
    return _told(session, (stands, project), was, helps=False)


def _standing(session: Session, said: StatusUpdate) -> StatusUpdate | None:
    """Return the report by which a project's colours stand now, if none older than this one."""
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == said.project_id,
        StatusUpdate.as_of >= said.as_of,
        known(StatusUpdate, None),
        has_colour(StatusUpdate),
    )
    return session.exec(rows.order_by(col(StatusUpdate.as_of).desc())).first()


def _was_told(session: Session, row: OutboxRow, stands: StatusUpdate) -> bool:
    """Say whether another message told this reader of the project since it stands so."""
    others = select(OutboxRow).where(
        OutboxRow.kind == KIND,
        OutboxRow.person_id == row.person_id,
        OutboxRow.id != row.id,
        col(OutboxRow.sent_at) >= stands.recorded_at,
    )
    about = {"project": stands.project_id}
    return any(one.about | about == one.about for one in session.exec(others))


def _was_asked(session: Session, row: OutboxRow) -> bool:
    """Say whether this reader was asked for help meanwhile, at once, by a later report."""
    later = select(OutboxRow).where(
        OutboxRow.kind == KIND,
        OutboxRow.person_id == row.person_id,
        col(OutboxRow.id) > row.id,
        col(OutboxRow.sent_at) >= row.made_at,
    )
    asked = {"project": row.about.get("project"), "helps": True}
    return any(one.about | asked == one.about for one in session.exec(later))


def _told(
    session: Session, said: tuple[StatusUpdate, Project], was: Colour, *, helps: bool
) -> Turned:
    update, project = said
    colours = {part: getattr(update, part) for part in PARTS}
    return Turned(
        project_id=project.id or 0,
        name=project.name,
        client=project.client.name,
        colour=colour_of(update),
        was=was,
        parts={part: colour for part, colour in colours.items() if colour in BAD},
        path=update.path,
        path_due_on=update.path_due_on,
        note=update.note,
        by=name_of(session, update.by_id),
        at=update.recorded_at,
        said_on=update.as_of,
        helps=helps,
        wants_decision=update.someone_must_decide,
        helper=name_of(session, update.help_from_id),
    )
