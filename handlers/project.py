"""/project-status: a project's card, a list of mine, or a quick update, all in one line."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk.models.blocks import Block

from handlers.answer import say, send_to_all
from handlers.asked import Asked, find_asked
from handlers.call import Call, Payload, call_of
from handlers.card import card_for, card_for_all
from handlers.desk import Desk
from handlers.form import any_of
from handlers.listing import listed, of_client, offered
from handlers.quick import is_enough, quick_report, said_for_all, started_form
from handlers.room import check_room
from handlers.saving import reported
from handlers.show import lay
from handlers.status_form import Filling, filled_form
from models.channel import clear, place
from models.eyes import eyes_on, number_of, project_in_sight
from models.past import sayings
from models.ports import Session
from models.prefill import Prefill, prefill
from models.receipt import take_once
from models.setting import firm_settings
from models.visitor import Visitor
from views.card import card_modal
from views.history import history_modal
from views.ids import ActionId
from views.message import Form, Message
from views.problem_message import NOT_SHOWN, problem_modal
from views.project import placed_notice
from views.status import said_by_others
from views.usage import project_help

Answer = Message | Form


@dataclass(frozen=True, slots=True)
class ProjectListeners:
    """A card is read in one transaction; a quick update is saved in another."""

    desk: Desk

    def register(self, app: App) -> None:
        app.command("/project-status")(self.ask)
        app.action(any_of(ActionId.PROJECT_ASK_AGAIN))(self.ask_again)
        app.action(any_of(ActionId.PROJECT_MORE))(self.turn)
        app.action(any_of(ActionId.PROJECT_OPEN))(self.open)
        app.action(ActionId.PROJECT_HISTORY)(self.history)
        app.action(ActionId.PROJECT_SHOW_HERE)(self.show_here)
        app.action(ActionId.PROJECT_PLACE)(self.place)
        app.options(ActionId.PROJECT_PLACE)(self.suggest)
        app.action(any_of(ActionId.PROJECT_NO_PLACE))(self.clear)

    def ask(self, ack: Ack, body: Payload) -> None:
        answer = self._answer(body, body.get("text", ""))
        ack(response_type="ephemeral", **answer.payload()) if answer else ack()

    def ask_again(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Ask the same thing of the project that was meant."""
        answer = self._answer(body, action.get("value") or "")
        ack()
        if answer:
            say(self.desk.slack, respond, answer.payload())

    def turn(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Put another page of a list in the place of the one that was clicked."""
        call, (start, _, client) = call_of(body), str(action.get("value")).partition(" ")
        at = number_of(start)
        with self.desk.looking(call) as (session, visitor):
            clients = of_client(session, visitor, client, at) if client else None
            answer = (clients or listed(session, visitor, call, at)).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def open(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Show a card in the place of a list that only its reader sees; else beside what stands.

        What was told, or asked in a weekly message, stays as it was told.
        """
        call = call_of(body)
        is_passing = bool((body.get("container") or {}).get("is_ephemeral"))
        with self.desk.looking(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, action["value"])
            card = card_for(session, visitor, project, in_channel=not call.is_direct)
            answer, window = card.payload(), card_modal(card)
        if respond.response_url:
            ack()
            say(self.desk.slack, respond, answer, replace_original=is_passing)
        else:
            lay(self.desk.slack, body, window)
            ack()

    def history(self, ack: Ack, body: Payload, action: Payload) -> None:
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, action["value"])
            today = firm_settings(session).today(visitor.now)
            view = history_modal(project, sayings(session, project), today)
        lay(self.desk.slack, body, view)
        ack()

    def show_here(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Let everybody in a channel read a card, once, unless somebody there must not."""
        call = call_of(body)
        room = self.desk.room(call.channel_id)
        with self.desk.acting(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, action["value"])
            check_room(session, room, project)
            shown = f"show {project.id} {body.get('container', {}).get('message_ts')}"
            take_once(session, f"{shown} {call.user_id} {call.channel_id}", visitor.now)
            card = card_for_all(session, visitor, project).payload()
        if not send_to_all(self.desk.slack, respond.response_url, card):
            lay(self.desk.slack, body, problem_modal(NOT_SHOWN))
        ack()

    def place(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Show the project that was chosen; its managers settle by that which one a channel is."""
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            chosen = action["selected_option"]["value"]
            project = project_in_sight(session, visitor.deed, chosen, lock=True)
            notice: list[Block] = []
            if not call.is_direct and eyes_on(session, visitor.deed, project).place:
                is_here = place(session, visitor.deed, project, call.channel_id)
                notice = placed_notice(project, is_here=is_here)
            in_channel = not call.is_direct
            card = card_for(session, visitor, project, in_channel=in_channel, notice=notice)
            answer = card.payload()
        ack()
        say(self.desk.slack, respond, answer)

    def clear(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Remember that a channel is about no project, so that nobody is asked; or ask again."""
        call, is_of_none = call_of(body), action.get("value") == "none"
        with self.desk.acting(call) as (session, visitor):
            if not call.is_direct:
                clear(session, visitor.deed, call.channel_id, is_of_none=is_of_none)
            answer = listed(session, visitor, call).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def suggest(self, ack: Ack, body: Payload) -> None:
        """Offer the projects whose name, key or client has what is typed."""
        with self.desk.looking(call_of(body)) as (session, visitor):
            options = offered(session, visitor, body.get("value") or "")
        ack(options=options)

    def _answer(self, body: Payload, text: str) -> Message | None:
        """Return what to say to a line; nothing where a form was opened for it."""
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            if text.strip().casefold() == "help":
                return project_help()
            if not text.strip():
                return listed(session, visitor, call)
            if clients := of_client(session, visitor, text):
                return clients
            asked = find_asked(session, visitor, call, text)
            answer = _shown(session, visitor, call, (asked, body.get("response_url")))
        if answer is None:
            return self._report(call, asked)
        if isinstance(answer, Form):
            lay(self.desk.slack, body, answer.payload())
            return None
        return answer

    def _report(self, call: Call, asked: Asked) -> Message:
        with self.desk.acting(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, asked.project.id, lock=True)
            report = quick_report(asked.phrase, _last(session, visitor, asked))
            in_channel = not call.is_direct
            return reported(session, visitor, project, report, in_channel=in_channel)


def _shown(
    session: Session, visitor: Visitor, call: Call, line: tuple[Asked, Any]
) -> Answer | None:
    """Return the card, or the form that a line begins; nothing where the line is enough itself."""
    asked, answer_to = line
    if asked.phrase.colour is None:
        return card_for(session, visitor, asked.project, in_channel=not call.is_direct)
    last = _last(session, visitor, asked)
    others = said_by_others(last, visitor.person.name, firm_settings(session).today(visitor.now))
    if is_enough(asked.phrase, last, others):
        return None
    memory = {"answer_to": answer_to, "place": call.channel_id} | said_for_all(asked.phrase)
    begun = Filling(started_form(asked.phrase, last), why=[others] if others else [])
    return filled_form(session, visitor, asked.project, memory, begun)


def _last(session: Session, visitor: Visitor, asked: Asked) -> Prefill:
    return prefill(session, asked.project, firm_settings(session).today(visitor.now))
