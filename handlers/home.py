"""Home: drawn whenever somebody opens it, and again after what was saved from it."""

import logging
from dataclasses import dataclass, replace
from functools import partial

from slack_bolt import Ack, App

from handlers.call import Call, Payload, call_of
from handlers.desk import Desk
from handlers.show import lay
from models.errors import OutsiderError
from models.home import HomeFacts, home_of
from models.ports import Later, at_once
from models.preference import preferences
from models.room import Readership, not_leading
from models.setting import firm_settings
from models.work import seen_of
from views.home import home_view, outsider_home
from views.ids import ActionId
from views.seen import seen_view

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Homes:
    """Draws Homes; `founders` are the e-mails or Slack users who may name the first leaders."""

    desk: Desk
    founders: tuple[str, ...] = ()
    later: Later = at_once

    def draw(self, call: Call) -> None:
        """Draw the caller's Home as it stands; a guest's says only that it is not for guests."""
        try:
            with self.desk.looking(call) as (session, visitor):
                facts = home_of(session, visitor, self.founders)
            view = home_view(replace(facts, readership=self._readership(facts)))
        except OutsiderError:
            view = outsider_home()
        self.desk.slack.publish_home(call.user_id, view)

    def _readership(self, facts: HomeFacts) -> Readership | None:
        """Look who reads where a leader can post the digest to."""
        channel = facts.leading.launch.channel if facts.leading else None
        room = self.desk.room(channel) if channel else None
        if room is None:
            return None
        with self.desk.reading() as session:
            return Readership(room.name, not_leading(session, room, facts.today))

    def draw_again(self, call: Call) -> None:
        """Do the same after something was saved, and without letting its answer wait."""
        self.later(partial(self._draw_if_possible, call))

    def _draw_if_possible(self, call: Call) -> None:
        """Draw a Home; what was saved stays saved, whatever becomes of this."""
        try:
            self.draw(call)
        except Exception:  # an apology would say that nothing was saved, and that is not so
            log.exception("a Home was not drawn")


@dataclass(frozen=True, slots=True)
class HomeListeners:
    """Slack tells when somebody looks at the app; the messages tab is none of our business."""

    homes: Homes

    def register(self, app: App) -> None:
        app.event("app_home_opened")(self.open)
        app.action(ActionId.HOME_SEEN)(self.show_seen)

    def open(self, ack: Ack, body: Payload) -> None:
        if body["event"].get("tab", "home") == "home":
            self.homes.draw(call_of(body))
        ack()

    def show_seen(self, ack: Ack, body: Payload) -> None:
        """Show somebody what others see of their projects."""
        call, desk = call_of(body), self.homes.desk
        with desk.looking(call) as (session, visitor):
            settings = firm_settings(session)
            seen = seen_of(session, settings, visitor.deed)
            mine = preferences(session, visitor.person, visitor.now)
            view = seen_view(seen, mine, settings.today(visitor.now))
        lay(desk.slack, body, view)
        ack()
