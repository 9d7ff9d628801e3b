"""Preferences: when the weekly message comes to a person, and on which days it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.absence import Absence, be_away, spans
from models.account import account_of
from models.cover import cover, uncover
from models.people_errors import PastError
from models.permission import Act, Deed, require
from models.person import Person
from models.schedule import look_again
from models.setting import FirmSettings, firm_settings, known_zone

CHOICES = ("weekly_on", "weekly_hour", "time_zone")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for a person: as they chose it, else as Slack or the firm has it."""

    weekly_on: int
    weekly_hour: int
    time_zone: str
    today: date
    absences: tuple[Absence, ...] = ()
    """Those that are not over, the next one first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants changed: the values of CHOICES, one more absence, and some fewer."""

    choices: Mapping[str, object]
    away: tuple[date, date] | None = None
    back: frozenset[int] = field(default_factory=frozenset)


def preferences(session: Session, person: Person, now: datetime) -> Preferences:
    """Return when the weekly message comes to a person, and when they are away."""
    settings = firm_settings(session)
    zone = zone_of(session, person, settings)
    today = now.astimezone(ZoneInfo(zone)).date()
    return Preferences(
        weekly_on=settings.weekly_on if person.weekly_on is None else person.weekly_on,
        weekly_hour=settings.weekly_hour if person.weekly_hour is None else person.weekly_hour,
        time_zone=zone,
        today=today,
        absences=tuple(absences_from(session, person, today)),
    )


def zone_of(session: Session, person: Person, settings: FirmSettings) -> str:
    """Return the time zone of a person: the one they chose, that of their account, the firm's."""
    if person.time_zone:
        return person.time_zone
    account = account_of(session, person.slack_user_id) if person.slack_user_id else None
    return (account.time_zone if account else None) or settings.time_zone


def absences_from(session: Session, person: Person, day: date) -> Sequence[Absence]:
    """Return a person's absences that are not over on a day, the next one first."""
    rows = select(Absence).where(Absence.person_id == person.id, col(Absence.end_on) > day)
    return session.exec(rows.order_by(col(Absence.start_on), col(Absence.id))).all()


def prefer(session: Session, deed: Deed, person: Person, wanted: Wanted) -> None:
    """Change what a person wants; they do, or a leader.

    What is as it was stays unsaid, so that it follows when the firm or the account changes. Raises
    PastError for an absence that is over, DatesReversedError for one without days.
    """
    if deed.author_id is None or deed.author_id != person.id:
        require(session, deed, Act.NOTE_ABSENCE, None)
    current = preferences(session, person, deed.now)
    _choose(person, current, wanted.choices)
    for absence in (one for one in current.absences if one.id in wanted.back):
        _come_back(session, deed, absence, current.today)
    if wanted.away:
        _go_away(session, deed, person, wanted.away)
    session.add(person)
    session.flush()
    look_again(session, deed.now, person.id)


def _choose(person: Person, current: Preferences, choices: Mapping[str, object]) -> None:
    for name in CHOICES:
        value = choices.get(name)
        if value is not None and value != getattr(current, name):
            setattr(person, name, value)
    if person.time_zone:
        known_zone(person.time_zone)


def _go_away(session: Session, deed: Deed, person: Person, days: tuple[date, date]) -> None:
    """Note an absence; those that it overlaps or touches become one with it."""
    start_on, back_on = days
    current = preferences(session, person, deed.now)
    if start_on < back_on <= current.today:
        raise PastError(back_on, field="end_on")
    noted = be_away(session, deed, person, start_on, back_on)
    together = spans([noted, *current.absences])
    start_on, back_on = next(span for span in together if span[0] <= start_on < span[1])
    noted.start_on, noted.end_on = start_on, back_on
    inside = [one for one in current.absences if start_on <= one.start_on and one.end_on <= back_on]
    stand_in = next((one.cover_id for one in inside if one.cover_id), None)
    for one in inside:
        uncover(session, deed, one, one.start_on)
        session.delete(one)
    session.add(noted)
    if stand_in:
        cover(session, deed, noted, session.get_one(Person, stand_in))


def _come_back(session: Session, deed: Deed, absence: Absence, today: date) -> None:
    """Take back an absence; of one that has begun, the days that are left."""
    uncover(session, deed, absence, max(today, absence.start_on))
    if absence.start_on < today:
        absence.end_on = today
        session.add(absence)
    else:
        session.delete(absence)
