"""What nothing listens to: a button of an older message, a form of an older version."""

import re
from dataclasses import dataclass

from slack_bolt import Ack, App, Respond

from handlers.answer import say
from handlers.call import Payload, call_of
from handlers.desk import Desk
from views.problem_message import problem_modal
from views.usage import OLD, old_message

ANYTHING = re.compile(".*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LeftoverListeners:
    """Registered last: it takes what no other listener has taken, and says what to do instead."""

    desk: Desk

    def register(self, app: App) -> None:
        app.action(ANYTHING)(self.explain)
        app.shortcut(ANYTHING)(self.explain)
        app.view(ANYTHING)(self.keep)
        app.options(ANYTHING)(self.offer_nothing)

    def explain(self, ack: Ack, body: Payload, respond: Respond) -> None:
        with self.desk.looking(call_of(body)):
            answer = old_message()
        ack()
        if respond.response_url:
            say(self.desk.slack, respond, answer.payload(), replace_original=False)

    def keep(self, ack: Ack, body: Payload) -> None:
        """Leave the form open under the words, so that nothing typed is lost."""
        with self.desk.looking(call_of(body)):
            ack(response_action="push", view=problem_modal(OLD))

    def offer_nothing(self, ack: Ack) -> None:
        ack(options=[])
