"""Adding to the firm by hand: what is typed is read, checked and kept as the sheets do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.account import link_by_email
from models.baseline import Baseline
from models.client import Client, ClientAlias
from models.errors import DatesReversedError, NameTakenError
from models.exchange.sheets import LAYOUTS
from models.likeness import client_names, different, free_key
from models.offering import Offering
from models.people_errors import EmailTakenError, MissingError
from models.permission import Act, Deed, require
from models.person import Person
from models.project import Project, Share, equal_shares
from models.setting import firm_settings
from models.typed import typed

COLUMNS = {
    (name, column.name): column for name, layout in LAYOUTS.items() for column in layout.columns
}


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a form by field; `is_another` says that a name is nearly another's on purpose.

    What is confidential is so from the first moment on.
    """

    words: Mapping[str, str | None]
    is_another: bool = False
    confidential: bool = False

    def read(self, sheet: str, column: str) -> Any:
        return typed(COLUMNS[sheet, column], self.words.get(column))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new project delivers to whom, and when; the budget is in minor units of the firm."""

    client: Client | None
    offerings: Sequence[Offering] = ()
    start_on: date | None = None
    finish_on: date | None = None
    budget: int | None = None


def add_person(session: Session, deed: Deed, said: Typed) -> Person:
    """Add a colleague by name and e-mail; a Slack account with that e-mail is theirs."""
    require(session, deed, Act.ADD, None)
    person = Person(name=said.read("people", "name"), email=said.read("people", "email"))
    if other := session.exec(select(Person).where(Person.email == person.email)).first():
        raise EmailTakenError(other.name)
    session.add(person)
    session.flush()
    link_by_email(session)
    return person


def add_client(session: Session, deed: Deed, said: Typed) -> Client:
    """Add a client; no other may go by its name or by any of its other names."""
    require(session, deed, Act.ADD, None)
    name, aliases = said.read("clients", "name"), said.read("clients", "aliases") or ()
    taken = client_names(session)
    different(name, taken, is_another=said.is_another)
    for alias in (alias for alias in aliases if alias in taken):
        raise NameTakenError(alias, field="aliases")
    client = Client(name=name, confidential=said.confidential, recorded_at=deed.now)
    session.add(client)
    for alias in (alias for alias in aliases if alias != name):
        session.add(ClientAlias(client=client, name=alias, recorded_at=deed.now))
    session.flush()
    return client


def add_offering(session: Session, deed: Deed, said: Typed) -> Offering:
    """Add an offering; no other may have its name."""
    require(session, deed, Act.ADD, None)
    name, description = (said.read("offerings", column) for column in ("name", "description"))
    different(name, session.exec(select(Offering.name)).all(), is_another=said.is_another)
    offering = Offering(name=name, description=description, recorded_at=deed.now)
    session.add(offering)
    session.flush()
    return offering


def add_project(session: Session, deed: Deed, said: Typed, plan: Plan) -> Project:
    """Add a project; without a key it gets one that is made from its name.

    The offerings have equal parts. Raises DatesReversedError when it finishes before it starts.
    """
    require(session, deed, Act.ADD, None)
    name = said.read("projects", "name")
    key = said.read("projects", "key") if said.words.get("key") else None
    different(
        name, session.exec(select(Project.name)).all(), is_another=said.is_another, may_be_same=True
    )
    if plan.client is None:
        raise MissingError(field="client")
    if plan.start_on and plan.finish_on and plan.finish_on < plan.start_on:
        raise DatesReversedError(plan.start_on, plan.finish_on, field="finish_on")
    project = Project(
        key=free_key(session, key, name),
        name=name,
        client=plan.client,
        confidential=said.confidential,
        recorded_at=deed.now,
    )
    session.add(project)
    _share(session, project, plan.offerings)
    _plan(session, deed, project, plan)
    session.flush()
    return project


def _share(session: Session, project: Project, offerings: Sequence[Offering]) -> None:
    by_name = {offering.name: offering for offering in offerings}
    for name, points in equal_shares([*by_name]).items():
        session.add(Share(project=project, offering=by_name[name], basis_points=points))


def _plan(session: Session, deed: Deed, project: Project, plan: Plan) -> None:
    """Keep the first plan, if anything is planned; money needs a currency."""
    if plan.budget is not None:
        project.currency = firm_settings(session).currency
    said: dict[str, Any] = {
        "start_on": plan.start_on,
        "finish_on": plan.finish_on,
        "budget": plan.budget,
    }
    if any(value is not None for value in said.values()):
        session.add(Baseline(project=project, recorded_at=deed.now, **said))
