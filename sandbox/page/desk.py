"""Somebody before the page: a person of the test client, what she has read and been offered."""

from threading import RLock
from typing import Any

from sandbox import glimpse
from sandbox.cannot import CannotError
from sandbox.delivery import Transport
from sandbox.elements import Element, interactive
from sandbox.note import Note
from sandbox.person import Person
from sandbox.places import message_at
from sandbox.server import Sandbox
from sandbox.sight import Sight
from sandbox.state import Channel, Json, Message, User, Workspace

GONE = "That is not there any more."


class Desk:
    """One user's place; who acts at it holds `turn`."""

    def __init__(self, sandbox: Sandbox, transport: Transport, user: User) -> None:
        self.sandbox = sandbox
        self.person = Person(sandbox, transport, user.id)
        self.user = self.person.user
        self.turn = RLock()
        self.read: dict[str, str] = {}
        """By channel: the newest message she has seen there."""
        self.offered: dict[tuple[str, str, str], list[Json]] = {}
        """By surface and element: the options that the app gave for what she typed."""

    @property
    def workspace(self) -> Workspace:
        return self.sandbox.workspace

    def place(self, channel_id: str) -> Channel:
        """Return a conversation that she can look into."""
        channel = self.workspace.channels.get(channel_id)
        if channel is None or not glimpse.may_read(self.workspace, channel, self.user.id):
            raise CannotError(GONE)
        return channel

    def note(self, channel_id: str, ts: str) -> Note:
        """Return a message that she can see."""
        message = message_at(self.workspace, self.place(channel_id).id, ts)
        if message is None or not message.is_seen_by(self.user.id):
            raise CannotError(GONE)
        return self.noted(message)

    def noted(self, message: Message) -> Note:
        sight = self.person.hands.sight_of(message)
        if not isinstance(sight, Note):
            raise TypeError(sight)
        return sight

    def sight(self, where: Any) -> Sight:
        """Return a surface: a view of hers by its id, else a message by channel and ts."""
        if "view" not in where:
            return self.note(str(where["channel"]), str(where["ts"]))
        view = self.workspace.views.get(where["view"])
        if view is None or view.user_id != self.user.id:
            raise CannotError(GONE)
        return self.person.hands.sight_of(view)

    def element(self, sight: Sight, said: Json) -> Element:
        """Return what she points at on it.

        A button that was drawn anew just before she pressed may stand in another block: then it is
        the only one that does the same with the same value. Nothing else is taken for another.
        """
        same = [each for each in interactive(sight.surface.blocks) if _is(each, said)]
        there = [each for each in same if each.block_id == said["block"]]
        moved = same if said.get("carries") else []
        found = there or moved
        if len(found) != 1:
            raise CannotError(GONE)
        return found[0]


def _is(element: Element, said: Json) -> bool:
    """Say whether it does what was pointed at: a button, with the value that it carried then."""
    carried = said.get("carries")
    is_same = carried is None or element.json.get("value") == carried
    return element.action_id == said["action"] and is_same


class Desks:
    """Everybody's place, made when it is first used."""

    def __init__(self, sandbox: Sandbox, transport: Transport) -> None:
        self.sandbox = sandbox
        self.transport = transport
        self._desks: dict[str, Desk] = {}
        self._lock = RLock()

    def of(self, user_id: str) -> Desk:
        """Return the place of one who can sign in: no bot, and nobody who has left."""
        user = self.sandbox.workspace.users.get(user_id)
        if user is None or not can_sign_in(user):
            said = "Nobody signs in as that user."
            raise CannotError(said)
        with self._lock:
            if user_id not in self._desks:
                self._desks[user_id] = Desk(self.sandbox, self.transport, user)
            return self._desks[user_id]


def can_sign_in(user: User) -> bool:
    return not (user.is_bot or user.deleted)
