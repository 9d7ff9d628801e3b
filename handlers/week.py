"""The weekly message: what is clicked in it changes it in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, Respond

from handlers.answer import say, send
from handlers.call import Payload, call_of, memory_of
from handlers.card import card_for
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.show import lay
from handlers.status_form import filled_form
from models.colour import Colour
from models.eyes import project_in_sight
from models.leave import go_away
from models.linking import chosen
from models.people_errors import MissingError
from models.permission import Deed
from models.ports import Session
from models.preference import preferences
from models.schedule import AskedItem, Occurrence
from models.visitor import Visitor
from models.week.replying import (
    confirm_all,
    confirm_items,
    item_of,
    leave,
    message_of,
    pause,
    refuse,
    say_colour,
    snooze,
    undo,
)
from models.week.week import asking, week_of
from views.ids import ActionId, ViewId
from views.message import Json
from views.settings import my_settings_form
from views.week import week_message
from views.week_notice import away_form, away_message, why_window

Reply = Callable[[Session, Deed, AskedItem], object]
REPLIES: dict[str, Reply] = {"pause": pause, "not_mine": refuse}


@dataclass(frozen=True, slots=True)
class WeekListeners:
    """Only who got a message can answer it; whatever they do, they see it as it then stands."""

    desk: Desk

    def register(self, app: App) -> None:
        app.action(ActionId.WEEK_ALL)(self.confirm_all)
        app.action(any_of(ActionId.WEEK_CONFIRM))(self.confirm)
        app.action(any_of(ActionId.WEEK_SAY))(self.say_colour)
        app.action(any_of(ActionId.WEEK_UNDO))(self.undo)
        app.action(any_of(ActionId.WEEK_UPDATE))(self.update)
        app.action(any_of(ActionId.WEEK_MORE))(self.choose)
        app.action(ActionId.WEEK_SNOOZE)(self.snooze)
        app.action(ActionId.WEEK_SHOW)(self.show)
        app.action(ActionId.WEEK_MENU)(self.menu)
        app.view(ViewId.WEEK_AWAY)(self.go_away)

    def confirm_all(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Say again of each project what the message showed of it."""
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            occurrence = message_of(session, visitor.deed, action.get("value"))
            left = confirm_all(session, visitor.deed, asking(session, occurrence))
            answer = week_message(week_of(session, occurrence, visitor.now), left).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def confirm(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            shown, item = item_of(session, visitor.deed, action.get("value"))
            left = {} if item.answer else confirm_items(session, visitor.deed, [item])
            answer = week_message(week_of(session, shown, visitor.now), left).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def say_colour(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Take one colour for a whole project of which nothing was said yet."""
        code, _, word = str(action.get("value")).rpartition(":")
        colour = Colour(word) if word in {"green", "amber", "red"} else None

        def said(session: Session, deed: Deed, item: AskedItem) -> None:
            if colour and not item.answer:
                say_colour(session, deed, item, colour)

        self._reply(ack, body, respond, (code, said))

    def undo(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        def undone(session: Session, deed: Deed, item: AskedItem) -> None:
            if item.answer:
                undo(session, deed, item)

        self._reply(ack, body, respond, (action.get("value"), undone))

    def update(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Open the update form; what is saved there answers the message by itself."""
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            _, item = item_of(session, visitor.deed, action.get("value"))
            project = project_in_sight(session, visitor.deed, item.project_id)
            form = filled_form(session, visitor, project, {"place": call.channel_id}).payload()
        lay(self.desk.slack, body, form)
        ack()

    def choose(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Do what was chosen from the menu of one project."""
        what, _, code = action["selected_option"]["value"].partition(":")
        if what in REPLIES:
            self._reply(ack, body, respond, (code, REPLIES[what]))
            return
        with self.desk.looking(call_of(body)) as (session, visitor):
            _, item = item_of(session, visitor.deed, code)
            project = project_in_sight(session, visitor.deed, item.project_id)
            card = card_for(session, visitor, project, in_channel=False).payload()
        ack()
        say(self.desk.slack, respond, card, replace_original=False)

    def snooze(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            occurrence = message_of(session, visitor.deed, action.get("value"))
            snooze(session, visitor.deed, asking(session, occurrence))
            answer = week_message(week_of(session, occurrence, visitor.now)).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def show(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Show what was put off after all; it comes again by itself as it would have."""
        with self.desk.looking(call_of(body)) as (session, visitor):
            occurrence = message_of(session, visitor.deed, action.get("value"))
            week = week_of(session, occurrence, visitor.now)
            answer = week_message(week, is_shown=True).payload()
        ack()
        say(self.desk.slack, respond, answer)

    def menu(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Open what was chosen from the menu of the whole message."""
        what, _, number = action["selected_option"]["value"].partition(":")
        memory = {"answer_to": body.get("response_url")}
        with self.desk.looking(call_of(body)) as (session, visitor):
            occurrence = message_of(session, visitor.deed, number)
            view = _chosen(session, visitor, occurrence, (what, memory))
        lay(self.desk.slack, body, view)
        ack()

    def go_away(self, ack: Ack, body: Payload, view: Payload) -> None:
        """Note until when somebody is away; their message says so, and asks no more."""
        call, memory, fields = call_of(body), memory_of(view), values_of(view)
        self.desk.meet_named(call, [("cover", fields.get("cover"))])
        with self.desk.acting(call) as (session, visitor):
            deed = visitor.deed
            occurrence = message_of(session, deed, memory.get("week"))
            if not fields.get("end_on"):
                raise MissingError(field="end_on")
            stand_in = chosen(session, fields["cover"]) if fields.get("cover") else None
            absence = go_away(session, deed, visitor.person, fields["end_on"], stand_in)
            leave(session, asking(session, occurrence), absence.end_on)
            today = preferences(session, visitor.person, visitor.now).today
            cover = stand_in.name if stand_in and absence.cover_id == stand_in.id else None
            answer = away_message(absence.end_on, cover, today).payload()
        ack()
        send(self.desk.slack, memory.get("answer_to"), answer)

    def _reply(
        self, ack: Ack, body: Payload, respond: Respond, about: tuple[object, Reply]
    ) -> None:
        """Do something with one item, and show the message as it then stands."""
        call, (code, reply) = call_of(body), about
        with self.desk.acting(call) as (session, visitor):
            shown, item = item_of(session, visitor.deed, code)
            reply(session, visitor.deed, item)
            answer = week_message(week_of(session, shown, visitor.now)).payload()
        ack()
        say(self.desk.slack, respond, answer)


def _chosen(
    session: Session, visitor: Visitor, occurrence: Occurrence, chosen: tuple[str, dict[str, Any]]
) -> Json:
    what, memory = chosen
    if what == "away":
        form = away_form(occurrence.id or 0, memory)
        return form.payload()
    if what == "settings":
        mine = preferences(session, visitor.person, visitor.now)
        return my_settings_form(mine, memory).payload()
    return why_window(week_of(session, occurrence, visitor.now))
