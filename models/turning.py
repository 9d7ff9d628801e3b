"""Turning points: a project that turns for the worse is told to who must know, once Undo is over.

Red is told at once, amber with the weekly message, or before the leaders' digest if that is sooner:
no leader hears of it earlier than the client's manager. Who is named to help hears of it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.agenda import OPENS, Held, PersonalAgenda
from models.colour import SEVERITY, Colour, worst
from models.diary import read_diary
from models.fact import known
from models.outbox import Fate, OutboxRow, Parcel, post_all, release
from models.permission import Deed
from models.person import Person
from models.project import Project
from models.role import Grade, RoleAssignment, RoleKind, holds_on
from models.status import COLOURS, StatusUpdate, has_colour

SECOND_THOUGHTS = timedelta(minutes=10)
"""So long a report can be taken back by who made it, and nobody is told of it."""
AHEAD = timedelta(hours=1)
"""So long before the digest an amber is told, if no weekly message comes before that."""
REMEMBERED = timedelta(days=90)
"""So long it matters what somebody was told."""
BAD = (Colour.AMBER, Colour.RED)
KIND = "turn"
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


def note_turn(session: Session, deed: Deed, project: Project, update: StatusUpdate) -> None:
    """Have who must know told of a report that is worse than what they know, or asks for help.

    What was known before is what could have been told then: what stood ten minutes ago.
    """
    before = known_before(session, update, deed.now)
    now_is, was = _colour(update), _colour(before)
    is_worse = SEVERITY[now_is] > max(SEVERITY[was], SEVERITY[Colour.GREEN])
    asked_before = before.help_from_id if before and not is_worse else None
    helper = update.help_from_id if update.help_from_id != asked_before else None
    holder = _client_manager(session, project, update, deed.now) if is_worse else None
    asked = dict.fromkeys((helper, holder))
    if now_is is Colour.GREEN and was in BAD:
        asked = dict.fromkeys(_worried(session, update, deed.now))
    people = [id_ for id_ in asked if id_ and id_ != deed.author_id]
    if deed.author_id and people:
        parcels = _parcels(session, update, people, (helper, was, deed.now))
        post_all(session, [*parcels], deed.now)


def tellings(session: Session, update: StatusUpdate) -> list[Telling]:
    """Return who is told of a report, the soonest first."""
    rows = (
        select(OutboxRow, Person.name)
        .join(Person, col(Person.id) == OutboxRow.person_id)
        .where(_of(update))
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
    waiting = select(OutboxRow.key).where(_of(update), OutboxRow.fate == Fate.PENDING)
    return sum(release(session, key, now) for key in session.exec(waiting).all())


def is_told(session: Session, update: StatusUpdate, now: datetime) -> bool:
    """Say whether somebody was told of a report, or is being told this moment."""
    rows = session.exec(select(OutboxRow).where(_of(update))).all()
    return any(_is_out(row, now) for row in rows)


def _is_out(row: OutboxRow, now: datetime) -> bool:
    if row.fate is Fate.PENDING:
        return row.due_at <= now
    return row.fate is not Fate.DROPPED or row.sent_at is not None


def _of(update: StatusUpdate) -> Any:
    return col(OutboxRow.key).startswith(f"{KIND}:{update.id}:", autoescape=True)


def known_before(session: Session, update: StatusUpdate, now: datetime) -> StatusUpdate | None:
    """Return the colours that could have been told before this report: those past Undo."""
    rows = select(StatusUpdate).where(
        StatusUpdate.project_id == update.project_id,
        StatusUpdate.as_of <= update.as_of,
        StatusUpdate.id != update.id,
        known(StatusUpdate, now - SECOND_THOUGHTS),
        has_colour(StatusUpdate),
    )
    return session.exec(rows.order_by(col(StatusUpdate.as_of).desc())).first()


def _colour(update: StatusUpdate | None) -> Colour:
    return worst(getattr(update, part, None) for part in COLOURS)


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


def _worried(session: Session, update: StatusUpdate, now: datetime) -> list[int | None]:
    """Return who was told last that this project is amber or red."""
    rows = select(OutboxRow).where(
        OutboxRow.kind == KIND, col(OutboxRow.sent_at) > now - REMEMBERED
    )
    last: dict[int | None, OutboxRow] = {}
    for row in session.exec(rows.order_by(col(OutboxRow.sent_at))).all():
        if row.about.get("project") == update.project_id:
            last[row.person_id] = row
    return [id_ for id_, row in last.items() if not row.about.get("better")]


def _parcels(
    session: Session,
    update: StatusUpdate,
    people: Sequence[int],
    turn: tuple[int | None, Colour, datetime],
) -> Iterator[Parcel]:
    helper, was, now = turn
    about = {"update": update.id, "project": update.project_id, "was": was.value}
    about["better"] = _colour(update) is Colour.GREEN
    colour, diary = _colour(update), read_diary(session, people, now)
    for person_id in people:
        agenda = diary.personal(person_id)
        if agenda.barred not in REACHED:
            continue
        is_urgent = colour is not Colour.AMBER or person_id == helper
        soon = now + SECOND_THOUGHTS
        due = soon if is_urgent else _before_digest(agenda, soon)
        yield Parcel(
            key=f"{KIND}:{update.id}:{person_id}",
            kind=KIND,
            about=about | {"helps": person_id == helper, "urgent": is_urgent},
            person_id=person_id,
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
