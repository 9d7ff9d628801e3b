"""The leaders' digest: how the firm stands, and what changed since the last one.

It is a function of the facts on record up to an instant: the same moment gives the same digest. It
is posted where several people read, so what is confidential is counted and never named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session, col, select

from models.client import Client
from models.colour import Colour
from models.digest.change import NOTHING, Movement, Told, moved, ranked
from models.digest.ending import Ending, ending, summed_up
from models.digest.lesson import Learnt, learnt
from models.digest.moment import Moment
from models.digest.overview import BAD, ENOUGH, counted
from models.digest.quiet import Quiet, quiet
from models.digest.said import Saying, likely_costs, sayings
from models.digest.vacant import Gap, gaps_of
from models.portfolio import AsOf, ProjectLine, mix, project_lines
from models.setting import FirmSettings


@dataclass(frozen=True, slots=True)
class Digest:
    """What leaders are told; `since` is the day of the digest before, nothing for the first.

    `counts` and `earlier` count all open projects, `decisions` those of which somebody must decide
    something, `secret` the confidential ones by colour; all else leaves out what is confidential.
    `told` are the projects to speak of, red first: red or amber, moved, or waiting for a decision.
    Without `has_money` no amount is in it.
    """

    day: date
    since: date | None = None
    counts: dict[Colour, int] = field(default_factory=lambda: mix(()))
    earlier: dict[Colour, int] | None = None
    decisions: int = 0
    told: tuple[Told, ...] = ()
    left: tuple[ProjectLine, ...] = ()
    ending: Ending = field(default_factory=Ending)
    quiet: tuple[Quiet, ...] = ()
    vacant: tuple[Gap, ...] = ()
    learnt: Learnt = field(default_factory=Learnt)
    secret: dict[Colour, int] = field(default_factory=lambda: mix(()))
    has_money: bool = True

    @property
    def projects(self) -> int:
        return sum(self.counts.values())

    @property
    def heard(self) -> int:
        return self.projects - self.counts[Colour.GREY]

    @property
    def is_known(self) -> bool:
        """Whether enough was heard of to speak of the firm as a whole."""
        return _is_enough(self.counts)

    @property
    def changes(self) -> dict[Colour, int] | None:
        """How each count changed; nothing unless enough was heard of both times."""
        if self.earlier is None or not (self.is_known and _is_enough(self.earlier)):
            return None
        return {colour: self.counts[colour] - self.earlier[colour] for colour in Colour}

    @property
    def bad(self) -> list[Told]:
        """The projects that are red or amber, the worst first."""
        return [one for one in self.told if one.colour in BAD]

    @property
    def reds(self) -> list[Told]:
        return [one for one in self.told if one.colour is Colour.RED]

    @property
    def undecided(self) -> list[Told]:
        """The projects of which somebody must decide something."""
        return [one for one in self.told if one.said.wants_decision]

    def that(self, movement: Movement) -> list[Told]:
        """Return the projects that moved so."""
        return [one for one in self.told if one.movement is movement]


def digest_of(session: Session, settings: FirmSettings, moment: Moment) -> Digest:
    """Return the digest of a moment, in a handful of statements whatever the number of projects."""
    now, before = moment
    lines = project_lines(session, settings, now)
    earlier = project_lines(session, settings, before) if before else None
    hidden = _hidden(session)
    named = [line for line in lines if not hidden.has(line)]
    said = sayings(session, now)
    expected = {id_: saying.expected_on for id_, saying in said.items()}
    ends = ending(lines, expected, now.day)
    return Digest(
        day=now.day,
        since=before.day if before else None,
        counts=counted(lines),
        earlier=counted(earlier) if earlier is not None else None,
        decisions=sum(said.get(line.project_id, NOTHING).wants_decision for line in lines),
        told=tuple(ranked(_told(session, (named, earlier), said, now), settings.currency)),
        left=tuple(line for line in _left(lines, earlier or ()) if not hidden.has(line)),
        ending=summed_up(pair for pair in ends if not hidden.has(pair[0])),
        quiet=tuple(quiet(session, settings, named, now)),
        vacant=tuple(gaps_of(session, named, now)),
        learnt=learnt(session, now, before),
        secret=mix(line.shown.colour for line in lines if hidden.has(line)),
    )


def without_money(digest: Digest) -> Digest:
    """Return the same for a place where others than leaders read: with no amount in it."""
    told = (replace(one, line=_poor(one.line), likely=None) for one in digest.told)
    ends = ((_poor(line), on) for line, on in digest.ending.projects)
    return replace(digest, told=tuple(told), ending=Ending(tuple(ends)), has_money=False)


def _poor(line: ProjectLine) -> ProjectLine:
    return replace(line, budget=None)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is named nowhere: a confidential project, or any of a confidential client."""

    clients: frozenset[int]

    def has(self, line: ProjectLine) -> bool:
        return line.confidential or line.client_id in self.clients


def _hidden(session: Session) -> _Hidden:
    secret = session.exec(select(Client.id).where(col(Client.confidential)))
    return _Hidden(frozenset(id_ for id_ in secret if id_))


def _told(
    session: Session,
    lines: tuple[Sequence[ProjectLine], Sequence[ProjectLine] | None],
    said: dict[int, Saying],
    as_of: AsOf,
) -> list[Told]:
    """Return the projects to speak of: the others are as they were, and well."""
    now, earlier = lines
    then = None if earlier is None else {line.project_id: line for line in earlier}
    moves, costs = moved(now, then), likely_costs(session, as_of)
    every = (
        Told(line, *moves[id_], said.get(id_, NOTHING), costs.get(id_))
        for line in now
        if (id_ := line.project_id)
    )
    calm = {None, Movement.UNCHANGED}
    return [
        one
        for one in every
        if one.colour in BAD or one.movement not in calm or one.said.wants_decision
    ]


def _left(now: Sequence[ProjectLine], earlier: Sequence[ProjectLine]) -> list[ProjectLine]:
    there = {line.project_id for line in now}
    return [line for line in earlier if line.project_id not in there]


def _is_enough(counts: dict[Colour, int]) -> bool:
    heard = sum(counts.values()) - counts[Colour.GREY]
    return heard >= ENOUGH * sum(counts.values())
