"""Faults between us and Slack, by their numbers: nothing is lost, nothing said twice by guess."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Event, Thread

import pytest
from sqlmodel import select

from bot.contact import State
from models.account import note_accounts
from models.delivery.doubt import LOST
from models.delivery.refusal import REFUSED
from models.errors import BusyError
from models.outbox import Fate
from models.person import Person
from models.schedule import Rhythm, Schedule
from sandbox.faults import Drop, HalfBody, Hang, Limit, Say, Status
from tests.faults.office import Office
from views.message import Message

LONG = 20
"""Seconds after which a test that waits has failed."""


def test_a_message_arrives_once_and_is_known_by_its_ts(office):
    office.post("hello")

    for _ in range(3):
        office.deliver()

    row = office.row("hello")
    assert office.heard() == ["hello"]
    assert (row.fate, row.ts) == (Fate.SENT, office.last().ts)
    assert row.posted_in == office.last().channel_id


def test_a_key_is_handed_in_once(office):
    assert office.post("hello")
    assert office.post("hello", words="again") is None

    office.drain()

    assert office.heard() == ["hello"]


def test_words_are_typed_words_and_nothing_is_unfolded(office):
    office.post("hello", words="<!channel> <https://example.org>")

    office.deliver()

    call = office.sandbox.calls("chat.postMessage")[0]
    assert "<!channel>" not in call["text"]
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert call["parse"] == "none"
    assert "link_names" not in call


@pytest.mark.parametrize(
    "fault", [Drop(after=True), Drop(after=True, is_reset=True), HalfBody()], ids=repr
)
def test_f09_f10_f12_a_cut_after_slack_took_it_is_no_second_message(office, fault):
    office.post("hello")
    office.fails(fault)

    office.deliver()
    assert office.fates() == {"hello": "unknown"}
    office.drain()

    assert office.heard() == ["hello"]
    assert (office.row("hello").fate, office.row("hello").ts) == (Fate.SENT, office.last().ts)
    assert office.calls() == 1


@pytest.mark.parametrize("fault", [Drop(), Drop(is_reset=True), Status(502)], ids=repr)
def test_f09_f10_f12_a_cut_before_slack_took_it_is_sent_again_once_it_is_surely_not_there(
    office, fault
):
    office.post("hello")
    office.fails(fault)

    office.drain(30)
    assert office.fates() == {"hello": "unknown"}, "it could arrive yet"
    office.passes(seconds=60)
    office.drain()

    assert office.heard() == ["hello"]
    assert office.row("hello").resent


def test_what_is_lost_twice_is_given_up_and_seen(office):
    office.post("hello")
    office.fails(Drop(), Drop())

    for _ in range(4):
        office.drain(2)
        office.passes(seconds=61)

    assert (office.row("hello").fate, office.why("hello")) == (Fate.FAILED, LOST)
    assert office.calls() == 2


def test_f11_a_call_that_hangs_is_given_up_and_holds_up_nobody_else(slack, database, clock):
    office, go = Office(slack, database, clock, timeout=0.5), Event()
    hang = Hang(go, after=True)
    office.post("slow", "ana")
    office.fails(hang)
    lane = Thread(target=office.deliver)
    lane.start()
    assert hang.arrived.wait(LONG)

    office.post("quick", "ben")
    office.deliver()

    assert office.heard("ben") == ["quick"]
    lane.join(LONG)
    assert office.fates()["slow"] == "unknown"
    go.set()
    office.drain()
    assert office.heard("ana") == ["slow"]
    assert office.calls() == 2


def test_f13_nobody_asks_again_before_slack_wants_it(office, database, slack, clock):
    other = Office(slack, database, clock)
    office.post("one")
    office.post("two", "ben")
    office.fails(Limit(37))

    for _ in range(36):
        office.deliver()
        other.deliver()
        clock.passes(seconds=1)
    assert office.calls() == 1

    clock.passes(seconds=1)
    office.drain()
    assert (office.heard("ana"), office.heard("ben")) == (["one"], ["two"])
    assert office.calls() == 3


@pytest.mark.parametrize("wait", [None, "99999999"])
def test_f14_without_a_sensible_word_we_wait_a_growing_while(office, wait):
    office.post("hello")
    office.fails(*[Limit(wait)] * 3)
    tried = []

    for second in range(70):
        before = office.calls()
        office.deliver()
        tried += [second] * (office.calls() - before)
        office.passes(seconds=1)

    pauses = [b - a for a, b in pairwise(tried)]
    assert office.heard() == ["hello"]
    assert all(1 <= pause <= 60 for pause in pauses)
    assert pauses[0] < pauses[-1]


def test_too_many_at_status_200_is_too_many_as_well(office):
    office.post("hello")
    office.fails(Say("ratelimited"))

    office.drain()

    assert office.heard() == ["hello"]
    assert not office.row("hello").resent


@pytest.mark.parametrize("word", ["internal_error", "fatal_error", "service_unavailable"])
def test_f15_trouble_inside_slack_is_no_no(office, word):
    office.post("hello")
    office.fails(Say(word, after=True))

    office.deliver()
    assert office.fates() == {"hello": "unknown"}
    office.drain()

    assert office.heard() == ["hello"]
    assert office.calls() == 1


def test_f16_while_slack_is_down_the_queue_grows_and_then_leaves_in_order(office):
    office.sandbox.faults.always("*", Status(503))
    for n in range(8):
        office.post(f"{n}", stale_at=office.clock() + timedelta(minutes=5) if n == 6 else None)

    for _ in range(40):
        office.drain(1)
        office.passes(seconds=29)
    assert office.heard() == []
    assert office.calls() == 1, "what asks whether it is up again is no message"

    office.sandbox.faults.clear()
    office.passes(minutes=1)
    office.drain(20)
    office.passes(minutes=1)
    office.drain()
    kept = [key for key in office.heard() if not office.row(key).resent]
    assert kept == sorted(kept)
    assert sorted(office.heard()) == ["0", "1", "2", "3", "4", "5", "7"]
    assert (office.row("6").fate, office.why("6")) == (Fate.DROPPED, "missed")


@pytest.mark.parametrize("word", ["channel_not_found", "is_archived", "not_in_channel"])
def test_f17_a_channel_that_takes_nothing_is_told_of_and_tried_again(office, word):
    office.leader("mara")
    office.firm.sets(digest_channel=office.channel("apollo"))
    seen = {"look_at": office.clock(), "since_at": office.clock()}
    with office.database.begin() as session:
        session.add(Schedule(key="digest", rhythm=Rhythm.DIGEST, **seen))
    office.words["digest"] = office.words["note"]
    for key in ("w1", "w2"):
        office.post(key, "#apollo", "digest")
        office.fails(Say(word))
        office.drain()

    assert {office.row(key).fate for key in ("w1", "w2")} == {Fate.FAILED}
    assert office.why("w1") == word
    told = [row for row in office.rows() if row.kind == REFUSED]
    assert [row.fate for row in told] == [Fate.SENT]
    assert len(office.heard("mara")) == 1
    with office.database.reading() as session:
        schedule = session.exec(select(Schedule)).one()
    assert schedule.paused_at is None
    assert "The next message is tried there again" in str(office.last("mara").blocks)


def test_f18_a_token_that_is_refused_stops_everything_and_harms_no_message(office, caplog):
    for n in range(4):
        office.post(f"{n}", ("ana", "ben", "cem", "dora")[n])
    office.fails(Say("token_revoked"))

    for _ in range(5):
        office.deliver()
        office.passes(minutes=1)

    assert office.calls() == 1
    assert set(office.fates().values()) == {"pending"}
    assert "Slack refuses our token (token_revoked)" in caplog.text
    assert office.contact.known.state is State.REFUSED

    office.contact.check()
    office.drain()
    assert set(office.fates().values()) == {"sent"}


def test_f18_a_scope_that_is_lacking_harms_no_message(office, caplog):
    office.post("hello")
    office.fails(Say("missing_scope"))

    office.drain(10)
    assert (office.fates(), office.calls()) == ({"hello": "pending"}, 1)
    assert "chat.postMessage (missing_scope)" in caplog.text

    office.passes(minutes=5)
    office.drain()
    assert office.heard() == ["hello"]


def test_f38_what_another_version_knows_is_left_to_it(office, slack, database, clock):
    older = Office(slack, database, clock)
    office.words["dance"] = office.words["note"]
    office.post("new", kind="dance")
    office.post("old")

    older.drain()
    assert office.fates() == {"new": "pending", "old": "sent"}
    clock.passes(minutes=16)
    older.audit()
    assert older.overdue == [1], "and somebody is told"

    office.drain()
    assert sorted(office.heard()) == ["new", "old"]


@pytest.mark.parametrize("gone", ["inactive", "gone", "guest", "no_account"])
def test_f40_who_has_left_meanwhile_gets_nothing(office, gone):
    office.post("hello")
    office.post("other", "ben")
    _leaves(office, gone)

    office.drain()

    assert (office.row("hello").fate, office.why("hello")) == (Fate.FAILED, gone)
    assert (office.heard("ana"), office.heard("ben")) == ([], ["other"])


def _leaves(office, gone):
    with office.database.begin() as session:
        ana = session.get_one(Person, office.person("ana").id)
        account = next(a for a in office.postman.directory.all_profiles() if a.name == "Ana Lind")
        account.version += 1
        ana.active = gone != "inactive"
        account.is_gone, account.is_guest = gone == "gone", gone == "guest"
        ana.slack_user_id = None if gone == "no_account" else ana.slack_user_id
        ana.email = "ana@elsewhere.example" if gone == "no_account" else ana.email
        note_accounts(session, [account], office.clock())


def test_f53_a_message_without_words_is_parked_and_the_others_pass(office, caplog):
    def break_down(*_):
        raise ZeroDivisionError

    office.words["poison"] = break_down
    office.post("bad", kind="poison")
    office.post("good")
    office.post("other", "ben")

    office.drain(3)
    assert (office.heard("ana"), office.heard("ben")) == (["good"], ["other"])
    assert office.fates()["bad"] == "pending"

    tries = []
    for _ in range(60):
        office.deliver()
        tries.append(office.row("bad").stumbles)
        office.passes(seconds=30)
    assert (office.row("bad").fate, office.why("bad")) == (Fate.FAILED, "words")
    assert max(tries) == 5
    assert "(poison) is given up" in caplog.text


def test_there_may_be_nothing_left_to_say(office):
    office.post("hello", words="")

    office.drain()

    assert (office.row("hello").fate, office.why("hello")) == (Fate.DROPPED, "nothing to say")
    assert office.calls() == 0


def test_what_was_written_in_vain_is_undone(office):
    def write_and_fail(session, *_):
        session.add(Person(name="Nobody", email="nobody@example.org"))
        session.flush()
        raise ZeroDivisionError

    office.words["poison"] = write_and_fail
    office.post("bad", kind="poison")

    office.deliver()

    with office.database.reading() as session:
        assert "Nobody" not in session.exec(select(Person.name)).all()
    assert office.row("bad").stumbles == 1


def test_an_unreachable_slack_loses_nothing(office, unused_port):
    office.post("hello")
    there = office.client.base_url
    office.client.base_url = f"http://127.0.0.1:{unused_port}/api/"
    office.client.hosts = type(office.client.hosts)(office.client.base_url)

    for _ in range(10):
        office.drain(1)
        office.passes(seconds=10)
    assert (office.row("hello").fate, office.why("hello")) == (Fate.PENDING, "URLError")

    office.client.base_url = there
    office.client.hosts = type(office.client.hosts)(there)
    office.passes(minutes=2)
    office.drain()
    assert office.heard() == ["hello"]
    assert not office.row("hello").resent


def test_a_renderer_sees_the_moment_of_sending(office):
    office.words["clock"] = lambda _s, _r, now: Message(f"{now:%H:%M}")
    office.post("hello", kind="clock")
    office.passes(hours=2)

    office.deliver()

    assert office.heard() == ["14:00"]


def test_while_others_write_for_long_what_became_of_a_call_is_not_lost(office):
    """An import may hold the database for longer than one waits."""
    turns = [True, False, False, True]

    def begin():
        if not turns.pop(0):
            raise BusyError(2.5)
        return office.database.begin()

    office.post("hello")
    replace(office.deliver, begin=begin).send_one()

    assert (office.heard(), office.fates()) == (["hello"], {"hello": "sent"})


def test_while_others_write_for_long_nothing_is_sent_and_nothing_breaks(office):
    def begin():
        raise BusyError(2.5)

    office.post("hello")
    replace(office.deliver, begin=begin)()
    assert office.calls() == 0

    office.deliver()
    assert office.heard() == ["hello"]
