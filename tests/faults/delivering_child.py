"""A process that delivers when it is told to, on stdin, and stops where a test wants to hit it.

`deliver`, `settle` and `drain` do that and say `done`; `before` and `after` make the next post wait
at that point, which it says, until it is told to `go`. The time stands in a file.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from sqlmodel import col, select

from bot.cli.opening import open_database, opened, read_settings
from bot.client import SlackClient
from bot.contact import Contact
from bot.database import Database
from bot.directory import Directory
from bot.metrics import Metrics
from bot.postman import Postman
from models.delivery.terms import POST, UPDATE, Terms
from models.outbox import Fate, OutboxRow
from schedules.delivery import Deliver
from schedules.settling import Settle
from tests.faults.office import note

FREE = Terms(rates={POST: 10_000, UPDATE: 10_000}, gap=timedelta(0))
MOST_BEATS = 2_000


def tell(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@dataclass
class Stopping:
    """A postman who stops before he posts or after it, once, when he was told to."""

    postman: Postman
    at: str = ""

    def __getattr__(self, name):
        return getattr(self.postman, name)

    def post(self, letter):
        self.wait("before")
        verdict = self.postman.post(letter)
        self.wait("after")
        return verdict

    def wait(self, point):
        if self.at == point:
            self.at = ""
            tell(point)
            sys.stdin.readline()


def drain(deliver: Deliver, database: Database) -> None:
    """Deliver at any speed, until nothing waits."""
    free, moment = replace(deliver, terms=FREE), Event()
    for _ in range(MOST_BEATS):
        free()
        if is_empty(database):
            return
        moment.wait(0.02)  # the others have it in hand


def main():
    settings, clock = read_settings(), Path(sys.argv[1])
    client = SlackClient(settings.secrets[0], settings.slack_api_url, Metrics())
    with opened:
        database = open_database()
        contact = Contact(client, database)
        contact.check()
        postman: Any = Stopping(Postman(client, contact, Directory(client)))
        now = partial(time_in, clock)
        deliver = Deliver(database.begin, database.reading, now, postman, {"note": note})
        settle = Settle(database.begin, database.reading, now, postman)
        listen(postman, deliver, settle, database)


def time_in(path: Path) -> datetime:
    return datetime.fromisoformat(path.read_text(encoding="utf-8"))


def listen(postman: Any, deliver: Deliver, settle: Settle, database: Database) -> None:
    """Do what stdin says, until it ends."""
    drained = partial(drain, deliver, database)
    work: dict[str, Callable[[], None]] = {"deliver": deliver, "settle": settle, "drain": drained}
    tell("ready")
    for line in sys.stdin:
        word = line.strip()
        if word in work:
            work[word]()
            tell("done")
        else:
            postman.at = word


def is_empty(database):
    waits = col(OutboxRow.fate).in_([Fate.PENDING, Fate.SENDING])
    with database.reading() as session:
        return session.exec(select(OutboxRow.id).where(waits).limit(1)).first() is None


if __name__ == "__main__":
    main()
