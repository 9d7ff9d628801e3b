"""A post office for tests: a firm whose people are in a stand-in Slack, and what delivers."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from bot.client import SlackClient
from bot.contact import Contact, State
from bot.database import Database
from bot.directory import Directory
from bot.metrics import Metrics
from bot.postman import Postman
from models.account import note_accounts
from models.delivery.terms import TERMS, Terms
from models.outbox import Fate, OutboxRow, Parcel, post_all
from sandbox.server import Sandbox
from sandbox.state import Kind
from schedules.audit import Audit, Tidy
from schedules.delivery import Deliver
from schedules.renderer import Dropped, Renderer
from schedules.settling import Settle
from schedules.words import WORDS
from tests.firm import Firm
from tests.talk import NAMES, Clock
from views.message import Message, section

TIMEOUT = 10


def note(_session, row, _now):
    """Say what the test wants said; a real message has ids in `about`."""
    words = row.about.get("words", row.key)
    return Message(words, (section(words),)) if words else Dropped("nothing to say")


@dataclass
class Office:
    """`post` hands in, `deliver` and `settle` are one beat each; the clock moves when told."""

    sandbox: Sandbox
    database: Database
    clock: Clock
    timeout: float = TIMEOUT
    terms: Terms = TERMS
    words: dict[str, Renderer] = field(default_factory=lambda: {**WORDS, "note": note})
    overdue: list[int] = field(default_factory=list)

    def __post_init__(self):
        token = self.sandbox.workspace.app.bot_token
        client: Any = SlackClient(token, self.sandbox.api_url, Metrics())
        client.timeout = self.timeout
        self.client = client
        self.contact = Contact(self.client, self.database)
        self.contact.check()
        directory = Directory(self.client)
        self.postman = Postman(self.client, self.contact, directory)
        with self.database.begin() as session:
            note_accounts(session, directory.all_profiles(), self.clock())
        begin, reading = self.database.begin, self.database.reading
        given = (begin, reading, self.clock, self.postman)
        self.deliver = Deliver(*given, self.words, terms=self.terms)
        self.settle = Settle(*given, terms=self.terms)
        self.audit = Audit(begin, reading, self.clock, self.overdue.append)
        self.tidy = Tidy(begin, self.clock)
        self.firm = Firm(self.database, self.clock())
        self.people: dict[str, Any] = {}

    def person(self, name):
        """Return a colleague who is in Slack: ana, ben, cem, dora or mara."""
        if name not in self.people:
            self.people[name] = self.firm.person(NAMES[name])
            with self.database.begin() as session:
                note_accounts(session, (), self.clock())
            self.people[name] = self.firm.called(NAMES[name])
        return self.people[name]

    def leader(self, name):
        self.people[name] = self.firm.leader(NAMES[name])
        with self.database.begin() as session:
            note_accounts(session, (), self.clock())

    def post(self, key, to="ana", kind="note", words=None, **more):
        """Hand in a message to a person, or to a channel if that begins with #."""
        about = {} if words is None else {"words": words}
        if to.startswith("#"):
            more["channel_id"] = self.channel(to[1:])
        else:
            more["person_id"] = self.person(to).id
        parcel = Parcel(key, kind, more.pop("due_at", self.clock()), about, **more)
        with self.database.begin() as session:
            return post_all(session, [parcel], self.clock()).get(key)

    def drain(self, seconds=30):
        """Deliver and settle, second after second, as long as anything waits."""
        for _ in range(seconds):
            if self.contact.known.state is State.UNREACHABLE:
                self.contact.check()  # as its own thread does
            self.deliver()
            self.settle()
            self.clock.passes(seconds=1)
            if not self.rows(Fate.PENDING, Fate.SENDING, Fate.UNKNOWN):
                return

    def passes(self, **span):
        self.clock.passes(**span)

    def channel(self, name):
        channels = self.sandbox.workspace.channels.values()
        return next(channel.id for channel in channels if channel.name == name)

    def rows(self, *fates):
        wanted = select(OutboxRow).order_by(col(OutboxRow.id))
        with self.database.reading() as session:
            found = session.exec(wanted).all()
        return [row for row in found if not fates or row.fate in fates]

    def row(self, key):
        return next(row for row in self.rows() if row.key == key)

    def fates(self):
        return {row.key: str(row.fate) for row in self.rows()}

    def why(self, key):
        return self.row(key).why

    def heard(self, where="ana"):
        """Return what stands in a channel, or between somebody and us, the oldest first."""
        return [message.text for message in self._messages(where)]

    def _messages(self, where):
        workspace = self.sandbox.workspace
        if where.startswith("#"):
            return workspace.messages.get(self.channel(where[1:]), [])
        user = next(user.id for user in workspace.users.values() if user.name == where)
        place = (c for c in workspace.channels.values() if c.kind is Kind.DIRECT)
        found = next((c.id for c in place if user in c.members), "")
        return workspace.messages.get(found, [])

    def last(self, where="ana"):
        return self._messages(where)[-1]

    def calls(self, method="chat.postMessage"):
        return len(self.sandbox.calls(method))

    def fails(self, *faults, method="chat.postMessage"):
        self.sandbox.faults.next(method, *faults)
