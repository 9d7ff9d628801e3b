"""The last weeks of one project: what was shown on this weekday of each, the earliest first.

They are drawn from the facts of the project, each read once; models/portfolio.py draws many
projects of one day in SQL. tests/models/test_weeks.py holds the two against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from models.baseline import Baseline
from models.colour import Colour, Declared, Horizon, shown
from models.portfolio import pace_on
from models.setting import FirmSettings
from models.state import State, StateMove
from models.status import COLOURS, StatusUpdate, says_colour

WEEKS = 8
Found = TypeVar("Found", Baseline, StateMove)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a project: reports, the latest first; moves and plans, the first first."""

    said: Sequence[StatusUpdate]
    moves: Sequence[StateMove]
    plans: Sequence[Baseline]


def weeks(settings: FirmSettings, last: date, past: Past) -> list[tuple[date, Colour]]:
    """Return each day and its colour, up to the last day."""
    days = [last - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    if not past.said:
        return [(day, Colour.GREY) for day in days]
    workdays = settings.workdays()
    horizons = [Horizon.seen_from(day, workdays, settings.cadence) for day in days]
    return [(horizon.as_of, _colour_on(past, horizon)) for horizon in horizons]


def _colour_on(past: Past, horizon: Horizon) -> Colour:
    day = horizon.as_of
    said = [update for update in past.said if update.as_of <= day]
    last = next((update for update in said if says_colour(update)), None)
    colours = {name: getattr(last, name, None) for name in COLOURS}
    percents = (u.percent_complete for u in said if u.percent_complete is not None)
    moved = _last(move for move in past.moves if (move.since_on or date.min) <= day)
    plan = _last(plan for plan in past.plans if (plan.in_force_on or date.min) <= day)
    days = (plan.finish_on if plan else None, moved.since_on if moved else None)
    state = moved.state if moved else State.ACTIVE
    pace = pace_on(state, days, next(percents, None), horizon)
    declared: Any = colours | {"confirmed_on": last.as_of if last else None}
    return shown(Declared(**declared), horizon, pace).colour


def _last(rows: Iterable[Found]) -> Found | None:
    """Return what stands last: the order of the rows is that of their force."""
    return next(reversed(list(rows)), None)
