"""How the firm stands, for those who lead it: counts, the worst of it, and what nobody holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from models.colour import Colour
from models.digest.said import sayings
from models.eyes import one_of
from models.permission import Deed
from models.portfolio import ProjectLine, mix, project_lines, worst_first
from models.post import Post, vacant
from models.setting import FirmSettings
from models.state import State
from models.withheld import as_told

ENOUGH = 0.6
"""Below this part of the projects heard of, nothing is said but counts and single facts."""
MOST_WORST = 5
BAD = frozenset({Colour.RED, Colour.AMBER})


@dataclass(frozen=True, slots=True)
class Overview:
    """The open projects by colour, the worst of them if enough is known, and the open posts.

    `expected` are the finishes that are expected of the worst; `withheld` counts the reports that
    are not in it yet.
    """

    counts: dict[Colour, int]
    worst: tuple[ProjectLine, ...]
    vacant: tuple[Post, ...]
    expected: dict[int, date | None] = field(default_factory=dict)
    withheld: int = 0

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
    """Return how the firm stands today, as a digest would tell it now.

    Walls do not count here, for only leaders read it.
    """
    as_of = as_told(session, settings, deed.now)
    lines = project_lines(session, settings, as_of)
    overview = Overview(
        counts=counted(lines),
        worst=(),
        vacant=tuple(vacant(session, lines, as_of.day)),
        withheld=len(as_of.hidden),
    )
    if not overview.is_known:
        return overview
    bad = [line for line in worst_first(lines) if line.shown.colour in BAD][:MOST_WORST]
    said = sayings(session, as_of, [one_of(line.project_id for line in bad)]) if bad else {}
    expected = {id_: saying.expected_on for id_, saying in said.items()}
    return replace(overview, worst=tuple(bad), expected=expected)
