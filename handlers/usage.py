"""/trefoil: what can be typed, and the words for whatever else was."""

from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.call import Payload, call_of
from handlers.desk import Desk
from views.usage import unknown_words, whole_help


@dataclass(frozen=True, slots=True)
class UsageListeners:
    """Answers everybody who may ask, with the same page."""

    desk: Desk

    def register(self, app: App) -> None:
        app.command("/trefoil")(self.explain)

    def explain(self, ack: Ack, body: Payload) -> None:
        with self.desk.looking(call_of(body)):
            asked = body.get("text", "").strip()
            known = asked.casefold() in {"", "help"}
            answer = whole_help() if known else unknown_words(asked)
        ack(response_type="ephemeral", **answer.payload())
