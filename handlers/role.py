"""Roles: leaders name who answers for a project, a client or an offering."""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App

from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.home import Homes
from handlers.show import redraw
from models.account import person_of
from models.appointment import hold
from models.eyes import number_of
from models.linking import chosen, people_called, unreachable
from models.nomination import name_manager
from models.people_errors import MissingError, TwoError
from models.permission import Act, require
from models.person import Person, name_of
from models.ports import Session
from models.post import Post, code_of, fitting, posts, subject_of
from models.role import history, holder_on
from models.setting import firm_settings
from models.text import fold
from models.visitor import Visitor
from views.ids import ActionId, ViewId
from views.message import Json, option
from views.role import Holder, Naming, manager_form, named_notice, post_option

MOST_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class RoleListeners:
    """Who has a role is shown before it is handed over, and looked at again when that is saved."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(any_of(ActionId.ROLE_NAME))(self.open)
        for action in (ActionId.ROLE_SUBJECT, ActionId.ROLE_PERSON, ActionId.ROLE_UNLINKED):
            app.action(action)(self.show_holder)
        app.options(ActionId.ROLE_SUBJECT)(self.search)
        app.options(ActionId.ROLE_UNLINKED)(self.search_unlinked)
        app.view(ViewId.ROLE_NAME)(self.save)

    def open(self, ack: Ack, body: Payload, action: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            form = manager_form(_naming(session, visitor, {"subject": action.get("value")}))
        self.desk.slack.open_form(call.trigger_id, form.payload())
        ack()

    def show_holder(self, ack: Ack, body: Payload) -> None:
        """Say in the open form who has what was chosen, and what becomes of that."""
        call, view = call_of(body), body["view"]
        with self.desk.looking(call) as (session, visitor):
            form = manager_form(_naming(session, visitor, values_of(view)))
        redraw(self.desk.slack, view, form.payload())
        ack()

    def search(self, ack: Ack, body: Payload) -> None:
        with self.desk.looking(call_of(body)) as (session, visitor):
            found = fitting(_posts(session, visitor), body.get("value") or "")
            options = [post_option(post).to_dict() for post in found[:MOST_OPTIONS]]
        ack(options=options)

    def search_unlinked(self, ack: Ack, body: Payload) -> None:
        words = fold(body.get("value") or "")
        with self.desk.looking(call_of(body)) as (session, visitor):
            require(session, visitor.deed, Act.ASSIGN, None)
            people = [person for person, _ in _unlinked(session, visitor)]
            fits = [person for person in people if words in fold(f"{person.name} {person.email}")]
            options = [option(person.name, person.id).to_dict() for person in fits[:MOST_OPTIONS]]
        ack(options=options)

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, fields, memory = call_of(body), values_of(view), memory_of(view)
        self.desk.meet_named(call, [("person", fields.get("person"))])
        with self.desk.acting(call) as (session, visitor):
            answer = _named_or_shown(session, visitor, fields, memory)
        ack(response_action="update", view=answer)
        self.homes.draw_again(call)


def _named_or_shown(
    session: Session, visitor: Visitor, fields: dict[str, Any], memory: dict[str, Any]
) -> Json:
    """Name the manager; unless somebody else has the role than was shown: then show who."""
    require(session, visitor.deed, Act.ASSIGN, None)
    if not fields.get("subject"):
        raise MissingError(field="subject")
    hold(session, subject_of(session, fields["subject"]))  # who has it now stays who has it
    naming = _naming(session, visitor, fields)
    if naming.post is None:
        raise MissingError(field="subject")
    holder_id = naming.holder.id if naming.holder else None
    if holder_id != memory.get("holder"):
        return manager_form(naming).payload()
    person = _picked(session, fields)
    subject = subject_of(session, naming.post.code)
    name_manager(session, visitor.deed, subject, person, naming.today)
    return named_notice(naming.post, person.name, naming.holder)


def _picked(session: Session, fields: dict[str, Any]) -> Person:
    user_id, unlinked = fields.get("person"), fields.get("unlinked")
    if user_id and unlinked:
        raise TwoError("person", field="unlinked")
    if user_id:
        return chosen(session, user_id)
    found = people_called(session, [number_of(unlinked)]) if unlinked else []
    if not found:
        raise MissingError(field="person")
    return found[0]


def _naming(session: Session, visitor: Visitor, fields: dict[str, Any]) -> Naming:
    """Look at what was chosen so far, and at who has it today."""
    require(session, visitor.deed, Act.ASSIGN, None)
    today = firm_settings(session).today(visitor.now)
    known = {person.id: person.name for person, _ in _unlinked(session, visitor)}
    unlinked = number_of(fields["unlinked"]) if fields.get("unlinked") else None
    naming = Naming(
        today=today,
        user=fields.get("person"),
        unlinked=(unlinked, known[unlinked]) if unlinked in known and unlinked else None,
        asks_unlinked=bool(known),
    )
    if not fields.get("subject"):
        return naming
    subject = subject_of(session, fields["subject"])
    by_code = {post.code: post for post in _posts(session, visitor)}
    post = by_code.get(code_of(subject))
    role = holder_on(history(session, subject), today)
    name = name_of(session, role.person_id) if role else None
    holder = Holder(role.person_id, name or "", role.start_on) if role else None
    chosen_id = _chosen_id(session, naming)
    is_another = bool(chosen_id and holder and chosen_id != holder.id)
    return replace(naming, post=post, holder=holder, is_another=is_another)


def _chosen_id(session: Session, naming: Naming) -> int:
    """Return whom the form names so far; -1 for a colleague whom the firm does not know yet."""
    if naming.user:
        person = person_of(session, naming.user)
        return (person.id if person else None) or -1
    return naming.unlinked[0] if naming.unlinked else 0


def _posts(session: Session, visitor: Visitor) -> list[Post]:
    require(session, visitor.deed, Act.ASSIGN, None)
    settings = firm_settings(session)
    return posts(session, settings, settings.today(visitor.now))


def _unlinked(session: Session, visitor: Visitor) -> list[tuple[Person, bool]]:
    return unreachable(session, firm_settings(session).today(visitor.now))
