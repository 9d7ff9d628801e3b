"""The clock behind a firm in Slack: its jobs, beating whenever there may be something to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from bot.contact import Contact
from bot.directory import Directory
from bot.postman import Postman
from models.account import note_accounts
from models.outbox import Fate, OutboxRow
from models.schedule import Schedule
from schedules.delivery import Deliver
from schedules.planning import Muster, Plan
from schedules.settling import Settle
from schedules.words import WORDS
from tests.talk import Talk

SECOND = timedelta(seconds=1)
MOST = 5_000
"""Beats without an end in sight are a mistake of the test, or of ours."""


@dataclass
class Beat:
    """Moves the time on from one thing that is due to the next, as fast as it goes."""

    talk: Talk

    def __post_init__(self):
        given = self.talk.given
        database, client = given.database, given.client
        contact = Contact(client, database)
        contact.check()
        directory = Directory(client)
        self.directory = directory
        self.knows()
        opened = (database.begin, database.reading, self.talk.clock)
        postman = Postman(client, contact, directory)
        self.deliver = Deliver(*opened, postman, WORDS)
        self.jobs = (Muster(*opened), Plan(*opened), self.deliver, Settle(*opened, postman))

    def knows(self):
        """Read the directory, as is done each day: who came since has an account, too."""
        with self.talk.database.begin() as session:
            note_accounts(session, self.directory.all_profiles(), self.talk.clock())

    def __call__(self):
        """Let every job beat once, in turn."""
        for job in self.jobs:
            job()

    def until(self, when: datetime):
        """Let the time pass up to an instant, with a beat at each moment at which one is due."""
        for _ in range(MOST):
            self()
            moment = max(self._next(), self.talk.clock() + SECOND)
            if moment >= when:
                break
            self._to(moment)
        else:
            raise RuntimeError(self.talk.clock())
        self._to(when)
        self()

    def channel(self, name: str) -> str:
        """Return the id of a channel."""
        channels = self.talk.sandbox.workspace.channels.values()
        return next(channel.id for channel in channels if channel.name == name)

    def passes(self, **span: float):
        self.until(self.talk.clock() + timedelta(**span))

    def _to(self, moment: datetime):
        self.talk.clock.passes(seconds=max((moment - self.talk.clock()).total_seconds(), 0))

    def _next(self) -> datetime:
        """Return when there is something to do again."""
        waiting = (Fate.PENDING, Fate.SENDING, Fate.UNKNOWN)
        with self.talk.database.reading() as session:
            plans = session.exec(select(func.min(Schedule.look_at))).one()
            rows = select(func.min(OutboxRow.due_at)).where(col(OutboxRow.fate).in_(waiting))
            found = [at for at in (plans, session.exec(rows).one()) if at]
        return min(found, default=datetime.max.replace(tzinfo=self.talk.clock().tzinfo))
