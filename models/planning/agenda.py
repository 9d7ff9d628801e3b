"""Agendas: on which day and hour of a week something is due, out of a calendar; no clock, no rows.

A week is an ISO week, written "2026-W48", in the zone of the person whose agenda it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.planning.wall import at_wall
from models.workdays import DAY, Workdays

WEEK = timedelta(weeks=1)
ON_TIME = timedelta(minutes=30)
"""What leaves within this time of when it was due is not late."""
FAR = 2
"""Days by which a message may come earlier than wanted, because of a holiday."""
OPENS, CLOSES = 9, 18
"""The hours in which what is late, and a reminder, may come."""
DIGEST_WAITS = timedelta(hours=6)
"""How late a digest may come; after that it is old news."""


class Held(StrEnum):
    """Why a week's message does not come; of what is paused, the schedule says why."""

    NOT_LAUNCHED = "not_launched"
    NO_CHANNEL = "no_channel"
    """Leaders have not said where the digest goes."""
    LEFT = "left"
    NO_ACCOUNT = "no_account"
    """No Slack account, or one that does not act: closed, a guest's, a bot's, another firm's."""
    NO_ROLE = "no_role"
    QUIET_WEEK = "quiet_week"
    HOLIDAYS = "holidays"
    AWAY = "away"
    DOWN = "down"
    """Trefoil did not run when it was due, nor soon enough after that."""
    NEW = "new"
    """It was due before there was a schedule."""


@dataclass(frozen=True, slots=True)
class Away:
    """Days from and up to which a person is away, and who is asked meanwhile."""

    start_on: date
    end_on: date
    cover_id: int | None = None

    def has(self, day: date) -> bool:
        return self.start_on <= day < self.end_on


@dataclass(frozen=True, slots=True)
class Sending:
    """The day of a week's message; where it is held, the day on which that is noted, and why."""

    day: date
    held: str | None = None
    until_on: date | None = None
    cover_id: int | None = None


@dataclass(frozen=True, slots=True)
class Agenda(ABC):
    """What the two kinds have in common; `barred` is why nothing comes in any week."""

    zone: ZoneInfo
    weekday: int
    hour: int
    workdays: Workdays = field(default_factory=Workdays)
    quiet: frozenset[str] = frozenset()
    barred: str | None = None

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def moment(self, day: date, hour: int | None = None) -> datetime:
        """Return the instant of an hour of a day; where that day ends before it, of the last."""
        hour = self.hour if hour is None else hour
        found = at_wall(day, hour, self.zone)
        return found if self.today(found) == day else at_wall(day, max(hour - 1, 0), self.zone)

    def held_in(self, week: str) -> str | None:
        """Return why nothing comes in a week, whatever its days are."""
        return self.barred or (Held.QUIET_WEEK if week in self.quiet else None)

    def sending(self, week: str) -> Sending:
        """Return when a week's message comes, or why it does not; always a day of that week."""
        wanted = monday(week) + self.weekday * DAY
        if held := self.held_in(week):
            return Sending(wanted, held)
        worked = [day for day in days(week) if self.workdays.includes(day)]
        return self._among(worked, wanted) if worked else Sending(wanted, Held.HOLIDAYS)

    @abstractmethod
    def chance(self, week: str, due: datetime, now: datetime) -> datetime | None:
        """Return when, from now on, a week's message may leave; None when it is too late."""

    @abstractmethod
    def _among(self, worked: list[date], wanted: date) -> Sending:
        """Return the day of a week's message, out of the days that are worked in it."""


@dataclass(frozen=True, slots=True)
class FirmAgenda(Agenda):
    """The digest's: on a holiday it waits for the next working day."""

    def chance(self, week: str, due: datetime, now: datetime) -> datetime | None:
        _ = week
        return max(due, now) if now <= due + DIGEST_WAITS else None

    def next_after(self, instant: datetime) -> datetime | None:
        """Return when the next digest comes, this week or the next."""
        for week in (week_of(self.today(instant)), week_of(self.today(instant + WEEK))):
            sending = self.sending(week)
            if not sending.held and (due := self.moment(sending.day)) > instant:
                return due
        return None

    def _among(self, worked: list[date], wanted: date) -> Sending:
        day = next((day for day in worked if day >= wanted), None)
        return Sending(day) if day else Sending(wanted, Held.HOLIDAYS)


@dataclass(frozen=True, slots=True)
class PersonalAgenda(Agenda):
    """One person's: their working days, their absences, and the digest that wants their answer."""

    absences: tuple[Away, ...] = ()
    digest: FirmAgenda | None = None

    def is_free(self, day: date) -> bool:
        """Say whether the person works on a day, and is not away."""
        return self.workdays.includes(day) and not any(away.has(day) for away in self.absences)

    def chance(self, week: str, due: datetime, now: datetime) -> datetime | None:
        """Return `due`, or when it is late the next working hour of that week."""
        if now <= due + ON_TIME:
            return max(due, now)
        late = (day for day in days(week) if day >= self.today(now) and self.is_free(day))
        for day in late:
            if now < self.moment(day, CLOSES):
                return max(now, self.moment(day, OPENS))
        return None

    def free_from(self, day: date, skip: int = 0) -> date | None:
        """Return the first free day from a day on, after as many others; None if none is near."""
        near = (day + n * DAY for n in range(15))
        free = [one for one in near if self.is_free(one)]
        return free[skip] if len(free) > skip else None

    def _among(self, worked: list[date], wanted: date) -> Sending:
        day = _nearest(worked, wanted)
        away = next((away for away in self.absences if away.has(day)), None)
        if away is None:
            return Sending(day)
        back = next((one for one in worked if one > day and self.is_free(one)), None)
        return Sending(back) if back else self._held(day, away)

    def _held(self, day: date, away: Away) -> Sending:
        """Say until when somebody is away: absences that touch are one."""
        until = day
        while any(one.has(until) for one in self.absences):
            until = max(one.end_on for one in self.absences if one.has(until))
        return Sending(day, Held.AWAY, until, away.cover_id)


def _nearest(worked: list[date], wanted: date) -> date:
    """Return the wanted day, or the last working day before it, or where that is far the next."""
    before = max((day for day in worked if day <= wanted), default=None)
    after = min((day for day in worked if day > wanted), default=None)
    if before and (after is None or (wanted - before).days <= FAR):
        return before
    return after or wanted


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday(week: str) -> date:
    """Return the first day of a week; raises ValueError where the year has no such week."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def days(week: str) -> Iterator[date]:
    first = monday(week)
    return (first + n * DAY for n in range(7))


def weeks_before(week: str, count: int) -> Iterable[str]:
    """Return the weeks before one, the earliest first."""
    first = monday(week)
    return [week_of(first - n * WEEK) for n in range(count, 0, -1)]
