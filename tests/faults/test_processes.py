"""Processes that are killed, stopped and many: each message arrives once all the same."""

import signal
import sys
from collections import Counter
from contextlib import ExitStack
from itertools import chain
from threading import Event

import pytest

from bot.database import Database
from bot.migration import migrate
from models.delivery.refusal import REFUSED
from models.outbox import Fate, Parcel, post_all
from tests.bot.child import HTTP, SERVE
from tests.conftest import NOON
from tests.faults.office import Office

CHILD = [sys.executable, "-m", "tests.faults.delivering_child"]
MANY, PROCESSES, LANES = 200, 4, 5


@pytest.fixture
def url(new_url):
    return new_url()


@pytest.fixture
def office(slack, url, clock, tmp_path):
    database = Database(url)
    migrate(database.engine, tmp_path / "home", lambda: NOON)
    database.settle_in(lambda: NOON)
    yield Office(slack, database, clock)
    database.engine.dispose()


@pytest.fixture
def time(tmp_path, clock):
    """Return the file in which the time of all processes stands, and what sets it."""
    path = tmp_path / "now"

    def set_on(**span):
        clock.passes(**span)
        path.write_text(clock().isoformat(), encoding="utf-8")
        return path

    set_on()
    return set_on


@pytest.fixture
def worker(new_child, office, time):
    """Start processes that deliver; each is gone after the test."""
    with ExitStack() as stack:

        def start():
            settings = {"SLACK_API_URL": office.sandbox.api_url, "SLACK_SIGNING_SECRET": "x"}
            child = stack.enter_context(new_child([*CHILD, str(time())], **settings))
            child.says("ready")
            return child

        yield start


def does(child, *words):
    for word in words:
        child.hears(word)
        child.says("done")


def stops(child, point):
    """Let a process deliver up to a point."""
    child.hears(point)
    child.hears("deliver")
    child.says(point)


def dies(child):
    child.process.send_signal(signal.SIGKILL)
    child.process.wait()


def test_f02_killed_before_the_post_it_is_posted_once_by_the_next(office, worker, time):
    office.post("hello")
    first = worker()
    stops(first, "before")
    dies(first)
    assert office.fates() == {"hello": "sending"}

    second = worker()
    does(second, "deliver", "settle")
    assert office.fates() == {"hello": "sending"}, "it may still be under way"
    time(minutes=1, seconds=1)
    does(second, "settle", "deliver")

    assert office.heard() == ["hello"]
    assert office.row("hello").fate is Fate.SENT


def test_f03_killed_after_the_post_it_is_found_and_not_posted_again(office, worker, time):
    office.post("hello")
    first = worker()
    stops(first, "after")
    dies(first)
    assert (office.fates(), office.heard()) == ({"hello": "sending"}, ["hello"])

    time(minutes=1, seconds=1)
    does(worker(), "settle", "deliver", "settle")

    assert office.heard() == ["hello"]
    assert (office.row("hello").fate, office.row("hello").ts) == (Fate.SENT, office.last().ts)


def test_f05_stopped_after_the_post_it_wakes_and_changes_nothing(office, worker, time):
    office.post("hello")
    slow = worker()
    stops(slow, "after")
    slow.process.send_signal(signal.SIGSTOP)

    time(minutes=1, seconds=1)
    does(worker(), "settle", "deliver")
    found = office.row("hello")
    slow.process.send_signal(signal.SIGCONT)
    slow.hears("go")
    slow.says("done")

    assert office.heard() == ["hello"]
    assert (office.row("hello").fate, office.row("hello").ts) == (Fate.SENT, found.ts)
    assert office.row("hello").sent_at == found.sent_at


def test_f05_stopped_before_the_post_and_another_attempt_is_made_its_word_counts_no_more(
    office, worker, time
):
    """Nobody can keep a process that slept in the middle of a post from waking: so it is twice."""
    office.post("hello")
    slow = worker()
    stops(slow, "before")
    slow.process.send_signal(signal.SIGSTOP)

    time(minutes=1, seconds=1)
    does(worker(), "settle", "deliver")
    sent = office.row("hello")
    assert (sent.fate, sent.resent, sent.attempts) == (Fate.SENT, True, 2)
    slow.process.send_signal(signal.SIGCONT)
    slow.hears("go")
    slow.says("done")

    assert office.row("hello") == sent
    assert office.heard() == ["hello"] * 2


def test_the_program_itself_delivers_and_ends_when_told(office, new_child):
    office.leader("mara")
    about = {"channel": office.channel("apollo"), "word": "is_archived"}
    to = office.people["mara"].id
    with office.database.begin() as session:
        post_all(session, [Parcel("told", REFUSED, NOON, about, to)], NOON)
    where = {"SLACK_API_URL": office.sandbox.api_url, "TREFOIL_CLOCK": NOON.isoformat()}

    with new_child(SERVE, **where, **HTTP) as child:
        child.says("Trefoil serves.")
        moment, looks = Event(), 0
        while office.row("told").fate is not Fate.SENT and looks < MANY:
            moment.wait(0.1)
            looks += 1
        child.is_told(signal.SIGTERM)
        code, _, err = child.ends()

    assert "the channel is archived" in office.heard("mara")[0]
    assert code == 0, err


@pytest.mark.parametrize("new_url", ["postgresql"], indirect=True)
def test_four_processes_deliver_two_hundred_each_once_and_each_lane_in_order(office, worker):
    lanes = [office.person(name).id for name in ("ana", "ben", "cem", "dora", "mara")]
    parcels = [Parcel(f"{n:03}", "note", NOON, person_id=lanes[n % LANES]) for n in range(MANY)]
    with office.database.begin() as session:
        post_all(session, parcels, NOON)
    workers = [worker() for _ in range(PROCESSES)]

    for each in workers:
        each.hears("drain")
    for each in workers:
        each.says("done")

    heard = [office.heard(name) for name in ("ana", "ben", "cem", "dora", "mara")]
    assert set(Counter(chain.from_iterable(heard)).values()) == {1}
    assert sum(map(len, heard)) == MANY == office.calls()
    assert heard == [sorted(lane) for lane in heard]
    assert {row.fate for row in office.rows()} == {Fate.SENT}
