"""Turning points: a project that turns for the worse is told to who must know, once Undo is over.

Red is told at once, amber with the weekly message, or before the leaders' digest if that is sooner:
no leader hears of it earlier than the client's manager. Who is named to help hears of it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.colour import Colour
from models.fact import known
from models.outbox import Fate, OutboxRow, Parcel, post_all, release
from models.permission import Deed
from models.person import Person
from models.planning.agenda import OPENS, Held, PersonalAgenda
from models.planning.diary import read_diary
from models.project import Project
from models.role import Grade, RoleAssignment, RoleKind, holds_on
from models.status import StatusUpdate, colour_of
from models.withheld import (
    INSTANT,
    KIND,
    SECOND_THOUGHTS,
    colours_at,
    is_out,
    is_worse,
    known_until,
    telling,
)

AHEAD = timedelta(hours=1)
"""So long before the digest an amber is told, if no weekly message comes before that."""
REMEMBERED = timedelta(days=90)
"""So long it matters what somebody was told."""
BAD = (Colour.AMBER, Colour.RED)
ORDER = {Grade.ACCOUNTABLE: 0, Grade.COVER: 1, Grade.DEPUTY: 2}
REACHED = (None, Held.NO_ROLE, Held.QUIET_WEEK)
"""What keeps nobody from being told of what is theirs to know."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told of a report, by name, and when; `is_told` once it is under way."""

    name: str
    at: datetime
    helps: bool
    is_told: bool
    is_better: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is told of a report, of what it was before, and whether they only hear it is better."""

    person_id: int
    was: Colour
    helps: bool
    is_better: bool


def note_turn(session: Session, deed: Deed, project: Project, update: StatusUpdate) -> None:
    """Have who must know told of a report that is worse than what they know, or asks for help.

    Who was told last of something worse than this is told that it is so no more.
    """
    if not deed.author_id:
        return
    before = known_before(session, update, deed.now)
    worried = _worried(session, update, deed.now)
    has_turned = is_worse(colour_of(update), colour_of(before))
    asked_before = before.help_from_id if before and not has_turned else None
    helper = update.help_from_id if update.help_from_id != asked_before else None
    holder = _client_manager(session, project, update, deed.now) if has_turned else None
    people = {id_ for id_ in (helper, holder, *worried) if id_} - {deed.author_id}
    turns = [
        Turn(
            id_,
            worried.get(id_, colour_of(before)),
            helps=id_ == helper,
            is_better=id_ != helper and id_ in worried,
        )
        for id_ in sorted(people, key=lambda id_: (id_ != helper, id_ != holder, id_))
    ]
    if turns:
        post_all(session, [*_parcels(session, update, turns, deed.now)], deed.now)


def tellings(session: Session, update: StatusUpdate) -> list[Telling]:
    """Return who is told of a report, the soonest first."""
    rows = (
        select(OutboxRow, Person.name)
        .join(Person, col(Person.id) == OutboxRow.person_id)
        .where(telling(update.id))
        .order_by(col(OutboxRow.wanted_at), col(OutboxRow.id))
    )
    return [
        Telling(
            name,
            row.wanted_at,
            helps=bool(row.about.get("helps")),
            is_told=row.fate is not Fate.PENDING,
            is_better=bool(row.about.get("better")),
        )
        for row, name in session.exec(rows)
    ]


def tell_now(session: Session, update: StatusUpdate, now: datetime) -> int:
    """Let what is to be told of a report leave now; return to how many."""
    waiting = select(OutboxRow.key).where(telling(update.id), OutboxRow.fate == Fate.PENDING)
    return sum(release(session, key, now) for key in session.exec(waiting).all())


def is_told(session: Session, update: StatusUpdate, now: datetime) -> bool:
    """Say whether somebody was told of a report, or is being told this moment."""
    rows = session.exec(select(OutboxRow).where(telling(update.id))).all()
    return any(is_out(row, now) for row in rows)


def known_before(session: Session, update: StatusUpdate, now: datetime) -> StatusUpdate | None:
    """Return the report whose colours others knew before this one."""
    project_id, day = update.project_id, update.as_of
    until = known_until(session, project_id, day, now - INSTANT)
    return colours_at(session, project_id, day, until)


def last_told(session: Session, project_id: int, now: datetime) -> dict[int, OutboxRow]:
    """Return by which message each person was told last of a project."""
    rows = select(OutboxRow).where(
        OutboxRow.kind == KIND, col(OutboxRow.sent_at) > now - REMEMBERED
    )
    found = session.exec(rows.order_by(col(OutboxRow.sent_at), col(OutboxRow.id))).all()
    return {row.person_id or 0: row for row in found if row.about.get("project") == project_id}


def told_colour(session: Session, row: OutboxRow) -> Colour:
    """Return which colour somebody was told of: what stood when the words were made."""
    said = session.get(StatusUpdate, row.about.get("update"))
    at = row.tried_at or row.sent_at
    if said is None or at is None:
        return Colour.GREY
    return colour_of(colours_at(session, said.project_id, date.max, at))


def _client_manager(
    session: Session, project: Project, update: StatusUpdate, now: datetime
) -> int | None:
    """Return who is told for the client: who holds it, else who covers or stands by for them.

    The first who is there and can be reached; where all are away, the first who can be reached.
    """
    held = select(RoleAssignment.person_id, RoleAssignment.grade).where(
        RoleAssignment.client_id == project.client_id,
        RoleAssignment.kind == RoleKind.CLIENT_MANAGER,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, update.as_of),
    )
    rows = session.exec(held.order_by(col(RoleAssignment.id))).all()
    ranked = sorted((ORDER[Grade(grade)], n, id_) for n, (id_, grade) in enumerate(rows))
    people = [*dict.fromkeys(id_ for _, _, id_ in ranked)]
    diary = read_diary(session, people, now)
    agendas = {id_: diary.personal(id_) for id_ in people}
    reached = [id_ for id_, agenda in agendas.items() if agenda.barred in REACHED]
    there = (id_ for id_ in reached if not _is_away(agendas[id_], update.as_of))
    return next(there, reached[0] if reached else None)


def _is_away(agenda: PersonalAgenda, day: date) -> bool:
    return any(absence.has(day) for absence in agenda.absences)


def _worried(session: Session, update: StatusUpdate, now: datetime) -> dict[int, Colour]:
    """Return who was told last that this project is worse than it is now, and how bad it was."""
    now_is = colour_of(update)
    if now_is is Colour.GREY:
        return {}
    told = {
        id_: told_colour(session, row)
        for id_, row in last_told(session, update.project_id, now).items()
    }
    return {id_: was for id_, was in told.items() if is_worse(was, now_is)}


def _parcels(
    session: Session, update: StatusUpdate, turns: Sequence[Turn], now: datetime
) -> Iterator[Parcel]:
    diary = read_diary(session, [turn.person_id for turn in turns], now)
    is_amber, soon = colour_of(update) is Colour.AMBER, now + SECOND_THOUGHTS
    for turn in turns:
        agenda = diary.personal(turn.person_id)
        if agenda.barred not in REACHED:
            continue
        is_urgent = turn.helps or turn.is_better or not is_amber
        due = soon if is_urgent else _before_digest(agenda, soon)
        about = {"update": update.id, "project": update.project_id, "was": turn.was.value}
        yield Parcel(
            key=f"{KIND}:{update.id}:{turn.person_id}",
            kind=KIND,
            about=about | {"better": turn.is_better, "helps": turn.helps, "urgent": is_urgent},
            person_id=turn.person_id,
            due_at=_when_at_work(agenda, due),
        )


def _before_digest(agenda: PersonalAgenda, soon: datetime) -> datetime:
    """Return when an amber is told: before the next digest, or in a week at the latest."""
    digest = agenda.digest.next_after(soon) if agenda.digest else None
    return max(soon, digest - AHEAD) if digest else soon + timedelta(weeks=1)


def _when_at_work(agenda: PersonalAgenda, due: datetime) -> datetime:
    """Return when it is told to somebody who has a day off, or is away."""
    day = agenda.today(due)
    free = agenda.free_from(day)
    return due if free in (day, None) else agenda.moment(free, OPENS)
