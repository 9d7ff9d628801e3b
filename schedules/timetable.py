"""Every job and its beat, on one page.

A beat asks what is due and does that; how often it comes decides nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models.ports import Now, Opener
from schedules.account import DailyAccounts, Profiles
from schedules.audit import Audit, Tidy
from schedules.delivery import Deliver
from schedules.planning import Muster, Plan
from schedules.settling import Settle
from schedules.slack import Poster
from schedules.words import WORDS

Timetable = dict[str, tuple[BaseTrigger, Callable[[], None]]]
every = partial(IntervalTrigger, timezone=UTC)
LANES = 4
"""So many messages are on their way at once: one that hangs holds up no other."""


@dataclass(frozen=True, slots=True)
class Means:
    """What jobs are given."""

    begin: Opener
    reading: Opener
    now: Now
    profiles: Profiles
    slack: Poster
    is_stopping: Callable[[], bool]
    show_overdue: Callable[[int], None]


def timetable(means: Means) -> Timetable:
    """Name the jobs; all of them beat at the start too, and each may run in every replica."""
    begin, reading, now = means.begin, means.reading, means.now
    slack, stopping = means.slack, means.is_stopping
    deliver = Deliver(begin, reading, now, slack, WORDS, stopping)
    return {
        "account.refresh": (every(minutes=1), DailyAccounts(begin, reading, now, means.profiles)),
        "week.muster": (every(minutes=10), Muster(begin, reading, now)),
        "week.plan": (every(seconds=30), Plan(begin, reading, now)),
        **{f"outbox.deliver.{n}": (every(seconds=1), deliver) for n in range(1, LANES + 1)},
        "outbox.settle": (every(seconds=5), Settle(begin, reading, now, slack, stopping)),
        "outbox.audit": (every(minutes=1), Audit(begin, reading, now, means.show_overdue)),
        "outbox.tidy": (every(hours=1), Tidy(begin, now)),
    }
