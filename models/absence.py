"""Absences: the days on which a person does not work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, Relationship, Session, col, select

from models.errors import DatesReversedError
from models.permission import Act, Deed, require
from models.person import Person, name_of
from models.schedule import look_again
from models.scope import OfWorkspace


class Absence(OfWorkspace, table=True):
    """Days on which a person does not work, from the first up to but without `end_on`."""

    __table_args__ = (
        CheckConstraint("start_on < end_on", name="absence_has_days"),
        ForeignKeyConstraint(["cover_id"], ["person.id"], name="absence_cover_id_fkey"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(default=None, foreign_key="person.id", index=True)
    start_on: date
    end_on: date
    cover_id: int | None = None
    """Who is asked meanwhile."""
    recorded_at: datetime
    person: Person = Relationship(
        sa_relationship_kwargs={"lazy": "raise", "foreign_keys": "Absence.person_id"}
    )


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who is away: their name, the day they are back, and who is asked meanwhile."""

    name: str
    until_on: date
    cover: str | None


def be_away(session: Session, deed: Deed, person: Person, start_on: date, end_on: date) -> Absence:
    """Note that a person is away up to but without `end_on`; they do it, or a leader."""
    if deed.author_id is None or deed.author_id != person.id:
        require(session, deed, Act.NOTE_ABSENCE, None)
    if end_on <= start_on:
        raise DatesReversedError(start_on, end_on, field="end_on")
    absence = Absence(person=person, start_on=start_on, end_on=end_on, recorded_at=deed.now)
    session.add(absence)
    session.flush()
    look_again(session, deed.now, person.id)
    return absence


def spans(absences: Iterable[Absence]) -> list[tuple[date, date]]:
    """Return the days from and up to which a person is away; what overlaps or touches is one."""
    found: list[tuple[date, date]] = []
    for start_on, end_on in sorted((one.start_on, one.end_on) for one in absences):
        if found and start_on <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end_on)
        else:
            found.append((start_on, end_on))
    return found


def away(session: Session, person_id: int | None, day: date) -> Absent | None:
    """Return until when somebody is away on a day, and who covers for them then; else nothing."""
    theirs = select(Absence).where(Absence.person_id == person_id)
    absences = session.exec(theirs.order_by(col(Absence.id).desc())).all()
    until_on = next((end for start, end in spans(absences) if start <= day < end), None)
    if until_on is None:
        return None
    now = (one.cover_id for one in absences if one.start_on <= day < one.end_on)
    cover = name_of(session, next(filter(None, now), None))
    return Absent(name_of(session, person_id) or "Somebody", until_on, cover)


def is_away(absences: Iterable[Absence], day: date) -> bool:
    return any(absence.start_on <= day < absence.end_on for absence in absences)
