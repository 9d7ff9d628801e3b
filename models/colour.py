"""Colours: what people say, how long it holds, and what is shown for it.

Green is inside tolerance, amber is recoverable by the Project Manager, red needs a decision or help
from above, grey is unknown or too old. Grey never counts as green.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.workdays import Workdays


class Colour(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Age(StrEnum):
    """How long ago a colour was confirmed, against the cadence of the firm."""

    NEVER = "never"
    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    EXPIRED = "expired"


SEVERITY = {Colour.GREY: 0, Colour.GREEN: 1, Colour.AMBER: 2, Colour.RED: 3}
IDLE = 20
"""Working days of a pause after which the time of a project is grey."""
GRACE = 2
"""Working days beyond one cadence in which a colour is still fresh."""


def worst(colours: Iterable[Colour | None]) -> Colour:
    """Return the worst known colour; grey when none is known (FEMA's table: any red is red)."""
    return max((c or Colour.GREY for c in colours), key=SEVERITY.__getitem__, default=Colour.GREY)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days until which a confirmation is fresh, due and stale, seen from one day.

    A project that was paused before `idle_from` has been so for too long to say how its time is.
    """

    as_of: date
    fresh_from: date
    due_from: date
    stale_from: date
    idle_from: date

    @classmethod
    def seen_from(cls, as_of: date, workdays: Workdays, cadence: int) -> "Horizon":
        """Count back in working days: fresh to cadence + 2, due to twice, stale to thrice."""
        spans = (cadence + GRACE, 2 * cadence, 3 * cadence, IDLE)
        return cls(as_of, *(workdays.back(as_of, days) for days in spans))

    def age(self, confirmed_on: date | None) -> Age:
        if confirmed_on is None:
            return Age.NEVER
        for limit, age in (
            (self.fresh_from, Age.FRESH),
            (self.due_from, Age.DUE),
            (self.stale_from, Age.STALE),
        ):
            if confirmed_on >= limit:
                return age
        return Age.EXPIRED


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody said of a project: up to three colours or one for all, on a day."""

    time: Colour | None = None
    target: Colour | None = None
    budget: Colour | None = None
    overall: Colour | None = None
    confirmed_on: date | None = None

    @property
    def colour(self) -> Colour:
        """The worst of what was said; a person may always say worse than the three."""
        return worst((self.time, self.target, self.budget, self.overall))


class Pace(StrEnum):
    """What the plan and the state say of a project's time, whatever anybody says."""

    ON = "on"
    LATE = "late"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: `declared` and `colour` are grey when too old; `last` is what was said."""

    declared: Colour
    colour: Colour
    time: Colour
    target: Colour
    budget: Colour
    last: Colour
    age: Age


def shown(said: Declared, horizon: Horizon, pace: Pace = Pace.ON) -> Shown:
    """Grey what is stale; past the planned finish and not done, time is at least amber.

    Being late is a fact and needs nobody to say it, so `time` shows it even when all else is grey;
    but a project of which nobody has spoken stays grey as a whole, and is counted as not heard.
    """
    age = horizon.age(said.confirmed_on if said.colour is not Colour.GREY else None)
    holds = age in (Age.FRESH, Age.DUE)
    time, target, budget, overall = (
        (c or Colour.GREY) if holds else Colour.GREY
        for c in (said.time, said.target, said.budget, said.overall)
    )
    declared = worst((time, target, budget, overall))
    if pace is Pace.LATE:
        time = worst((time, Colour.AMBER))
    elif pace is Pace.IDLE:
        time = Colour.GREY
    colour = worst((declared, time)) if holds else Colour.GREY
    return Shown(declared, colour, time, target, budget, said.colour, age)
