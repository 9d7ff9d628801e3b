"""Working days: the firm's week and its public holidays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = frozenset(range(5))


def holiday_calendar(code: str) -> holidays.HolidayBase:
    """Return a country's public holidays, or a region's: "DE", "DE-BY".

    Raises NotImplementedError when the library knows no such place.
    """
    country, _, region = code.partition("-")
    return holidays.country_holidays(country, subdiv=region or None)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked; weekdays count from Monday as 0."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: holidays.HolidayBase | frozenset[date] = field(default_factory=frozenset)

    def includes(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.days_off

    def back(self, day: date, count: int) -> date:
        """Return the earliest day that is no more than `count` working days before `day`."""
        while count or not self.includes(day):
            count -= self.includes(day)
            day -= DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; 0 when none lie between."""
        return sum(self.includes(day) for day in _days(start + DAY, end))


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + offset * DAY
