"""The update form: opened with what was said last, drawn anew as colours change, saved, undone."""

from dataclasses import dataclass

from slack_bolt import Ack, App, Respond

from handlers.answer import say, send
from handlers.call import Call, Payload, call_of, memory_of
from handlers.card import card_for
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.home import Homes
from handlers.saving import confirmed_or_shown, saved_or_shown, told_at_once
from handlers.show import lay, redraw
from handlers.status_form import Filling, Memory, filled_form
from models.errors import TooLateError
from models.eyes import number_of, project_in_sight
from models.status import StatusUpdate
from models.week.undo import is_taken_back, take_back
from views.ids import ActionId, ViewId
from views.message import Form
from views.saved import saved_window, undone_notice


@dataclass(frozen=True, slots=True)
class StatusListeners:
    """Each reads and checks, writes, builds the answer, commits, and only then answers."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(any_of(ActionId.STATUS_UPDATE))(self.open)
        app.action(any_of(ActionId.STATUS_CHOOSE))(self.change)
        app.action(ActionId.STATUS_MORE)(self.change)
        app.view(ViewId.STATUS)(self.save)
        app.action(ActionId.STATUS_UNDO)(self.undo)
        app.action(ActionId.STATUS_TELL)(self.tell)
        app.action(any_of(ActionId.STATUS_CONFIRM))(self.confirm)

    def open(self, ack: Ack, body: Payload, action: Payload) -> None:
        call = call_of(body)
        memory = {"answer_to": body.get("response_url"), "place": call.channel_id}
        with self.desk.looking(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, action["value"])
            form = filled_form(session, visitor, project, memory)
        lay(self.desk.slack, body, form.payload())
        ack()

    def change(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Draw the form as the colours that stand in it need it; what was typed stays."""
        view = body["view"]
        memory = memory_of(view)
        if action["action_id"] == ActionId.STATUS_MORE:
            memory["more"] = True
        with self.desk.looking(call_of(body)) as (session, visitor):
            project = project_in_sight(session, visitor.deed, memory.get("project"))
            form = filled_form(session, visitor, project, memory, _standing_in(view))
        redraw(self.desk.slack, view, form.payload())
        ack()

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        call, memory, fields = call_of(body), memory_of(view), values_of(view)
        self.desk.meet_named(call, [("help_from_id", fields.get("help_from_id"))])
        with self.desk.acting(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, memory.get("project"), lock=True)
            answer = saved_or_shown(session, visitor, project, (memory, fields))
            said = answer.payload()
            window = said if isinstance(answer, Form) else saved_window(said)
        if isinstance(answer, Form):
            ack(response_action="update", view=window)
        elif send(self.desk.slack, memory.get("answer_to"), said):
            ack()
        else:
            ack(response_action="update", view=window)
            self._draw_home(call, memory)

    def confirm(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Say again what was said last; where that no longer holds together, open the form."""
        call = call_of(body)
        memory = {"answer_to": body.get("response_url"), "place": call.channel_id}
        with self.desk.acting(call) as (session, visitor):
            project = project_in_sight(session, visitor.deed, action["value"], lock=True)
            answer = confirmed_or_shown(session, visitor, project, memory)
            said = answer.payload()
        if isinstance(answer, Form):
            lay(self.desk.slack, body, said)
        elif respond.response_url:
            say(self.desk.slack, respond, said)
        else:
            self.homes.draw_again(call)
        ack()

    def undo(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Take a report back; a second click sees what the first one did."""
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            update = session.get(StatusUpdate, number_of(action.get("value")))
            if update is None:
                raise TooLateError
            project = project_in_sight(session, visitor.deed, update.project_id, lock=True)
            session.refresh(update)  # somebody may have spoken while we waited
            if not is_taken_back(session, visitor.deed, update):
                take_back(session, visitor.deed, update)
            card = card_for(
                session, visitor, project, in_channel=not call.is_direct, notice=undone_notice()
            )
            answer = card.payload()
            window = saved_window(answer, "Taken back")
        ack()
        if respond.response_url:
            say(self.desk.slack, respond, answer)
        else:
            redraw(self.desk.slack, body["view"], window)
            self._draw_home(call, {})

    def tell(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Tell at once who would be told in ten minutes; then it cannot be taken back."""
        call = call_of(body)
        with self.desk.acting(call) as (session, visitor):
            update = session.get(StatusUpdate, number_of(action.get("value")))
            if update is None or update.by_id != visitor.person.id:
                raise TooLateError
            project = project_in_sight(session, visitor.deed, update.project_id, lock=True)
            session.refresh(update)
            if update.superseded_at:
                raise TooLateError("replaced", project.id)
            notice = told_at_once(session, visitor, update)
            card = card_for(session, visitor, project, in_channel=not call.is_direct, notice=notice)
            answer = card.payload()
            window = saved_window(answer, "Told")
        ack()
        if respond.response_url:
            say(self.desk.slack, respond, answer)
        else:
            redraw(self.desk.slack, body["view"], window)

    def _draw_home(self, call: Call, memory: Memory) -> None:
        """Show on Home what was saved from there."""
        if not memory.get("answer_to"):
            self.homes.draw_again(call)


def _standing_in(view: Payload) -> Filling:
    """Return what stands in the form now, saved or not."""
    fields = values_of(view)
    helper = fields.pop("help_from_id", None)
    if "someone_must_decide" in fields:
        fields["someone_must_decide"] = bool(fields["someone_must_decide"])
    return Filling(fields, helper=helper)
