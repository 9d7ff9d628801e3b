"""Leaders say whether a message is there of which Slack did not tell."""

from dataclasses import dataclass

from slack_bolt import Ack, App, Respond

from handlers.answer import say
from handlers.call import Payload, call_of
from handlers.desk import Desk
from models.delivery.doubt import answer_doubt
from models.eyes import number_of
from models.outbox import OutboxRow
from views.doubt import Posted, settled_message
from views.ids import ActionId


@dataclass(frozen=True, slots=True)
class DoubtListeners:
    """The first answer counts; who answers later sees what became of it."""

    desk: Desk

    def register(self, app: App) -> None:
        app.action(ActionId.OUTBOX_THERE)(self.answer)
        app.action(ActionId.OUTBOX_AGAIN)(self.answer)

    def answer(self, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
        is_there = action["action_id"] == ActionId.OUTBOX_THERE
        with self.desk.acting(call_of(body)) as (session, visitor):
            row_id = number_of(action.get("value"))
            row = answer_doubt(session, visitor.deed, row_id, is_there=is_there)
            answer = settled_message(_posted(row), row.fate).payload()
        ack()
        say(self.desk.slack, respond, answer)


def _posted(row: OutboxRow) -> Posted:
    return Posted(row.id or 0, row.kind, row.channel_id or "", row.tried_at or row.made_at)
