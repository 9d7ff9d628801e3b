"""The launch: a leader says who is written to from now on, and where the digest goes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App

from handlers.call import Payload, call_of, memory_of
from handlers.desk import Desk
from handlers.form import at, values_of
from handlers.home import Homes
from handlers.room import check_digest_room, public_words
from handlers.show import lay
from models.launch import choose_channel, launch, try_out
from models.leading import launch_of
from models.linking import chosen
from models.permission import Act, Deed, require
from models.planning.week_ahead import week_ahead
from models.ports import Session
from models.room import Room
from models.setting import firm_settings
from models.visitor import Visitor
from views.ids import ActionId, ViewId
from views.launch import FEW, launch_form


@dataclass(frozen=True, slots=True)
class LaunchListeners:
    desk: Desk
    homes: Homes

    def register(self, app: App) -> None:
        app.action(ActionId.LAUNCH_OPEN)(self.open)
        app.view(ViewId.LAUNCH)(self.save)

    def open(self, ack: Ack, body: Payload) -> None:
        with self.desk.looking(call_of(body)) as (session, visitor):
            require(session, visitor.deed, Act.SET_UP, None)
            people = len(week_ahead(session, visitor.now))
            form = launch_form(launch_of(session, people)).payload()
        lay(self.desk.slack, body, form)
        ack()

    def save(self, ack: Ack, body: Payload, view: Payload) -> None:
        """Launch it, or try it out; nothing is sent on the spot."""
        call, fields = call_of(body), values_of(view)
        people, channel = fields.get("people") or (), fields.get("digest_channel")
        self.desk.meet_named(call, [("people", user_id) for user_id in people])
        room = self.desk.room(channel) if channel else None
        with self.desk.acting(call) as (session, visitor):
            if channel:
                check_digest_room(session, room)
            again = _asked_again(session, visitor, room, (view, fields))
            if again is None:
                choose_channel(session, visitor.deed, channel)
                _launch(session, visitor.deed, fields)
        if again:
            ack(response_action="update", view=again)
            return
        ack()
        self.homes.draw_again(call)


def _launch(session: Session, deed: Deed, fields: dict[str, Any]) -> None:
    if fields.get("who") == FEW:
        _try_out(session, deed, fields.get("people") or ())
    else:
        launch(session, deed)


def _asked_again(
    session: Session, visitor: Visitor, room: Room | None, sent: tuple[Payload, dict[str, Any]]
) -> dict[str, Any] | None:
    """Return the form once more where others than leaders would read the digest, and say so."""
    require(session, visitor.deed, Act.SET_UP, None)
    (view, fields), settings = sent, firm_settings(session)
    channel, memory = fields.get("digest_channel"), memory_of(view)
    if channel in {settings.digest_channel, memory.get("seen")}:
        return None
    why = public_words(session, room, settings.today(visitor.now))
    if why is None:
        return None
    people = len(week_ahead(session, visitor.now))
    chosen = replace(
        launch_of(session, people),
        is_launched=fields.get("who") != FEW,
        tried=tuple(fields.get("people") or ()),
        channel=channel,
    )
    return launch_form(chosen, memory | {"seen": channel}, why).payload()


def _try_out(session: Session, deed: Deed, user_ids: Iterable[str]) -> None:
    with at("people"):
        try_out(session, deed, [chosen(session, user_id) for user_id in user_ids])
