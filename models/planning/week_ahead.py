"""The week ahead: to whom the weekly message comes, when, or why it does not; it only reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.person import Person
from models.planning.agenda import Agenda, Held, Sending, week_of
from models.planning.deciding import Came, Decision, Past
from models.planning.diary import TROUBLE, Diary, read_diary, read_past
from models.planning.muster import DIGEST, missing
from models.planning.plan import decided
from models.schedule import Outcome, Rhythm, Schedule, Step


@dataclass(frozen=True, slots=True)
class Planned:
    """This week's message to one person, or the digest, which has no person and no name.

    It comes `at`, or is `held` for a reason, a word of Held or what the schedule was paused for;
    `came` is what has become of it where it is no more to come. `now` are the steps that a beat at
    this instant would take.
    """

    person_id: int | None
    name: str
    at: datetime | None = None
    held: str | None = None
    until_on: date | None = None
    cover_id: int | None = None
    came: Outcome | None = None
    now: tuple[Step, ...] = ()

    @property
    def is_to_come(self) -> bool:
        """Whether it is on its way, and its hour is known."""
        return self.came is None and self.held is None and self.at is not None


def week_ahead(session: Session, now: datetime) -> list[Planned]:
    """Return this week of everybody who has a schedule or should have one, by name."""
    schedules = [*_there(session), *_missing(session, now)]
    diary = read_diary(session, [one.person_id for one in schedules if one.person_id], now)
    past = read_past(session, [one.id for one in schedules if one.id], now)
    planned = (_planned(diary, one, past.get(one.id or 0, []), now) for one in schedules)
    return sorted(planned, key=lambda one: (one.name.casefold(), one.person_id or 0))


def digest_ahead(session: Session, now: datetime) -> Planned:
    """Return this week of the digest."""
    found = session.exec(select(Schedule).where(Schedule.key == DIGEST)).first()
    schedule = found or _new(None, now)
    past = read_past(session, [schedule.id or 0], now)
    return _planned(read_diary(session, [], now), schedule, past.get(schedule.id or 0, []), now)


def _there(session: Session) -> Sequence[Schedule]:
    rows = select(Schedule).join(Person).where(Schedule.rhythm == Rhythm.WEEKLY)
    return session.exec(rows.where(col(Person.active).is_(True))).all()


def _missing(session: Session, now: datetime) -> list[Schedule]:
    return [_new(id_, now) for id_ in missing(session, now).person_ids]


def _new(person_id: int | None, now: datetime) -> Schedule:
    """Return the schedule that the next muster makes; it is put nowhere."""
    key, rhythm = (f"person:{person_id}", Rhythm.WEEKLY) if person_id else (DIGEST, Rhythm.DIGEST)
    return Schedule(key=key, rhythm=rhythm, person_id=person_id, look_at=now, since_at=now)


def _planned(diary: Diary, schedule: Schedule, came: Sequence[Came], now: datetime) -> Planned:
    """Tell a week as it was, or else as it will be if nothing changes any more."""
    person, _ = diary.people.get(schedule.person_id or 0, (None, None))
    told = Planned(schedule.person_id, person.name if person else "")
    past = Past(schedule.since_at, came)
    decision = decided(diary, schedule, past, now)
    if (decision.pause or "").startswith(TROUBLE):
        return replace(told, held=decision.pause)
    asked = tuple(one.step for one in decision.new if one.outcome is Outcome.ASKED)
    week = _week(diary.agenda(schedule), past, decision, now)
    return replace(told, now=asked, **week)


def _week(agenda: Agenda, past: Past, decision: Decision, now: datetime) -> dict[str, Any]:
    week = week_of(agenda.today(now))
    if first := past.firsts.get(week):
        held = first.outcome in (Outcome.SUPPRESSED, Outcome.MISSED)
        when = {"held": first.why, "until_on": first.until_on} if held else {"at": first.made_at}
        return {"came": first.outcome} | when
    new = [one for one in decision.new if one.period == week and one.step is Step.FIRST]
    sending = agenda.sending(week)
    about = {"until_on": sending.until_on, "cover_id": sending.cover_id}
    if sending.held or not new:
        return about | _to_come(agenda, past, (week, sending), now)
    return about | ({"held": new[0].why} if new[0].why else {"at": now})


def _to_come(
    agenda: Agenda, past: Past, this: tuple[str, Sending], now: datetime
) -> dict[str, Any]:
    week, sending = this
    if sending.held:
        return {"held": sending.held}
    due = agenda.moment(sending.day)
    return {"held": Held.NEW} if due < past.since_at else {"at": agenda.chance(week, due, now)}
