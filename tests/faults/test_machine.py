"""Any order of posts, cuts, kills, waits and looks: each key stands there once, or twice at most
where its fate was not known in between; and in the end each has one.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from models.account import Account
from models.delivery.terms import TERMS
from models.delivery.verdict import Later, Perhaps, Refused, Sent, Unreached
from models.outbox import Fate, OutboxRow, Parcel, post_all
from models.person import Person
from models.workspace import claim
from schedules.delivery import Deliver
from schedules.settling import Settle
from schedules.slack import Trace
from tests.conftest import NOON
from tests.faults.office import note


class KilledError(BaseException):
    """The process ends here; nothing catches that."""


class Ends(Enum):
    """What becomes of a call: whether it is taken, and what comes back."""

    WELL = True
    CUT_BEFORE = False
    CUT_AFTER = "cut after"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"
    LIMITED = "limited"
    UNREACHED = "unreached"
    REFUSED = "refused"


TAKEN = {Ends.WELL, Ends.CUT_AFTER, Ends.KILLED_AFTER}
VERDICTS = {
    Ends.CUT_BEFORE: Perhaps("cut"),
    Ends.CUT_AFTER: Perhaps("cut"),
    Ends.LIMITED: Later(3),
    Ends.UNREACHED: Unreached("refused"),
    Ends.REFUSED: Refused("no_text"),
}


@dataclass
class Slack:
    """Takes messages, and tells of that or not."""

    ends: Ends = Ends.WELL
    readable: bool = True
    posts: list[tuple[str, str]] = field(default_factory=list)
    """The mark and the words of each."""

    def is_open(self):
        return True

    def post(self, letter):
        if self.ends in TAKEN:
            self.posts.append((letter.mark, letter.payload["text"]))
        if self.ends in (Ends.KILLED_BEFORE, Ends.KILLED_AFTER):
            raise KilledError
        return VERDICTS.get(self.ends, Sent("D1", str(len(self.posts))))

    def find(self, mark, _place):
        marks = [each for each, _ in self.posts]
        if not self.readable:
            return Trace.UNREADABLE
        return str(marks.index(mark) + 1) if mark in marks else Trace.ABSENT

    def direct(self, _user_id):
        return "D1"

    def edit(self, *_):
        raise AssertionError

    def room_of(self, _channel_id):
        raise AssertionError

    def profile_of(self, _user_id):
        raise AssertionError


class Machine(RuleBasedStateMachine):
    def __init__(self, firm):
        super().__init__()
        self.firm, self.now = firm, NOON
        self.slack = Slack()
        self.doubted: set[str] = set()
        with firm.writing() as session:
            claim(session, "T1")
            self.people = [self._colleague(session, n) for n in range(2)]
        begin, reading = firm.database.begin, firm.database.reading
        self.deliver = Deliver(begin, reading, lambda: self.now, self.slack, {"note": note})
        self.settle = Settle(begin, reading, lambda: self.now, self.slack)
        for n in range(3):
            self.hand_in(n, n % 2)

    def _colleague(self, session, n):
        person = Person(name=f"P{n}", slack_user_id=f"U{n}")
        account = Account(slack_user_id=f"U{n}", team_id="T1", name=f"P{n}", seen_at=NOON)
        session.add_all([person, account])
        session.flush()
        return person.id

    @rule(n=st.integers(2, 5), lane=st.integers(0, 1))
    def hand_in(self, n, lane):
        parcel = Parcel(f"{n}", "note", self.now, person_id=self.people[lane])
        with self.firm.writing() as session:
            post_all(session, [parcel], self.now)

    @rule(ends=st.sampled_from(Ends))
    def send(self, ends):
        self.slack.ends = ends
        with suppress(KilledError):
            self.deliver.send_one()
        self.slack.ends = Ends.WELL

    @rule(seconds=st.sampled_from([1, 7, 61, 600]), readable=st.booleans())
    def look(self, seconds, readable):
        self.now += timedelta(seconds=seconds)
        self.slack.readable = readable
        self.settle()

    @invariant()
    def at_most_once_or_twice_through_doubt(self):
        rows = self._rows()
        self.doubted |= {r.key for r in rows if r.fate is Fate.UNKNOWN or r.resent}
        for key, count in Counter(words for _, words in self.slack.posts).items():
            assert count <= (2 if key in self.doubted else 1)

    @invariant()
    def what_is_sent_stands_there(self):
        there = {words for _, words in self.slack.posts}
        assert {row.key for row in self._rows() if row.fate is Fate.SENT} <= there

    def teardown(self):
        """Let all go well from now on: nothing stays in the middle, and nothing was lost."""
        self.slack.readable = True
        for _ in range(40):
            self.deliver()
            self.settle()
            self.now += TERMS.lease
        rows = self._rows()
        assert {row.fate for row in rows} <= {Fate.SENT, Fate.FAILED}
        refused = {"no_text", "lost", "unknown"}
        assert {row.why for row in rows if row.fate is Fate.FAILED} <= refused
        self.what_is_sent_stands_there()

    def _rows(self):
        with self.firm.database.reading() as session:
            return session.exec(select(OutboxRow)).all()


def test_i3_whatever_happens_each_stands_there_once_or_twice_through_doubt(new_firm):
    def machine() -> Any:
        return Machine(new_firm())

    few: Any = settings(max_examples=30, stateful_step_count=20)
    run_state_machine_as_test(cast("Any", machine), settings=few)
