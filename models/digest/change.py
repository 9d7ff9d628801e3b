"""How projects moved between two digests: each by its own colours; none is ever averaged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.colour import SEVERITY, Colour, Shown
from models.digest.said import Saying
from models.portfolio import ProjectLine

PARTS = ("time", "target", "budget")
RANK = {Colour.RED: 0, Colour.AMBER: 1, Colour.GREY: 2, Colour.GREEN: 3}
NOTHING = Saying()


class Movement(StrEnum):
    """What became of a project; silence is no movement for the worse, nor news one for the better.

    Those that left have ended.
    """

    DECLINED = "declined"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    HEARD = "heard"
    SILENT = "silent"
    NEW = "new"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Told:
    """A project as a digest tells it; `movement` is nothing where there was no digest before.

    `likely` is what it will cost, in minor units of its currency, as somebody said.
    """

    line: ProjectLine
    movement: Movement | None
    before: Shown | None = None
    said: Saying = NOTHING
    likely: int | None = None

    @property
    def colour(self) -> Colour:
        return self.line.shown.colour

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that make it what it is: as bad as the whole, or as it was when it got better.

        Nothing where somebody spoke of the whole alone.
        """
        shown = (self.movement is Movement.IMPROVED and self.before) or self.line.shown
        return tuple(part for part in PARTS if getattr(shown, part) is shown.colour)

    @property
    def is_over_budget(self) -> bool:
        """Whether more is likely to be spent than the plan has."""
        budget = self.line.budget
        return budget is not None and self.likely is not None and self.likely > budget


def movement(line: ProjectLine, before: ProjectLine | None) -> Movement:
    """Say how an open project moved since it was looked at before."""
    if before is None:
        return Movement.NEW
    then, now = before.shown.colour, line.shown.colour
    if then is now:
        return Movement.UNCHANGED
    if then is Colour.GREY:
        return Movement.HEARD
    if now is Colour.GREY:
        return Movement.SILENT
    return Movement.DECLINED if SEVERITY[now] > SEVERITY[then] else Movement.IMPROVED


def moved(
    lines: Iterable[ProjectLine], before: Mapping[int, ProjectLine] | None
) -> dict[int, tuple[Movement | None, Shown | None]]:
    """Return how each of these projects moved, and what was shown of it before."""
    if before is None:
        return {line.project_id: (None, None) for line in lines}
    pairs = ((line, before.get(line.project_id)) for line in lines)
    return {
        line.project_id: (movement(line, then), then.shown if then else None)
        for line, then in pairs
    }


def ranked(told: Iterable[Told], currency: str) -> list[Told]:
    """Return red first, then where most money is at risk; amounts of the firm's currency first.

    Two currencies are never compared with each other. By name within.
    """

    def place(one: Told) -> tuple[object, ...]:
        line = one.line
        money = (line.currency != currency, line.currency or "~", -(line.budget or 0))
        return RANK[one.colour], *money, line.name, line.key

    return sorted(told, key=place)
