"""When the story happens: nine weeks of it, the last of them the one in which it is looked at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from demo.retelling import DAY, Retelling

ZONE = ZoneInfo("Europe/Berlin")
"""Where the firm sits."""
FIRST, LAST = date(2026, 9, 28), date(2026, 11, 23)
"""The Mondays of the story's weeks, as the files tell it; in the last one nothing is told yet."""
WEEKS = (LAST - FIRST).days // 7
OPENS, AFTERNOON = 8, 14
FRIDAY = 4
DIGEST_HOUR = 9
MORNING = (8, 9, 10)
AHEAD = (8, 7, 0, -1)
"""Hours by which the clocks of Tokyo (in winter, in summer), of Berlin and of Dublin are ahead."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Calendar:
    """The story's days, for who looks at it at this instant.

    The firm asks on the weekday on which it is looked at, at an hour that has just passed: so there
    is always a message that waits for an answer. Before eight, and at weekends, it came on the last
    working day.
    """

    now: datetime

    @cached_property
    def asked_at(self) -> datetime:
        """Return when the last weekly message came, by the firm's clock."""
        here = self.now.astimezone(ZONE)
        if here.weekday() <= FRIDAY and here.hour >= OPENS:
            return _at(here.date(), min(here.hour, AFTERNOON))
        return _at(_workday_before(here.date()), AFTERNOON)

    @cached_property
    def digest_on(self) -> date:
        """Return the day of the last digest: the working day before."""
        return _workday_before(self.asked_at.date())

    @cached_property
    def retelling(self) -> Retelling:
        """Return how the files' dates are moved."""
        day = self.asked_at.date()
        return Retelling((day - timedelta(days=day.weekday()) - LAST).days // 7)

    @property
    def begins_at(self) -> datetime:
        """Return when the firm's files are imported: on the Friday before the first week."""
        return _at(self.retelling.day(FIRST) - 3 * DAY, 10)

    def moment(self, told: date, clock: str) -> datetime:
        """Return the instant of a time of day, on a day as the files tell it."""
        return datetime.combine(self.retelling.day(told), time.fromisoformat(clock), ZONE)

    def asked_in(self, told: date) -> datetime:
        """Return when the weekly message came in the week of a day as the files tell it."""
        week = (told - FIRST).days // 7
        return self.weekly(week)

    def weekly(self, week: int) -> datetime:
        """Return when the weekly message of a week of the story came."""
        back = timedelta(weeks=WEEKS - week)
        return _at(self.asked_at.date() - back, self.asked_at.hour)

    def week_of(self, at: datetime) -> int:
        """Return in which week of the story an instant is; the first, from its Monday on, is 1."""
        return (at.astimezone(ZONE).date() - self.retelling.day(FIRST)).days // 7 + 1

    def next_beat(self, at: datetime) -> datetime:
        """Return the next full hour at which a message may be due that nobody's deed has brought.

        Those are the mornings' hours, in which digests, notes and reminders leave, and the hours of
        the weekly message, which comes by each person's own clock.
        """
        hours = (at.replace(minute=0, second=0, microsecond=0) + n * HOUR for n in range(1, 100))
        return next(hour for hour in hours if self._may_bring(hour.astimezone(ZONE)))

    def _may_bring(self, hour: datetime) -> bool:
        is_weekly = hour.weekday() == self.asked_at.weekday()
        asked = [self.asked_at.hour - ahead for ahead in AHEAD] if is_weekly else []
        return hour.weekday() <= FRIDAY and hour.hour in (*MORNING, *asked)


def _workday_before(day: date) -> date:
    return next(d for n in range(1, 4) if (d := day - n * DAY).weekday() <= FRIDAY)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
