"""What delivery costs: rows claimed and settled a second, and the pace to 2,000 people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import perf_counter
from typing import Any

from sqlmodel import Session, func, select

from bot.client import build_client
from bot.clock import now
from bot.contact import Contact
from bot.database import Database
from bot.directory import Directory
from bot.metrics import Metrics
from bot.postman import Postman
from models.account import Account
from models.delivery.attempt import claim, settle
from models.delivery.terms import POST, UPDATE, Terms
from models.delivery.turn import next_row
from models.delivery.verdict import Sent
from models.outbox import Fate, OutboxRow, Parcel, post_all
from models.person import Person
from sandbox.config import workspace_from
from sandbox.server import Sandbox
from sandbox.state import Clocks
from schedules.delivery import Deliver
from schedules.timetable import LANES
from tests.faults.office import note
from tests.talk import FIRM, MANIFEST

PEOPLE = 2_000
ROWS = 300
SECONDS = 60
KINDS = ("note",)
FREE = Terms(rates={POST: 10**9, UPDATE: 10**9}, gap=timedelta(0))


def measure_delivery(database: Database) -> None:
    """Measure with a queue of 2,000; the last figures take a minute, at the sandbox's rates."""
    users: list[dict[str, Any]] = [{"id": f"U{n:010}", "name": f"p{n}"} for n in range(PEOPLE)]
    firm = {"team": FIRM["team"], "users": users}
    workspace = workspace_from(firm, MANIFEST, Clocks(now, perf_counter))
    with Sandbox(workspace) as sandbox:
        client = build_client(workspace.app.bot_token, sandbox.api_url, Metrics())
        contact = Contact(client, database)
        contact.check()
        measure_rows(database, [id_ for id_, user in workspace.users.items() if not user.is_bot])
        before = sent(database)
        postman = Postman(client, contact, Directory(client))
        with lanes(Deliver(database.begin, database.reading, now, postman, {"note": note})):
            Event().wait(SECONDS)
        rate = (sent(database) - before) * 60 / SECONDS
        say(f"messages delivered a minute, {LANES} lanes", rate)
        say("  calls that were too many for Slack", metered(sandbox))
        say(f"  minutes for {PEOPLE:,} people", PEOPLE / rate)


def measure_rows(database: Database, user_ids: list[str]) -> None:
    """Hand in a message for each, and take some of them through a claim, without any Slack."""
    start = perf_counter()
    hand_in(database, user_ids)
    say(f"messages handed in, {PEOPLE:,} at once, a second", PEOPLE / (perf_counter() - start))
    start = perf_counter()
    for _ in range(ROWS):
        claim_and_settle(database)
    say("messages claimed and settled, a second", ROWS / (perf_counter() - start))


def hand_in(database: Database, user_ids: list[str]) -> None:
    with database.begin() as session:
        people = [Person(name=id_, slack_user_id=id_) for id_ in user_ids]
        told: dict[str, Any] = {"team_id": FIRM["team"]["id"], "name": "x", "seen_at": now()}
        session.add_all([*people, *(Account(slack_user_id=id_, **told) for id_ in user_ids)])
        session.flush()
        parcels = [Parcel(f"{p.id}", "note", now(), person_id=p.id) for p in people]
        post_all(session, parcels, now())


def claim_and_settle(database: Database) -> None:
    at = now()
    with database.begin() as session:
        row = next_row(session, at, KINDS, (FREE, ()))
        attempt = claim(session, row, at, FREE) if row else None
    if attempt:
        with database.begin() as session:
            settle(session, attempt, Sent("D1", "1.1"), at)


@contextmanager
def lanes(deliver: Deliver) -> Iterator[None]:
    """Let them beat every second, as in the timetable."""
    stop = Event()

    def beat() -> None:
        while not stop.wait(1):
            deliver()

    threads = [Thread(target=beat) for _ in range(LANES)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


def sent(database: Database) -> int:
    with database.reading() as session:
        return count_of(session)


def count_of(session: Session) -> int:
    rows = select(func.count()).select_from(OutboxRow).where(OutboxRow.fate == Fate.SENT)
    return session.exec(rows).one()


def metered(sandbox: Sandbox) -> int:
    return sum(exchange.status == 429 for exchange in sandbox.traffic.of(POST))


def say(what: str, figure: float) -> None:
    print(f"  {what:<58}{figure:>12,.1f}", flush=True)
