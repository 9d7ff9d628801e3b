"""A filled form, added to the firm: each field is read, and who answers for the new thing named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.figure import FigureError, figure
from handlers.form import at
from models.adding import Plan, Typed, add_client, add_offering, add_person, add_project
from models.appointment import assign
from models.client import Client
from models.errors import FaultsError
from models.linking import chosen
from models.offering import Offering
from models.people_errors import MissingError, TwoError
from models.person import Person
from models.ports import Session
from models.post import subject_of
from models.role import Term
from models.setting import firm_settings
from models.subject import Subject
from models.visitor import Visitor
from views.added import Added, added_notice, plan_words
from views.ids import ViewId
from views.message import Json, inert

NOBODY_RUNS = "Nobody runs it yet: *Name manager* on Home."
NOBODY_HOLDS = "Nobody looks after it yet: *Name manager* on Home."
NO_ACCOUNT = "No Slack account has this e-mail: *Link people* on Home."
CONFIDENTIAL = "It is confidential."
WORDS = ("name", "key", "aliases", "description", "email")


@dataclass(frozen=True, slots=True)
class Fields:
    """What stood in the fields of a form."""

    values: Mapping[str, Any]

    @property
    def typed(self) -> Typed:
        words = {name: self.values.get(name) for name in WORDS}
        return Typed(words, bool(self.values.get("another")), bool(self.values.get("confidential")))

    def user(self, name: str) -> str | None:
        """Return the account that was picked in a field."""
        user_id: str | None = self.values.get(name)
        return user_id


def _project(session: Session, visitor: Visitor, fields: Fields) -> Json:
    values, settings = fields.values, firm_settings(session)
    plan = Plan(
        client=_client(session, visitor, fields),
        offerings=[_offering(session, code) for code in values.get("offerings") or ()],
        start_on=values.get("start_on"),
        finish_on=values.get("finish_on"),
        budget=_budget(values.get("budget"), settings.currency),
    )
    project = add_project(session, visitor.deed, fields.typed, plan)
    runs = _named(session, visitor, fields, project, Term(plan.start_on))
    facts = [
        plan_words(plan, settings.currency, settings.today(visitor.now)),
        f"{runs} runs it." if runs else NOBODY_RUNS,
        f"Its key is {inert(project.key)}.",
    ]
    return _added("project", project, [*facts, *_wall(fields)])


def _new_client(session: Session, visitor: Visitor, fields: Fields) -> Json:
    client = add_client(session, visitor.deed, fields.typed)
    holds = _named(session, visitor, fields, client, Term())
    words = [f"{holds} looks after it." if holds else NOBODY_HOLDS]
    return _added("client", client, [*words, *_wall(fields)])


def _new_offering(session: Session, visitor: Visitor, fields: Fields) -> Json:
    offering = add_offering(session, visitor.deed, fields.typed)
    holds = _named(session, visitor, fields, offering, Term())
    words = [f"{holds} looks after it." if holds else NOBODY_HOLDS]
    return _added("offering", offering, words)


def _new_person(session: Session, visitor: Visitor, fields: Fields) -> Json:
    person = add_person(session, visitor.deed, fields.typed)
    is_linked = person.slack_user_id is not None
    words = "Linked to the Slack account with this e-mail." if is_linked else NO_ACCOUNT
    return _added("person", person, [words])


def _added(what: str, thing: Subject | Person, facts: list[str]) -> Json:
    return added_notice(Added(what, thing.name), facts)


def _wall(fields: Fields) -> list[str]:
    return [CONFIDENTIAL] if fields.typed.confidential else []


ADDING: dict[ViewId, Callable[[Session, Visitor, Fields], Json]] = {
    ViewId.ADD_PROJECT: _project,
    ViewId.ADD_CLIENT: _new_client,
    ViewId.ADD_OFFERING: _new_offering,
    ViewId.ADD_PERSON: _new_person,
}


def _client(session: Session, visitor: Visitor, fields: Fields) -> Client | None:
    """Return the client that was chosen, or a new one of the name that was typed instead."""
    code, new = fields.values.get("client"), fields.values.get("new_client")
    if code and new:
        raise TwoError("client", field="new_client")
    with at("new_client" if new else "client"):
        if new:
            said = Typed({"name": new}, fields.typed.is_another)
            return add_client(session, visitor.deed, said)
        subject = subject_of(session, code) if code else None
    return subject if isinstance(subject, Client) else None


def _offering(session: Session, code: str) -> Offering:
    with at("offerings"):
        subject = subject_of(session, code)
        if not isinstance(subject, Offering):
            raise MissingError
    return subject


def _budget(words: str | None, currency: str) -> int | None:
    try:
        amount = figure("spent", words, currency)
    except FigureError as fault:
        raise FaultsError({"budget": str(fault)}) from None
    return None if amount is None else int(amount)


def _named(
    session: Session, visitor: Visitor, fields: Fields, subject: Subject, term: Term
) -> str | None:
    """Let who was picked answer for what was added, from its start; return their name."""
    user_id = fields.user("manager")
    if user_id is None:
        return None
    with at("manager"):
        person = chosen(session, user_id)
        assign(session, visitor.deed, subject, person, term)
    return inert(person.name, 80)
