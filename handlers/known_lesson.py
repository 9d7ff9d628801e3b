"""Lessons that are known: looked for, opened and removed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from slack_bolt import Ack, App, Respond
from slack_sdk.errors import SlackApiError

from handlers.answer import say, send
from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import any_of
from models.eyes import number_of
from models.lesson_reading import lesson_cards, lesson_for, lessons_for
from models.lesson_search import search_lessons
from models.ports import Session
from models.removal import remove_lesson
from models.setting import firm_settings
from models.visitor import Visitor
from views.ids import ActionId
from views.lesson import (
    CARRIED,
    found_message,
    help_message,
    lesson_modal,
    removed_message,
    removed_modal,
)
from views.message import Json, Message

log = logging.getLogger(__name__)
SEARCH = frozenset({"search", "find"})
"""May stand before what is looked for."""
HELP = frozenset({"help", "?"})
MOST = 5
"""No answer lists more lessons."""


@dataclass(frozen=True, slots=True)
class KnownLessonListeners:
    """What a reader may not see is to them as if it were not there."""

    desk: Desk

    def register(self, app: App) -> None:
        app.action(any_of(ActionId.LESSON_OPEN))(self.open)
        app.action(any_of(ActionId.LESSON_REMOVE))(self.remove)

    def open(self, ack: Ack, body: Payload, action: Payload) -> None:
        """Show all of a lesson; the window keeps the address of the answer that it came from."""
        call, value = call_of(body), action.get("value") or ""
        listed_in = body.get("response_url") if ":" in value else None
        with self.desk.looking(call) as (session, visitor):
            lesson = lesson_for(session, visitor.deed, _ids(value)[0])
            card = lesson_cards(session, visitor.deed, [lesson])[0]
            today = firm_settings(session).today(visitor.now)
            modal = lesson_modal(card, value, today, listed_in)
        show = self.desk.slack.push_form if _is_modal(body) else self.desk.slack.open_form
        show(call.trigger_id, modal)
        ack()

    def remove(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        """Empty a lesson; then show the answer in which it stood without it."""
        first, *rest = _ids(action.get("value") or "")
        with self.desk.acting(call_of(body)) as (session, visitor):
            remove_lesson(session, visitor.deed, lesson_for(session, visitor.deed, first))
            answer = _left(session, visitor, rest).payload()
            window = removed_modal()
        if _is_modal(body):
            self._show_removed(body["view"], window)
            send(self.desk.slack, memory_of(body["view"]).get("answer_to"), answer)
        else:
            say(self.desk.slack, respond, answer)
        ack()

    def _show_removed(self, view: Payload, window: Json) -> None:
        try:
            self.desk.slack.change_form(view["id"], view["hash"], window)
        except (SlackApiError, OSError):  # what was removed is removed
            log.exception("an answer was lost")


def answer_to(session: Session, visitor: Visitor, words: str) -> Message | None:
    """Return the answer to a question; nothing where none is asked: so long is only a lesson."""
    first, *rest = words.split(maxsplit=1) or [""]
    if first.casefold() in HELP | SEARCH and not rest:
        return help_message()
    asked = rest[0] if first.casefold() in SEARCH else words
    if not first or len(asked) > CARRIED:
        return None
    found = search_lessons(session, visitor.deed, asked)
    today = firm_settings(session).today(visitor.now)
    return found_message(asked, lesson_cards(session, visitor.deed, found), today)


def _left(session: Session, visitor: Visitor, ids: Sequence[int]) -> Message:
    there = lessons_for(session, visitor.deed, ids)
    today = firm_settings(session).today(visitor.now)
    return removed_message(lesson_cards(session, visitor.deed, there), today)


def _ids(value: str) -> list[int]:
    """Return the ids in a button: of its lesson, and of those that stand beside it."""
    first, _, rest = value.partition(":")
    return [number_of(first), *(number_of(one) for one in rest.split()[:MOST])]


def _is_modal(body: Payload) -> bool:
    return (body.get("view") or {}).get("type") == "modal"
