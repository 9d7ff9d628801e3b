"""The last weeks of one project: what was shown on this weekday of each, the earliest first.

It draws from the facts of the project, read once; models/portfolio.py draws many projects of one
day in SQL. tests/models/test_weeks.py holds the two against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, select

from models.baseline import Baseline
from models.colour import Colour, Declared, Horizon, shown
from models.fact import known
from models.portfolio import AsOf, pace_on
from models.setting import FirmSettings
from models.state import State, StateMove
from models.status import COLOURS, StatusUpdate, says_colour

WEEKS = 8
Found = TypeVar("Found", Baseline, StateMove)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a project: its reports, the latest first, its moves and its plans."""

    said: Sequence[StatusUpdate]
    moves: Sequence[StateMove]
    plans: Sequence[Baseline]


def weeks(
    session: Session, settings: FirmSettings, as_of: AsOf, said: Sequence[StatusUpdate]
) -> list[tuple[date, Colour]]:
    """Return each day and its colour; `said` is what was said up to the last, the latest first."""
    days = [as_of.day - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    if not said:
        return [(day, Colour.GREY) for day in days]
    past = _past(session, said, as_of)
    workdays = settings.workdays()
    horizons = [Horizon.seen_from(day, workdays, settings.cadence) for day in days]
    return [(horizon.as_of, _colour_on(past, horizon)) for horizon in horizons]


def _past(session: Session, said: Sequence[StatusUpdate], as_of: AsOf) -> Past:
    project_id, known_at = said[0].project_id, as_of.known_at
    moves = select(StateMove).where(StateMove.project_id == project_id, known(StateMove, known_at))
    plans = select(Baseline).where(Baseline.project_id == project_id)
    if known_at is not None:
        plans = plans.where(Baseline.recorded_at <= known_at)
    return Past(
        said,
        sorted(session.exec(moves), key=lambda move: (move.since_on or date.min, move.id or 0)),
        sorted(session.exec(plans), key=lambda plan: plan.n),
    )


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
