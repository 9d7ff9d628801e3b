"""Wall time: which instant a clock on the wall means, through every change of that clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


@lru_cache(maxsize=10_000)
def at_wall(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which a day's hour begins in a zone.

    An hour that comes twice is the first of the two. One that does not come at all, because the
    clock was put forward over it or the whole day was left out, is the next minute that did come.
    """
    wanted = datetime.combine(day, time(hour))
    instant = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(instant, zone) == wanted:
        return instant
    return _after_the_gap(wanted, zone)


def _after_the_gap(wanted: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant at which the clock shows no less than it never showed."""
    sides = [wanted.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    early, late = min(sides) - SECOND, max(sides)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        early, late = (early, middle) if _shown(middle, zone) >= wanted else (middle, late)
    return late


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
