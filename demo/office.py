"""The whole bot in this process, in front of the sandbox, for as long as the story is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import col, func, select

from bot.app import Bot, build_app
from bot.client import build_client
from bot.contact import Contact
from bot.database import Database
from bot.directory import Directory
from bot.gate import Gate, Inside
from bot.given import Given
from bot.listeners import all_listeners
from bot.metrics import Metrics
from bot.postman import Postman
from bot.signature import Signature
from bot.web import Front
from demo.calendar import Calendar
from demo.clock import StoryClock
from handlers.guard import guard
from models.account import note_accounts
from models.outbox import Fate, OutboxRow
from models.permission import Deed
from models.person import Person as Colleague
from models.ports import Session
from sandbox.direct import DirectTransport
from sandbox.person import Person
from sandbox.server import Sandbox
from schedules.delivery import Deliver
from schedules.planning import Muster, Plan
from schedules.settling import Settle
from schedules.words import WORDS

SECOND = timedelta(seconds=1)
MOST = 500
"""Beats without an end in sight are a mistake of ours."""
WAITING = (Fate.PENDING, Fate.SENDING, Fate.UNKNOWN)


@dataclass
class Office:
    """Everybody's way to the bot, and its jobs, which beat as the story's time passes."""

    sandbox: Sandbox
    database: Database
    clock: StoryClock
    calendar: Calendar
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        slack = self.sandbox.workspace.app
        metrics = Metrics()
        client = build_client(slack.bot_token, self.sandbox.api_url, metrics)
        contact = Contact(client, self.database)
        contact.check()
        given = Given(self.database, client, self.clock, stopwatch=self.clock.stopwatch)
        bot = Bot(slack.bot_id, slack.bot_user_id)
        app = build_app(client, guard, all_listeners(given), lambda: bot)
        self.gate = Gate(Inside(app, guard, contact), metrics)
        signature = Signature(slack.signing_secret, self.clock)
        self._front = Front(self.gate, signature, client.hosts, metrics)
        self._directory = Directory(client, self.clock.stopwatch)
        postman = Postman(client, contact, self._directory)
        opened = (self.database.begin, self.database.reading, self.clock)
        self._jobs: tuple[Callable[[], None], ...] = (
            Muster(*opened),
            Plan(*opened),
            Deliver(*opened, postman, WORDS),
            Settle(*opened, postman),
        )

    def person(self, name: str) -> Person:
        """Return somebody in Slack, by handle."""
        if name not in self.people:
            self.people[name] = Person(self.sandbox, DirectTransport(self._dispatch), name)
        return self.people[name]

    def by(self, session: Session, name: str) -> Deed:
        """Return what a colleague does now, by the first part of the e-mail."""
        email = f"{name.partition('@')[0]}@trefoil.example"
        who = session.exec(select(Colleague).where(Colleague.email == email)).one()
        return Deed(who, self.clock())

    def knows_everybody(self) -> None:
        """Read Slack's directory, as the bot does each day."""
        profiles = list(self._directory.all_profiles())
        with self.database.begin() as session:
            note_accounts(session, profiles, self.clock())

    def beat(self) -> None:
        """Let every job beat once."""
        for job in self._jobs:
            job()

    def until(self, when: datetime) -> None:
        """Let the time pass, with a beat whenever a message may be due before that instant."""
        for _ in range(MOST):
            self.beat()
            moment = max(self._next(), self.clock() + SECOND)
            if moment >= when:
                break
            self.clock.to(moment)
        else:
            raise RuntimeError(self.clock())
        self.clock.to(when.astimezone(UTC))

    def close(self) -> None:
        self.gate.shut_down()

    def _next(self) -> datetime:
        hour = self.calendar.next_beat(self.clock())
        with self.database.reading() as session:
            rows = select(func.min(col(OutboxRow.due_at))).where(col(OutboxRow.fate).in_(WAITING))
            due = session.exec(rows).one()
        return min(hour, due) if due else hour

    def _dispatch(self, headers: dict[str, str], body: str) -> tuple[int, str]:
        answer = self._front.dispatch(headers, body.encode())
        return answer.status, answer.body or ""
