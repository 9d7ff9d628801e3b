"""Asking for lessons, and logging one: from a button or a message, by a form saved once."""

from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.answer import send
from handlers.call import Call, Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import any_of, values_of
from handlers.known_lesson import KnownLessonListeners, answer_to
from handlers.lesson_draft import begun_with, drawn_again, log
from handlers.markup import in_plain_words, mentioned
from models.eyes import number_of
from models.lesson_form import (
    colleagues_named,
    offerings_named,
    preset_in,
    preset_of,
    projects_to_log_for,
)
from models.ports import Session
from views.ids import ActionId, ShortcutId, ViewId
from views.lesson import TYPED, wordless_message
from views.lesson_form import IDENTIFYING, lesson_form, offering_options, project_options
from views.saved import saved_modal

GROUP = "mpdm-"
"""How the names of conversations of several begin."""
OFFERED = 99
"""So many things a menu shows; typing narrows them."""


@dataclass(frozen=True, slots=True)
class LessonListeners:
    """Nothing is kept before *Save*; of who leaves their name out nothing is written down."""

    desk: Desk

    def register(self, app: App) -> None:
        app.command("/lesson")(self.ask)
        app.action(any_of(ActionId.LESSON_LOG))(self.begin)
        app.shortcut(ShortcutId.LESSON_FROM_MESSAGE)(self.take)
        app.options(ActionId.LESSON_PROJECT)(self.offer_projects)
        app.options(ActionId.LESSON_OFFERINGS)(self.offer_offerings)
        app.action(ActionId.LESSON_PROJECT)(self.change)
        app.action(ActionId.LESSON_TICK)(self.change)
        app.view(ViewId.LESSON)(self.save)
        KnownLessonListeners(self.desk).register(app)

    def ask(self, ack: Ack, body: Payload) -> None:
        """Answer a question; where nothing is asked, open the form."""
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            words = _plain(session, body.get("text") or "")
            answer = answer_to(session, visitor, words)
            preset = preset_in(session, visitor.deed, call.channel)
            form = lesson_form(begun_with(words, preset, _memory(body)))
        if answer is None:
            self.desk.slack.open_form(call.trigger_id, form.payload())
            ack()
        else:
            ack(**answer.payload())

    def begin(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Open the form from a button, which may name a project or bring what was looked for."""
        call, value = call_of(body), action.get("value") or TYPED
        typed = value.removeprefix(TYPED) if value.startswith(TYPED) else None
        with self.desk.looking(call) as (session, visitor):
            if typed is None:
                preset = preset_of(session, visitor.deed, number_of(value))
            else:
                preset = preset_in(session, visitor.deed, call.channel)
            form = lesson_form(begun_with(typed or "", preset, _memory(body)))
        is_over = (body.get("view") or {}).get("type") == "modal"
        show = self.desk.slack.push_form if is_over else self.desk.slack.open_form
        show(call.trigger_id, form.payload())
        ack()

    def take(self, ack: Ack, body: Payload) -> None:
        """Open the form with the words of a message; they stay here until it is saved."""
        call = call_of(body)
        with self.desk.looking(call) as (session, visitor):
            words = _plain(session, body["message"].get("text") or "")
            preset = preset_in(session, visitor.deed, call.channel)
            ticks = frozenset({IDENTIFYING} if is_private(call) else ())
            draft = begun_with(words, preset, _memory(body), ticks, is_message=True)
        if words:
            self.desk.slack.open_form(call.trigger_id, lesson_form(draft).payload())
        else:
            send(
                self.desk.slack,
                body.get("response_url"),
                wordless_message().payload(),
                replace_original=False,
            )
        ack()

    def change(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Draw the form anew: the project brings its offerings, and both say who will find it."""
        call, view = call_of(body), body["view"]
        is_project = action["action_id"] == ActionId.LESSON_PROJECT
        with self.desk.looking(call) as (session, visitor):
            form = drawn_again(session, visitor, view, is_new_project=is_project)
        self.desk.slack.change_form(view["id"], view["hash"], lesson_form(form).payload())
        ack()

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        """Put it on record, and answer where it was begun, or else in the window."""
        with self.desk.acting(call_of(body)) as (session, visitor):
            message = log(session, visitor, values_of(view))
            answer, window = message.payload(), saved_modal(message)
        if send(self.desk.slack, memory_of(view).get("answer_to"), answer, replace_original=False):
            ack()
        else:
            ack(response_action="update", view=window)

    def offer_projects(self, ack: Ack, body: Payload) -> None:
        words = body.get("value") or ""
        with self.desk.looking(call_of(body)) as (session, visitor):
            choices = projects_to_log_for(session, visitor.deed, words, OFFERED)
        ack(options=project_options(choices, words))

    def offer_offerings(self, ack: Ack, body: Payload) -> None:
        with self.desk.looking(call_of(body)) as (session, _):
            options = offering_options(offerings_named(session, body.get("value") or "", OFFERED))
        ack(options=options)


def is_private(call: Call) -> bool:
    """Say whether not everybody could read the place; Slack names public channels, and these."""
    name = call.channel[1]
    return not name or name.startswith(GROUP) or call.is_direct


def _plain(session: Session, text: str) -> str:
    return in_plain_words(text, colleagues_named(session, mentioned(text)))


def _memory(body: Payload) -> dict[str, str]:
    """Return what the form keeps: where the answer goes, if it came from a place that has one."""
    url = body.get("response_url")
    return {"answer_to": url} if url else {}
