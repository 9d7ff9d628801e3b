"""How the firm stands, for those who lead it: counts, the worst of it, and what nobody holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from models.colour import Colour
from models.permission import Deed
from models.portfolio import AsOf, ProjectLine, mix, project_lines, worst_first
from models.post import Post, vacant
from models.setting import FirmSettings
from models.state import State

ENOUGH = 0.6
"""Below this part of the projects heard of, nothing is said but counts and single facts."""
MOST_WORST = 5
BAD = frozenset({Colour.RED, Colour.AMBER})


@dataclass(frozen=True, slots=True)
class Overview:
    """The open projects by colour, the worst of them if enough is known, and the open posts."""

    counts: dict[Colour, int]
    worst: tuple[ProjectLine, ...]
    vacant: tuple[Post, ...]

    @property
    def projects(self) -> int:
        return sum(self.counts.values())

    @property
    def heard(self) -> int:
        return self.projects - self.counts[Colour.GREY]

    @property
    def is_known(self) -> bool:
        """Whether enough was heard of to speak of the firm."""
        return self.heard >= ENOUGH * self.projects


def counted(lines: Iterable[ProjectLine]) -> dict[Colour, int]:
    """Count projects by colour; of a paused one nobody is asked, so its silence is none."""
    silent = (State.PAUSED, Colour.GREY)
    return mix(line.shown.colour for line in lines if (line.state, line.shown.colour) != silent)


def overview_of(session: Session, settings: FirmSettings, deed: Deed) -> Overview:
    """Return how the firm stands today; walls do not count here, for only leaders read it."""
    today = settings.today(deed.now)
    lines = project_lines(session, settings, AsOf(today))
    overview = Overview(
        counts=counted(lines),
        worst=tuple(line for line in worst_first(lines) if line.shown.colour in BAD),
        vacant=tuple(vacant(session, lines, today)),
    )
    worst = overview.worst[:MOST_WORST] if overview.is_known else ()
    return Overview(overview.counts, worst, overview.vacant)
