"""What leaders do about the week: look at it, send it now, post the digest, ask somebody again."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.call import Call, Payload, call_of
from handlers.desk import Desk
from handlers.form import any_of
from handlers.home import Homes
from handlers.show import lay
from models.eyes import number_of
from models.leading import ask_again, leading_of, post_digest_now, send_week_now
from models.permission import Act, Deed, require
from models.ports import Session
from models.setting import firm_settings
from views.ids import ActionId
from views.week_ahead import week_ahead_window


@dataclass(frozen=True, slots=True)
class WeekAheadListeners:
    """All of it stands on a leader's Home, which shows at once what came of a click."""

    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(ActionId.AHEAD_OPEN)(self.open)
        app.action(ActionId.AHEAD_SEND)(self.send)
        app.action(ActionId.AHEAD_DIGEST)(self.post_digest)
        app.action(any_of(ActionId.AHEAD_RESUME))(self.ask_again)

    def open(self, ack: Ack, body: Payload) -> None:
        with self.desk.looking(call_of(body)) as (session, visitor):
            require(session, visitor.deed, Act.SET_UP, None)
            leading, zone = leading_of(session, visitor.now), firm_settings(session).time_zone
            view = week_ahead_window(leading.planned, leading.digest, visitor.now, zone)
        lay(self.desk.slack, body, view)
        ack()

    def send(self, ack: Ack, body: Payload) -> None:
        self._do(ack, call_of(body), send_week_now)

    def post_digest(self, ack: Ack, body: Payload) -> None:
        self._do(ack, call_of(body), post_digest_now)

    def ask_again(self, ack: Ack, body: Payload, action: Payload) -> None:
        person_id = number_of(action.get("value"))
        self._do(ack, call_of(body), lambda session, deed: ask_again(session, deed, person_id))

    def _do(self, ack: Ack, call: Call, act: Callable[[Session, Deed], object]) -> None:
        with self.desk.acting(call) as (session, visitor):
            act(session, visitor.deed)
        ack()
        self.homes.draw_again(call)
