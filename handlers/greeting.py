"""What somebody types to Trefoil in their own conversation: it is answered by what can be typed."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App

from handlers.call import Payload, call_of
from handlers.desk import Desk
from models.greeting import greet
from models.visitor import enrol

SAID = {None, "file_share", "me_message"}
"""What a message of a person is; the others tell of edits, of Slack itself, or of bots."""


@dataclass(frozen=True, slots=True)
class GreetingListeners:
    """No word of a message is read, kept or logged: that there is one is all that counts."""

    desk: Desk

    def register(self, app: App) -> None:
        app.event("message")(self.hear)

    def hear(self, ack: Ack, body: Payload) -> None:
        if _is_of_a_person(body["event"]):
            with self.desk.acting(call_of(body)) as (session, visitor):
                greet(session, enrol(session, visitor.slack_user_id), visitor.now)
        ack()


def _is_of_a_person(event: dict[str, Any]) -> bool:
    is_direct = event.get("channel_type") == "im"
    is_said = event.get("subtype") in SAID and not event.get("bot_id")
    return bool(is_direct and is_said and event.get("user"))
