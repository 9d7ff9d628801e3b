"""Every job and its beat, on one page.

A beat asks what is due and does that; how often it comes decides nothing.
"""

from collections.abc import Callable
from datetime import UTC
from functools import partial

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models.ports import Now, Opener
from schedules.account import DailyAccounts, Profiles

Timetable = dict[str, tuple[BaseTrigger, Callable[[], None]]]
every = partial(IntervalTrigger, timezone=UTC)


def timetable(begin: Opener, reading: Opener, now: Now, profiles: Profiles) -> Timetable:
    """Name the jobs; all of them beat at the start too, and each may run in every replica."""
    return {
        "account.refresh": (every(minutes=1), DailyAccounts(begin, reading, now, profiles)),
    }
