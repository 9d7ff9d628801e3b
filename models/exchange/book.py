"""The firm as its sheets see it: what an import compares with, and what an export gives.

Everything is loaded in a fixed number of queries. A record is a thing with the facts that its row
shows; facts are of today, a role or state that begins later counts when there is none now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.baseline import Baseline, PlannedValue
from models.client import Client, ClientAlias
from models.fact import known
from models.offering import Offering
from models.person import Person, PersonSkill
from models.project import Project, Share
from models.role import Grade, RoleAssignment, RoleKind
from models.state import State, StateMove


@dataclass(slots=True)
class Post:
    """Who answers for a thing: what stands of its history, and the e-mails of people by id."""

    roles: list[RoleAssignment] = field(default_factory=list)

    def current(self, today: date) -> RoleAssignment | None:
        """Return the role that is held, or else the next one to be."""
        coming = [role for role in self.roles if role.end_on is None or role.end_on > today]
        return min(coming, key=lambda role: role.start_on or date.min, default=None)


@dataclass(slots=True)
class PersonRecord:
    person: Person
    skills: list[PersonSkill] = field(default_factory=list)
    leads: Post = field(default_factory=Post)


@dataclass(slots=True)
class ClientRecord:
    client: Client
    aliases: list[ClientAlias] = field(default_factory=list)
    post: Post = field(default_factory=Post)
    moves: list[StateMove] = field(default_factory=list)


@dataclass(slots=True)
class OfferingRecord:
    offering: Offering
    bring: Person | None = None
    post: Post = field(default_factory=Post)
    moves: list[StateMove] = field(default_factory=list)


@dataclass(slots=True)
class ProjectRecord:
    project: Project
    client: Client
    shares: dict[str, Share] = field(default_factory=dict)
    post: Post = field(default_factory=Post)
    moves: list[StateMove] = field(default_factory=list)
    baseline: Baseline | None = None
    curve: dict[date, PlannedValue] = field(default_factory=dict)


@dataclass(slots=True)
class Firm:
    """All records: people by e-mail and by id, clients and offerings by name, projects by key."""

    today: date
    currency: str
    people: dict[str, PersonRecord] = field(default_factory=dict)
    people_by_id: dict[int, Person] = field(default_factory=dict)
    clients: dict[str, ClientRecord] = field(default_factory=dict)
    offerings: dict[str, OfferingRecord] = field(default_factory=dict)
    projects: dict[str, ProjectRecord] = field(default_factory=dict)

    def email(self, role: RoleAssignment | None) -> str | None:
        """Return the e-mail of who holds a role."""
        if role is None:
            return None
        person = role.person if role.id is None else self.people_by_id[role.person_id]
        return person.email

    def client_called(self, name: str) -> ClientRecord | None:
        """Return the client of this name, or that has it as another name."""
        if name in self.clients:
            return self.clients[name]
        others = (r for r in self.clients.values() if name in {a.name for a in r.aliases})
        return next(others, None)


def state_today(moves: Iterable[StateMove], today: date) -> State:
    """Return the state that a thing is in; active when nobody ever said."""
    begun = [move for move in moves if move.since_on is None or move.since_on <= today]
    latest = max(begun, key=lambda m: (m.since_on or date.min, m.id or 0), default=None)
    return latest.state if latest else State.ACTIVE


def load_firm(session: Session, today: date, currency: str) -> Firm:
    """Read all records."""
    firm = Firm(today, currency)
    posts, moves = _posts(session), _moves(session)
    _load_people(session, firm, posts)
    _load_clients(session, firm, posts, moves)
    for offering in session.exec(select(Offering)):
        key = ("offering_id", offering.id)
        bring = firm.people_by_id.get(offering.bring_id or 0)
        firm.offerings[offering.name] = OfferingRecord(offering, bring, posts[key], moves[key])
    _load_projects(session, firm, posts, moves)
    return firm


Posts = defaultdict[tuple[str, Any], Post]
Moves = defaultdict[tuple[str, Any], list[StateMove]]


def _posts(session: Session) -> Posts:
    posts: Posts = defaultdict(Post)
    standing = select(RoleAssignment).where(
        known(RoleAssignment, None), RoleAssignment.grade == Grade.ACCOUNTABLE
    )
    for role in session.exec(standing.order_by(col(RoleAssignment.id))):
        posts[_about(role)].roles.append(role)
    return posts


def _about(row: RoleAssignment | StateMove) -> tuple[str, int | None]:
    for column in ("project_id", "client_id", "offering_id"):
        if (subject_id := getattr(row, column)) is not None:
            return column, subject_id
    return RoleKind.LEADER, getattr(row, "person_id", None)


def _moves(session: Session) -> Moves:
    moves: Moves = defaultdict(list)
    for move in session.exec(select(StateMove).where(known(StateMove, None))):
        moves[_about(move)].append(move)
    return moves


def _load_people(session: Session, firm: Firm, posts: Posts) -> None:
    skills: defaultdict[int, list[PersonSkill]] = defaultdict(list)
    for skill in session.exec(select(PersonSkill)):
        skills[skill.person_id].append(skill)
    for person in session.exec(select(Person)):
        firm.people_by_id[person.id or 0] = person
        if person.email:
            leads = posts[RoleKind.LEADER, person.id]
            firm.people[person.email] = PersonRecord(person, skills[person.id or 0], leads)


def _load_clients(session: Session, firm: Firm, posts: Posts, moves: Moves) -> None:
    aliases: defaultdict[int, list[ClientAlias]] = defaultdict(list)
    for alias in session.exec(select(ClientAlias)):
        aliases[alias.client_id].append(alias)
    for client in session.exec(select(Client)):
        key = ("client_id", client.id)
        firm.clients[client.name] = ClientRecord(
            client, aliases[client.id or 0], posts[key], moves[key]
        )


def _load_projects(session: Session, firm: Firm, posts: Posts, moves: Moves) -> None:
    clients = {record.client.id: record.client for record in firm.clients.values()}
    by_id: dict[int, ProjectRecord] = {}
    for project in session.exec(select(Project)):
        key = ("project_id", project.id)
        record = ProjectRecord(
            project, clients[project.client_id], post=posts[key], moves=moves[key]
        )
        firm.projects[project.key] = by_id[project.id or 0] = record
    names = {record.offering.id: name for name, record in firm.offerings.items()}
    for share in session.exec(select(Share)):
        by_id[share.project_id].shares[names[share.offering_id]] = share
    for baseline in session.exec(select(Baseline).order_by(col(Baseline.n))):
        by_id[baseline.project_id].baseline = baseline
    current = {r.baseline.id: r for r in by_id.values() if r.baseline}
    for point in session.exec(select(PlannedValue)):
        if point.baseline_id in current:
            current[point.baseline_id].curve[point.planned_on] = point
