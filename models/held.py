"""The clients and offerings that somebody holds, and what to look at in each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from models.client import Client
from models.colour import Colour
from models.digest.overview import BAD
from models.fact import known
from models.offering import Offering
from models.permission import Deed
from models.portfolio import AsOf, ProjectLine, mix, project_lines, worst_first
from models.project import Project, Share
from models.role import RoleAssignment, holds_on
from models.setting import FirmSettings
from models.text import fold

MOST_WORST = 3
"""Of one client or offering; of all clients together ten, and so of all offerings."""
MOST_OF_ALL = 10


@dataclass(frozen=True, slots=True)
class Held:
    """A client or an offering that somebody holds, and the open projects of it.

    `worst` are those to look at: red or amber, and not told of elsewhere.
    """

    name: str
    projects: tuple[ProjectLine, ...]
    worst: tuple[ProjectLine, ...] = ()


def to_look_at(held: Sequence[Held], told: set[int]) -> tuple[Held, ...]:
    """Return the same, the worst first, each with those of its projects that are not told of."""
    found, left = [], MOST_OF_ALL
    seen = set(told)
    for one in sorted(held, key=_badness):
        worst = tuple(_worst(one, seen))[: min(MOST_WORST, left)]
        found.append(replace(one, worst=worst))
        seen |= {line.project_id for line in worst}
        left -= len(worst)
    return tuple(found)


def _worst(held: Held, told: set[int]) -> Iterator[ProjectLine]:
    for line in worst_first(held.projects):
        if line.shown.colour in BAD and line.project_id not in told:
            yield line


def _badness(held: Held) -> tuple[int, int, int, str]:
    counts = mix(line.shown.colour for line in held.projects)
    return -counts[Colour.RED], -counts[Colour.AMBER], -counts[Colour.GREY], fold(held.name)


def clients_of(session: Session, settings: FirmSettings, deed: Deed) -> tuple[Held, ...]:
    """Return the clients that somebody holds, by name."""
    names = _holding(session, settings, deed, Client)
    lines = _lines(session, settings, deed, col(Project.client_id).in_(names))
    of: defaultdict[int, list[ProjectLine]] = defaultdict(list)
    for line in lines:
        of[line.client_id].append(line)
    return tuple(Held(name, tuple(of[id_])) for id_, name in names.items())


def offerings_of(session: Session, settings: FirmSettings, deed: Deed) -> tuple[Held, ...]:
    """Return the offerings that somebody holds, by name."""
    names = _holding(session, settings, deed, Offering)
    shares = session.exec(select(Share).where(col(Share.offering_id).in_(names))).all()
    ids = {share.project_id for share in shares}
    lines = {
        line.project_id: line for line in _lines(session, settings, deed, col(Project.id).in_(ids))
    }
    of: defaultdict[int, list[ProjectLine]] = defaultdict(list)
    for share in shares:
        if share.project_id in lines:
            of[share.offering_id].append(lines[share.project_id])
    return tuple(Held(name, tuple(of[id_])) for id_, name in names.items())


def _holding(
    session: Session, settings: FirmSettings, deed: Deed, table: type[Client | Offering]
) -> dict[int, str]:
    """Return the clients or offerings that somebody holds today, by name."""
    column = getattr(RoleAssignment, f"{table.__name__.lower()}_id")
    held = select(column).where(
        RoleAssignment.person_id == deed.author_id,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, settings.today(deed.now)),
    )
    rows = select(table.id, table.name).where(col(table.id).in_(held)).order_by(col(table.name))
    return {id_ or 0: name for id_, name in session.exec(rows)}


def _lines(session: Session, settings: FirmSettings, deed: Deed, only: Any) -> list[ProjectLine]:
    return project_lines(session, settings, AsOf(settings.today(deed.now)), [only])
