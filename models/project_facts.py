"""What is on record of one project up to a day: who answers, what was said, planned and spent.

Each query is built once: to build it takes longer than to run it. One that is `is_replayed` asks
for what was known at an instant, another for what stands now.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, bindparam, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from models.baseline import Baseline
from models.fact import known
from models.figures import Figures
from models.milestone import Milestone, MilestoneMove
from models.offering import Offering
from models.person import Person
from models.portfolio import AsOf
from models.project import Project, Share
from models.role import Grade, RoleAssignment, RoleKind, holds_on
from models.state import StateMove
from models.status import StatusUpdate

PROJECT: Any = bindparam("project_id", type_=Integer)
CLIENT: Any = bindparam("client_id", type_=Integer)
DAY: Any = bindparam("day", type_=Date)
INSTANT: Any = bindparam("known_at", type_=UTCDateTime)
Said = tuple[StatusUpdate, str | None, str | None]
"""A report, with the names of who made it and of who must help."""


class Holder(NamedTuple):
    """The name of who answers for a project, for its client, or for the offering that is named."""

    kind: RoleKind
    name: str
    offering: str | None


def said_of_project(session: Session, project: Project, as_of: AsOf) -> Sequence[Said]:
    """Return what was said of a project, the latest first."""
    return _rows(session, _said, project, as_of)


def holders(session: Session, project: Project, as_of: AsOf) -> list[Holder]:
    """Return who answers for a project, its client and its offerings, these by name."""
    found = _rows(session, _holders, project, as_of)
    return [Holder(RoleKind(kind), name, offering) for kind, name, offering in found]


def held_by(held: Sequence[Holder], kind: RoleKind) -> str | None:
    """Return who answers for the project, or for its client."""
    return next((one.name for one in held if one.kind is kind), None)


def shares(session: Session, project: Project) -> dict[str, int]:
    """Return how much of a project belongs to each offering, the most first."""
    found = _rows(session, _shares, project)
    return dict(sorted(found, key=lambda share: (-share[1], share[0])))


def plans(session: Session, project: Project, as_of: AsOf) -> Sequence[Baseline]:
    """Return the plans of a project, the first one first."""
    return _rows(session, _plans, project, as_of)


def moves(session: Session, project: Project, as_of: AsOf) -> Sequence[StateMove]:
    """Return how the state of a project has changed, on later days too, the earliest first."""
    return _rows(session, _moves, project, as_of)


def finance(session: Session, project: Project, as_of: AsOf) -> Figures | None:
    """Return the last figures from finance."""
    return next(iter(_rows(session, _finance, project, as_of)), None)


def milestones(
    session: Session, project: Project, as_of: AsOf
) -> Sequence[tuple[Milestone, MilestoneMove | None]]:
    """Return the milestones by their planned day, each with what is believed of its day."""
    return _rows(session, _milestones, project, as_of)


def _rows(
    session: Session, build: Callable[..., Any], project: Project, as_of: AsOf | None = None
) -> list[Any]:
    is_replayed = as_of is not None and as_of.known_at is not None
    values = {"project_id": project.id, "client_id": project.client_id}
    about = values | as_of._asdict() if as_of else values
    return [*session.exec(build(is_replayed=is_replayed), params=about)]


@cache
def _said(*, is_replayed: bool) -> Any:
    helper = aliased(Person)
    return (
        select(StatusUpdate, Person.name, helper.name)
        .outerjoin(Person, col(Person.id) == StatusUpdate.by_id)
        .outerjoin(helper, col(helper.id) == StatusUpdate.help_from_id)
        .where(
            StatusUpdate.project_id == PROJECT,
            StatusUpdate.as_of <= DAY,
            _known(StatusUpdate, is_replayed=is_replayed),
        )
        .order_by(col(StatusUpdate.as_of).desc())
    )


@cache
def _holders(*, is_replayed: bool) -> Any:
    offerings = select(Share.offering_id).where(Share.project_id == PROJECT)
    return (
        select(RoleAssignment.kind, Person.name, Offering.name)
        .join(Person, col(Person.id) == RoleAssignment.person_id)
        .outerjoin(Offering, col(Offering.id) == RoleAssignment.offering_id)
        .where(
            RoleAssignment.grade == Grade.ACCOUNTABLE,
            _known(RoleAssignment, is_replayed=is_replayed),
            holds_on(RoleAssignment, DAY),
            or_(
                col(RoleAssignment.project_id) == PROJECT,
                col(RoleAssignment.client_id) == CLIENT,
                col(RoleAssignment.offering_id).in_(offerings),
            ),
        )
        .order_by(col(Offering.name))
    )


@cache
def _shares(*, is_replayed: bool) -> Any:  # noqa: ARG001  # they are no facts: only now is known
    return (
        select(Offering.name, Share.basis_points)
        .join(Share, col(Share.offering_id) == Offering.id)
        .where(Share.project_id == PROJECT)
    )


@cache
def _plans(*, is_replayed: bool) -> Any:
    told = [Baseline.recorded_at <= INSTANT] if is_replayed else []
    return select(Baseline).where(Baseline.project_id == PROJECT, *told).order_by(col(Baseline.n))


@cache
def _moves(*, is_replayed: bool) -> Any:
    rows = select(StateMove).where(
        StateMove.project_id == PROJECT, _known(StateMove, is_replayed=is_replayed)
    )
    return rows.order_by(col(StateMove.since_on).asc().nulls_first(), col(StateMove.id))


@cache
def _finance(*, is_replayed: bool) -> Any:
    rows = select(Figures).where(
        Figures.project_id == PROJECT,
        Figures.as_of <= DAY,
        _known(Figures, is_replayed=is_replayed),
    )
    return rows.order_by(col(Figures.as_of).desc()).limit(1)


@cache
def _milestones(*, is_replayed: bool) -> Any:
    is_believed = _known(MilestoneMove, is_replayed=is_replayed)
    return (
        select(Milestone, MilestoneMove)
        .outerjoin(MilestoneMove, is_believed & (MilestoneMove.milestone_id == Milestone.id))
        .where(Milestone.project_id == PROJECT)
        .order_by(col(Milestone.baseline_on), col(Milestone.id))
    )


def _known(table: type[Any], *, is_replayed: bool) -> Any:
    return known(table, INSTANT if is_replayed else None)
