"""One lane, one order: to a person or a channel things arrive as they should leave."""

from datetime import timedelta

import pytest

from models.delivery.terms import POST, Terms
from models.outbox import Fate, Parcel, post_all, release
from sandbox.faults import Drop, Say
from schedules.loading import Loading
from tests.conftest import NOON
from views.message import Message


def test_a_lane_keeps_its_order_at_one_a_second(office):
    for n in range(3):
        office.post(f"{n}")

    office.deliver()
    assert office.heard() == ["0"]
    office.deliver()
    assert office.heard() == ["0"]
    office.drain()

    assert office.heard() == ["0", "1", "2"]


def test_five_a_second_leave_in_all(office):
    for name in ("ana", "ben", "cem", "dora", "mara"):
        office.post(name, name)
    office.post("channel", "#apollo")

    office.deliver()
    assert office.calls() == 5
    office.passes(seconds=1)
    office.deliver()

    assert office.calls() == 6


def test_a_clock_that_was_far_ahead_holds_up_nobody(office):
    office.passes(hours=2)
    for name in ("ana", "ben", "cem", "dora", "mara"):
        office.post(name, name, due_at=NOON)
    office.deliver()
    assert office.calls() == 5
    office.passes(hours=-2)

    office.post("back")
    office.drain()

    assert office.heard()[-1] == "back"


def test_what_is_not_wanted_yet_holds_up_nobody(office):
    office.post("later", due_at=NOON + timedelta(minutes=10))
    office.post("now")

    office.drain(5)
    assert office.heard() == ["now"]
    office.passes(minutes=10)
    office.drain()

    assert office.heard() == ["now", "later"]


def test_what_waits_leaves_at_once_when_told(office):
    office.post("urgent", due_at=NOON + timedelta(minutes=10))

    with office.database.begin() as session:
        assert release(session, "urgent", NOON)
        assert not release(session, "urgent", NOON)
    office.deliver()

    assert office.heard() == ["urgent"]


def test_what_is_stale_is_missed_and_not_sent(office):
    office.post("digest", "#apollo", stale_at=NOON + timedelta(hours=6))
    office.passes(hours=6)

    office.drain()

    assert (office.row("digest").fate, office.why("digest")) == (Fate.DROPPED, "missed")
    assert office.calls() == 0


def test_an_edit_waits_for_its_message_and_changes_it_in_place(office):
    base = office.post("asked", words="How is Apollo?")
    office.post("answered", edit_of_id=base, words="Apollo is green.")
    office.post("thread", thread_of_id=base, words="Thanks")

    office.deliver()
    assert office.heard() == ["How is Apollo?"]
    office.drain()

    assert office.heard() == ["Apollo is green.", "Thanks"]
    assert office.last().thread_ts == office.row("asked").ts
    assert office.fates() == dict.fromkeys(("asked", "answered", "thread"), "sent")


def test_an_edit_without_blocks_leaves_none_of_the_old_ones(office):
    office.words["plain"] = lambda *_: type(office.words["note"](None, office.row("m"), None))("x")
    base = office.post("m")
    office.post("edit", kind="plain", edit_of_id=base)

    office.drain()

    assert (office.last().text, office.last().blocks) == ("x", [])


def test_what_hangs_on_a_message_that_never_came_is_dropped(office):
    base = office.post("asked")
    office.post("answered", edit_of_id=base)
    office.post("thread", thread_of_id=base)
    office.fails(Say("invalid_blocks"))

    office.drain()

    assert office.fates() == {"asked": "failed", "answered": "dropped", "thread": "dropped"}


def test_what_hangs_on_a_message_in_doubt_waits_until_that_is_settled(office):
    base = office.post("asked")
    office.post("answered", edit_of_id=base, words="answered")
    office.fails(Drop(after=True))

    office.deliver()
    office.passes(seconds=2)
    office.deliver()
    assert office.fates() == {"asked": "unknown", "answered": "pending"}
    office.drain()

    assert office.heard() == ["answered"]


def test_an_edit_whose_outcome_is_not_known_is_simply_made_again(office):
    base = office.post("asked")
    office.drain()
    office.post("answered", edit_of_id=base, words="answered")
    office.fails(Drop(after=True), Drop(), method="chat.update")

    office.drain(60)

    assert office.heard() == ["answered"]
    assert office.fates()["answered"] == "sent"


@pytest.mark.parametrize("word", ["message_not_found", "edit_window_closed", "cant_update_message"])
def test_an_edit_that_is_refused_is_given_up_quietly(office, word):
    base = office.post("asked")
    office.drain()
    office.post("answered", edit_of_id=base)
    office.fails(Say(word), method="chat.update")

    office.drain()
    office.audit()

    assert (office.row("answered").fate, office.why("answered")) == (Fate.FAILED, word)
    assert office.overdue == [0]


def test_the_same_batch_handed_in_twice_is_one_batch(office):
    person = office.person("ana").id
    parcels = [Parcel(f"{n}", "note", NOON, person_id=person) for n in range(1200)]

    with office.database.begin() as session:
        new = post_all(session, parcels, NOON)
        again = post_all(session, [*parcels, Parcel("x", "note", NOON, person_id=person)], NOON)

    assert (len(new), list(again)) == (1200, ["x"])
    assert len({row.mark for row in office.rows()}) == 1201


def test_where_the_pace_is_used_up_words_leave_no_trace(office):
    office.post("hello")

    def writes(session, _row, now):
        post_all(session, [Parcel("more", "note", now, person_id=office.person("ana").id)], now)
        return Message("words")

    full = Terms(rates={POST: 0})
    with office.database.begin() as session:
        row = session.merge(office.row("hello"))
        loading = Loading(session, row, {}, office.clock())
        assert loading.load({"note": writes}, full) is None

    assert office.fates() == {"hello": "pending"}
    assert office.row("hello").attempts == 0
