"""Eyes: what a reader may see and do of a project, and which projects are not for them at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Date, bindparam
from sqlalchemy.orm import contains_eager
from sqlmodel import Session, col, or_, select

from models.client import Client
from models.errors import NotFoundError
from models.fact import known
from models.permission import Act, Deed, Hat, Operator, hats, may
from models.project import Project, Share
from models.role import RoleAssignment, RoleKind, holds_on
from models.setting import firm_settings

CLIENT: Any = Project.client
LONGEST_ID = 9
"""Digits; a number of more does not fit where ids are kept."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """What one reader may do with one project."""

    money: bool
    report: bool
    log: bool
    place: bool
    """May say which channel is the project's."""


def eyes_on(session: Session, deed: Deed, project: Project) -> Eyes:
    """Return what this reader may see and do of a project, today."""
    if isinstance(deed.actor, Operator):
        return Eyes(money=True, report=True, log=True, place=True)
    day = firm_settings(session).today(deed.now)
    held = hats(session, deed.actor, project, day) if deed.actor.active else frozenset[Hat]()
    return Eyes(
        money=may(Act.SEE_MONEY, held),
        report=may(Act.REPORT_STATUS, held),
        log=may(Act.LOG_LESSON, held),
        place=may(Act.PLACE_PROJECT, held),
    )


def project_in_sight(
    session: Session, deed: Deed, project_id: object, *, lock: bool = False
) -> Project:
    """Return a project, with its client, by an id that came back from Slack.

    With `lock` nobody else reports on it until the transaction ends: who is to report reads what
    stands only then, and misses nothing that was said.

    Raises NotFoundError where there is none, or none for these eyes: the two are told alike.
    """
    about = {
        "project_id": number_of(project_id),
        "reader_id": deed.author_id,
        "day": firm_settings(session).today(deed.now),
    }
    found: Project | None = session.exec(
        _one_in_sight(sees_all=leads(session, deed), lock=lock), params=about
    ).first()
    if found is None:
        raise NotFoundError("project", "")
    return found


@cache
def _one_in_sight(*, sees_all: bool, lock: bool) -> Any:
    """Build the query once, as models/project_facts.py does."""
    walls = [] if sees_all else [_open_to(bindparam("reader_id"), bindparam("day", type_=Date))]
    rows = select(Project).join(Client).where(Project.id == bindparam("project_id"), *walls)
    if lock:
        rows = rows.with_for_update(key_share=True, of=Project)
    return rows.options(contains_eager(CLIENT))


def number_of(id_: object) -> int:
    """Return an id that came back from Slack; zero, which nothing has, where it is none."""
    word = str(id_)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= LONGEST_ID else 0


def one_of(ids: Iterable[int | None]) -> Any:
    """Return what holds for the projects with these ids."""
    return col(Project.id).in_(list(ids))


def in_sight(session: Session, deed: Deed) -> list[Any]:
    """Return the conditions that leave out the projects that are not for these eyes.

    A confidential project, or any of a confidential client, is seen by its managers and by leaders.
    They stand in a query that has Project and Client in it.
    """
    if leads(session, deed):
        return []
    return [_open_to(deed.author_id, firm_settings(session).today(deed.now))]


def _open_to(reader_id: Any, day: Any) -> Any:
    is_open = col(Project.confidential).is_(False) & col(Client.confidential).is_(False)
    return or_(is_open, _concerning(reader_id, day))


def leads(session: Session, deed: Deed) -> bool:
    """Say whether the actor is one of the firm's leaders today."""
    if isinstance(deed.actor, Operator):
        return True
    day = firm_settings(session).today(deed.now)
    return deed.actor.active and may(Act.SET_UP, hats(session, deed.actor, None, day))


def concerns(session: Session, deed: Deed) -> Any:
    """Return what holds for the projects of which the actor is a manager in any way."""
    return _concerning(deed.author_id, firm_settings(session).today(deed.now))


@lru_cache(maxsize=1024)
def _concerning(reader_id: Any, day: Any) -> Any:
    held = {kind: _held(reader_id, kind, day) for kind in (*SUBJECTS,)}
    of_offerings = select(Share.project_id).where(
        col(Share.offering_id).in_(held[RoleKind.OFFERING_MANAGER])
    )
    return or_(
        col(Project.id).in_(held[RoleKind.PROJECT_MANAGER]),
        col(Project.client_id).in_(held[RoleKind.CLIENT_MANAGER]),
        col(Project.id).in_(of_offerings),
    )


def runs(session: Session, deed: Deed) -> Any:
    """Return what holds for the projects that the actor runs, also as deputy or cover."""
    day = firm_settings(session).today(deed.now)
    return col(Project.id).in_(_held(deed.author_id, RoleKind.PROJECT_MANAGER, day))


SUBJECTS = {
    RoleKind.PROJECT_MANAGER: RoleAssignment.project_id,
    RoleKind.CLIENT_MANAGER: RoleAssignment.client_id,
    RoleKind.OFFERING_MANAGER: RoleAssignment.offering_id,
}


def _held(reader_id: Any, kind: RoleKind, day: Any) -> Any:
    """Return the query for the ids of what somebody holds of a kind on a day."""
    return select(SUBJECTS[kind]).where(
        RoleAssignment.person_id == reader_id,
        RoleAssignment.kind == kind,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, day),
    )
