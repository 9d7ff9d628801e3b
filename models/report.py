"""What is known of one project, client or offering, and of all roles, on any day."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.client import Client, ClientAlias
from models.fact import known
from models.lesson import Lesson, LessonOffering
from models.naming import find
from models.offering import Offering
from models.person import name_of
from models.portfolio import (
    AsOf,
    Portfolio,
    ProjectLine,
    is_vacant,
    project_lines,
    summed,
    unheld,
)
from models.project import Project, Share
from models.removal import Removal
from models.role import (
    SUBJECT_OF,
    Grade,
    RoleAssignment,
    RoleKind,
    Term,
    gaps,
    history,
    holds_on,
    manager_name,
)
from models.setting import FirmSettings
from models.state import ENDED, State, state_on


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A client or an offering: who holds it, the counts over its open projects, and these."""

    name: str
    state: State
    manager: str | None
    held_by_nobody: list[Term]
    total: Portfolio
    lines: list[ProjectLine]
    about: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, and how many of each kind they answer for."""

    name: str
    counts: Counter[RoleKind] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class RolesReport:
    """Who leads, how many each person holds of each kind, and what nobody holds."""

    as_of: date
    leaders: list[str]
    holders: list[Holder]
    held_projects: int
    open_projects: int
    vacant_projects: list[ProjectLine]
    vacant_clients: list[str]
    vacant_offerings: list[str]


def report_client(session: Session, settings: FirmSettings, name: str, as_of: AsOf) -> GroupReport:
    """Return what is known of the client with this name, or with this as another name."""
    names = {client.name: client for client in session.exec(select(Client))}
    by_id = {client.id: client for client in names.values()}
    aliases = session.exec(select(ClientAlias)).all()
    called = [*names.items(), *((alias.name, by_id[alias.client_id]) for alias in aliases)]
    client = find("client", name, called, lambda found: found.name)
    own = sorted(alias.name for alias in aliases if alias.client_id == client.id)
    lines = project_lines(session, settings, as_of, [col(Project.client_id) == client.id])
    facts = client.model_dump(include={"tier", "sector", "contract_until", "confidential"})
    return _group(session, client, (lines, {"aliases": own} | facts), as_of)


def report_offering(
    session: Session, settings: FirmSettings, name: str, as_of: AsOf
) -> GroupReport:
    """Return what is known of the offering with this name."""
    names = [(offering.name, offering) for offering in session.exec(select(Offering))]
    offering = find("offering", name, names, lambda found: found.name)
    of_it = select(Share.project_id).where(Share.offering_id == offering.id)
    lines = project_lines(session, settings, as_of, [col(Project.id).in_(of_it)])
    facts = offering.model_dump(include={"description", "good_for", "pitch", "proof"})
    bring = name_of(session, offering.bring_id)
    facts |= {"bring": bring, "lessons": _lesson_count(session, offering, as_of.day)}
    return _group(session, offering, (lines, facts), as_of)


def report_roles(session: Session, settings: FirmSettings, as_of: AsOf) -> RolesReport:
    """Return who answers for what on a day."""
    lines = project_lines(session, settings, as_of)
    holders = _holders(session, as_of, {line.project_id for line in lines})
    nobody = unheld(session, as_of)
    return RolesReport(
        as_of=as_of.day,
        leaders=[who.name for who in holders if who.counts[RoleKind.LEADER]],
        holders=holders,
        held_projects=sum(line.manager_id is not None for line in lines),
        open_projects=len(lines),
        vacant_projects=[line for line in lines if is_vacant(line, as_of.day)],
        vacant_clients=nobody["client"],
        vacant_offerings=nobody["offering"],
    )


def _holders(session: Session, as_of: AsOf, open_projects: set[int]) -> list[Holder]:
    """Count what each person answers for, of what has not ended; who holds most comes first."""
    live = {
        RoleKind.CLIENT_MANAGER: _live(session, Client, as_of),
        RoleKind.OFFERING_MANAGER: _live(session, Offering, as_of),
        RoleKind.PROJECT_MANAGER: open_projects,
    }
    holders: dict[int, Holder] = {}
    for role in session.exec(_held(as_of)):
        kind = RoleKind(role.kind)
        subject_id = getattr(role, SUBJECT_OF[kind]) if kind in SUBJECT_OF else None
        if kind in live and subject_id not in live[kind]:
            continue
        if role.person_id not in holders:
            holders[role.person_id] = Holder(name_of(session, role.person_id) or "")
        holders[role.person_id].counts[kind] += 1
    return sorted(holders.values(), key=lambda who: (-who.counts.total(), who.name))


def _live(session: Session, table: type[Client | Offering], as_of: AsOf) -> set[int]:
    state = state_on(col(table.id), table.__name__.lower(), *as_of[:2]).scalar_subquery()
    return {
        id_ or 0 for id_, now_in in session.exec(select(table.id, state)) if now_in not in ENDED
    }


def _held(as_of: AsOf) -> SelectOfScalar[RoleAssignment]:
    return select(RoleAssignment).where(
        RoleAssignment.grade == Grade.ACCOUNTABLE,
        known(RoleAssignment, as_of.known_at),
        holds_on(RoleAssignment, as_of.day),
    )


def _group(
    session: Session,
    subject: Client | Offering,
    known_of_it: tuple[list[ProjectLine], dict[str, Any]],
    as_of: AsOf,
) -> GroupReport:
    lines, about = known_of_it
    table, roles = type(subject), history(session, subject, as_of.known_at)
    query = state_on(subject.id, table.__name__.lower(), *as_of[:2])
    state = session.exec(select(query.scalar_subquery())).one()
    vacant = sum(is_vacant(line, as_of.day) for line in lines)
    return GroupReport(
        name=subject.name,
        state=state or State.ACTIVE,
        manager=manager_name(session, subject, as_of[:2]),
        held_by_nobody=[
            gap for gap in gaps(roles, Term()) if (gap.start_on or date.min) <= as_of.day
        ],
        total=summed(lines, as_of.day, {"project": vacant}),
        lines=lines,
        about=about,
    )


def _lesson_count(session: Session, offering: Offering, day: date) -> int:
    removed = select(Removal.lesson_id).where(col(Removal.lesson_id).is_not(None))
    return session.exec(
        select(func.count(col(Lesson.id)))
        .join(LessonOffering, col(LessonOffering.lesson_id) == Lesson.id)
        .where(
            LessonOffering.offering_id == offering.id,
            col(Lesson.id).not_in(removed),
            func.coalesce(Lesson.occurred_on, date.min) <= day,
        )
    ).one()
