"""The test client: somebody in the workspace who types, clicks, fills in, and reads what comes."""

from collections.abc import Sequence
from threading import Event

from sandbox import glimpse, modals
from sandbox.answers import reply_to_command
from sandbox.cannot import CannotError, NotThereError
from sandbox.choosing import channel, person
from sandbox.courier import Courier
from sandbox.delivery import Answer, Envelope, SlackSaysError, Transport
from sandbox.events import Events
from sandbox.hands import Hands
from sandbox.interactions import Speaker
from sandbox.note import Note
from sandbox.places import open_direct
from sandbox.server import Sandbox
from sandbox.shapes import message_shape
from sandbox.sight import Nothing, Sight
from sandbox.state import Channel, Json, Message
from sandbox.writing import escaped, hang, rewrite, upload, write

LOOK = 0.01
"""Seconds between two looks at what the app may have sent."""


class Person:
    """Somebody by handle, real name or id; `in_` is a channel, or else her messages with the bot.

    An act returns what she sees then: the form that opened, the message that is new or changed,
    her Home; if there is nothing new, something empty that is false. What the app answers wrongly
    or too late raises SlackSaysError; what Slack's client would not let her do, CannotError.
    """

    def __init__(self, sandbox: Sandbox, transport: Transport, who: str) -> None:
        self.workspace = sandbox.workspace
        self.user = person(self.workspace, who)
        self.site = sandbox.site
        self.courier = Courier(self.workspace, transport, sandbox.traffic)
        self.events = Events(self.site, self.courier)
        self.speaker = Speaker(self.site, self.user)
        self.hands = Hands(self.workspace, self.courier, self.speaker)

    @property
    def actions(self) -> int:
        """How often she has typed, clicked, chosen or sent something."""
        return self.hands.actions

    @property
    def news(self) -> list[Sight]:
        """All that was new after the last act; what stands first was returned."""
        return self.hands.news

    @property
    def asked(self) -> list[str]:
        """The confirmations that she was asked for, and gave."""
        return self.hands.asked

    @property
    def visited(self) -> list[str]:
        """The links that she opened by a button."""
        return self.hands.visited

    @property
    def sees(self) -> Sight:
        """The newest thing she sees: a form, else what has come since her last act."""
        if view := modals.top(self.workspace, self.user.id):
            return self.hands.sight_of(view)
        look = self.hands.last_look
        if messages := glimpse.messages_since(self.workspace, self.user.id, look):
            return self.hands.sight_of(messages[-1])
        return Nothing(self.hands) if self.hands.seen.is_gone else self.hands.seen

    @property
    def last(self) -> Envelope:
        """The last request that her acts sent to the app."""
        return self.courier.sent[-1]

    def types(self, text: str, in_: str | None = None) -> Sight:
        """Write a slash command; anything else is posted."""
        if not text.startswith("/"):
            return self.posts(text, in_)
        place = self._place(in_)
        name, _, rest = text.partition(" ")
        words = self._words_for(name, rest.strip())

        def commands() -> None:
            form = self.speaker.command(name, words, place)
            reply_to_command(self.workspace, form, self.courier.ask(form))

        return self.hands.acts(commands, in_=place.id)

    def clicks(
        self, label: str, on: Sight | None = None, near: str | None = None, *, twice: bool = False
    ) -> Sight:
        """Press a button on the newest thing she sees, or on another."""
        return (on or self.sees).clicks(label, near, twice=twice)

    def uses(self, name: str, on: Sight | None = None) -> Sight:
        """Pick a shortcut by its name: on a message, or from anywhere."""
        if on is not None and on.is_private:
            said = f"What {self.user.real_name} alone sees has no shortcuts"
            raise CannotError(said)
        kind = "message" if on is not None else "global"
        shortcuts = self.workspace.app.shortcuts
        callbacks = {s["name"]: s["callback_id"] for s in shortcuts if s["type"] == kind}
        if shortcuts and name not in callbacks:
            raise NotThereError(name, f"{kind} shortcut", sorted(callbacks))
        callback_id = callbacks.get(name, name)

        def uses() -> None:
            message = on.surface.message if on is not None else None
            speaker = self.speaker
            payload = (
                speaker.message_action(callback_id, message)
                if message is not None
                else speaker.shortcut(callback_id)
            )
            self.courier.ask(payload)

        return self.hands.acts(uses, on=on)

    def opens_home(self) -> Sight:
        """Open the Home tab of the app; return it, or something empty while there is none."""
        if not self.workspace.app.home_tab:
            raise NotThereError("Home", "tab", ["Messages"])
        self._opens("home")
        view = self.workspace.views.get(self.workspace.homes.get(self.user.id, ""))
        if view is not None:
            self.hands.seen = self.hands.sight_of(view)
            return self.hands.seen
        return Nothing(self.hands)

    def opens_messages(self) -> list[Note]:
        """Open her messages with the app."""
        self._opens("messages")
        return self.reads()

    def _opens(self, tab: str) -> None:
        direct = self._place(None)
        self.hands.acts(lambda: self.events.home_opened(self.user, direct, tab), in_=direct.id)

    def posts(self, text: str, in_: str | None = None, *, under: Note | None = None) -> Note:
        """Write a message, perhaps in a thread; return it. What answers it is in `news`."""
        place, thread = self._where(in_, under)
        return self._says(write(self.workspace, self.user, place, text, thread))

    def drops(self, name: str, content: bytes, in_: str | None = None, text: str = "") -> Note:
        """Upload a file into a conversation; return the message that carries it."""
        return self.shares([(name, content)], in_, text=text)

    def shares(
        self,
        files: Sequence[tuple[str, bytes]],
        in_: str | None = None,
        *,
        text: str = "",
        under: Note | None = None,
    ) -> Note:
        """Upload files, by name and bytes; one message carries them all, perhaps in a thread."""
        place, thread = self._where(in_, under)
        message = write(self.workspace, self.user, place, text, thread)
        for name, content in files:
            hang(message, upload(self.workspace, self.user, name, content))
        return self._says(message)

    def edits(self, note: Note, text: str) -> Note:
        """Change a message of hers."""
        before = message_shape(self.site, note.message)
        rewrite(self.workspace, note.message, text)
        self.hands.acts(lambda: self.events.changed(note.message, before, "message_changed"))
        return note

    def deletes(self, note: Note) -> None:
        """Take a message of hers away."""
        message = note.message
        with self.workspace.lock:
            self.workspace.messages[message.channel_id].remove(message)
        before = message_shape(self.site, message)
        self.hands.acts(lambda: self.events.changed(message, before, "message_deleted"))

    def dismisses(self, note: Note) -> None:
        """Put away what she alone sees; the app does not hear of it."""
        if not note.is_private:
            said = "Only what she alone sees is dismissed"
            raise CannotError(said)
        with self.workspace.lock:
            note.message.is_dismissed = True

    def joins(self, name: str) -> None:
        """Go into a public channel."""
        place = self._channel(name)
        if not glimpse.may_read(self.workspace, place, self.user.id):
            said = f"{self.user.real_name} cannot look into #{place.name}"
            raise CannotError(said)
        place.members.add(self.user.id)
        self.hands.acts(lambda: self.events.joined(self.user, place), in_=place.id)

    def leaves(self, name: str) -> None:
        """Go out of a channel."""
        place = self._place(name)
        place.members.remove(self.user.id)
        self.hands.acts(lambda: self.events.left(self.user, place), in_=place.id)

    def reads(self, in_: str | None = None) -> list[Note]:
        """Return what she can read in a channel, else in her messages with the bot."""
        place = self._channel(in_)
        if not glimpse.may_read(self.workspace, place, self.user.id):
            said = f"{self.user.real_name} cannot look into #{place.name}"
            raise CannotError(said)
        with self.workspace.lock:
            messages = [*self.workspace.messages.get(place.id, [])]
        return [self._note(m) for m in messages if m.is_seen_by(self.user.id)]

    def waits_for(self, words: str, in_: str | None = None, seconds: float = 5.0) -> Note:
        """Wait for a message that the app sends in its own time; return it."""
        pause, looks = Event(), int(seconds / LOOK)
        for _ in range(looks):
            if found := [note for note in self.reads(in_) if words in note.text]:
                return found[-1]
            pause.wait(LOOK)
        raise NotThereError(words, "message", [note.text for note in self.reads(in_)])

    def repeats(self) -> Answer:
        """Deliver the last request again, to the letter; the answer is shown to nobody."""
        return self.sends(self.last)

    def sends(self, what: Envelope | Json) -> Answer:
        """Deliver a request made by hand, or changed; the answer is shown to nobody."""
        return self.courier.deliver(what)

    def _where(self, in_: str | None, under: Note | None) -> tuple[Channel, str | None]:
        """Return the conversation, and the ts of the thread if it is a reply."""
        if under is None:
            return self._place(in_), None
        return self._place(under.channel), under.message.thread_ts or under.ts

    def _says(self, message: Message) -> Note:
        self.hands.acts(lambda: self.events.posted(message), in_=message.channel_id)
        return self._note(message)

    def _note(self, message: Message) -> Note:
        sight = self.hands.sight_of(message)
        if not isinstance(sight, Note):
            raise TypeError(sight)
        return sight

    def _words_for(self, command: str, words: str) -> str:
        declared = {c["command"]: c for c in self.workspace.app.commands}
        if declared and command not in declared:
            known = sorted(declared)
            said = f"{command} is not a valid command; there are {known}"
            raise SlackSaysError("unknown_command", said)
        escapes = declared.get(command, {}).get("should_escape", False)
        return escaped(self.workspace, words) if escapes else words

    def _channel(self, name: str | None) -> Channel:
        with self.workspace.lock:
            if name is None:
                return open_direct(self.workspace, self.user.id)
            return channel(self.workspace, name)

    def _place(self, name: str | None) -> Channel:
        """Return where she writes; she must be in there."""
        place = self._channel(name)
        said = f"#{place.name} is archived; nobody writes there" if place.is_archived else ""
        if name is None and not self.workspace.app.messages_tab:
            said = "The app takes no messages: its Messages tab is off"
        if not glimpse.is_in(place, self.user.id):
            said = f"{self.user.real_name} is not in #{place.name}"
        if said:
            raise CannotError(said)
        return place
