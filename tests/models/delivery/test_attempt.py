"""Claims: one at a time, numbered, and only good while they last."""

from datetime import timedelta

import pytest

from models.delivery.attempt import claim, park_lost, postpone, settle
from models.delivery.pace import free_methods, hold, pause, take, went_well
from models.delivery.terms import POST, TERMS, UPDATE
from models.delivery.turn import next_place, next_row
from models.delivery.verdict import Perhaps, Refused, Sent
from models.outbox import Fate, OutboxRow, Parcel, post
from tests.conftest import NOON

KINDS = ("note",)
STOOD = Sent("D1", "1.1")


@pytest.fixture
def row_id(firm):
    ana = firm.person("Ana Lind")
    with firm.writing() as session:
        return post(session, Parcel("hello", "note", NOON, person_id=ana.id), NOON)


def claimed(firm, now):
    with firm.writing() as session:
        row = next_row(session, now, KINDS, (TERMS, ()))
        return claim(session, row, now, TERMS) if row else None


def settled(firm, attempt, verdict, now=NOON):
    with firm.writing() as session:
        return settle(session, attempt, verdict, now)


def row(firm, row_id):
    with firm.database.reading() as session:
        return session.get_one(OutboxRow, row_id)


def late_and_again(firm):
    """Return an attempt that lost its lease, and the one that was made after it."""
    first, later = claimed(firm, NOON), NOON + 2 * TERMS.lease
    with firm.writing() as session:
        park_lost(session, later)
        session.get_one(OutboxRow, first.row_id).fate = Fate.PENDING
    return first, claimed(firm, later)


def test_what_is_claimed_is_claimed_once(firm, row_id):
    attempt = claimed(firm, NOON)

    assert (attempt.row_id, attempt.number) == (row_id, 1)
    assert claimed(firm, NOON + timedelta(seconds=5)) is None


@pytest.mark.parametrize("verdict", [STOOD, Refused("no_text"), Perhaps("cut")], ids=repr)
def test_f05_the_word_of_an_attempt_that_another_followed_counts_no_more(firm, row_id, verdict):
    first, second = late_and_again(firm)

    assert not settled(firm, first, verdict)
    assert row(firm, row_id).fate is Fate.SENDING
    assert settled(firm, second, STOOD)
    assert row(firm, row_id).ts == "1.1"


def test_that_it_stands_there_is_believed_after_the_lease_too_and_nothing_else_is(firm, row_id):
    attempt = claimed(firm, NOON)
    with firm.writing() as session:
        park_lost(session, NOON + 2 * TERMS.lease)

    assert not settled(firm, attempt, Refused("no_text"))
    assert row(firm, row_id).fate is Fate.UNKNOWN
    assert settled(firm, attempt, STOOD)
    assert row(firm, row_id).fate is Fate.SENT


def test_what_was_settled_stays_so(firm, row_id):
    attempt = claimed(firm, NOON)
    settled(firm, attempt, Refused("no_text"))

    assert not settled(firm, attempt, STOOD)
    assert row(firm, row_id).why == "no_text"


def test_within_its_lease_it_is_in_no_doubt(firm, row_id):
    claimed(firm, NOON)
    with firm.writing() as session:
        park_lost(session, NOON + TERMS.lease / 2)

    assert row(firm, row_id).fate is Fate.SENDING


def test_what_was_postponed_waits_longer_each_time(firm, row_id):
    waits = []
    with firm.writing() as session:
        found = session.get_one(OutboxRow, row_id)
        for _ in range(7):
            postpone(session, found, NOON)
            waits.append((found.due_at - NOON).total_seconds())

    assert waits[0] < waits[3] < waits[6] <= 60


def test_a_bucket_is_for_a_second(firm):
    def taken(now):
        with firm.writing() as session:
            return take(session, POST, now, 2)

    assert [taken(NOON) for _ in range(3)] == [True, True, False]
    assert taken(NOON + timedelta(seconds=1))


def test_methods_are_held_one_by_one(firm):
    with firm.writing() as session:
        hold(session, POST, NOON, 37)
        hold(session, POST, NOON, 5)

        def free(seconds):
            return free_methods(session, NOON + timedelta(seconds=seconds), TERMS.rates)

        assert (free(36), free(37)) == ({UPDATE}, {POST, UPDATE})
        assert not take(session, POST, NOON + timedelta(seconds=36), 5)


def test_trouble_holds_longer_each_time_until_all_is_well(firm):
    with firm.writing() as session:
        waits = [
            (hold(session, POST, NOON + timedelta(hours=n), None) - NOON).total_seconds() - 3600 * n
            for n in range(7)
        ]
        went_well(session, POST)
        first = hold(session, POST, NOON + timedelta(days=1), None)

    assert waits[0] < waits[3] < waits[6] <= 60
    assert first <= NOON + timedelta(days=1, seconds=2)


def test_pauses_are_between_a_second_and_a_minute():
    assert all(1 <= pause(n) <= 60 for n in range(20))


def test_nothing_due_is_one_statement(firm, row_id):
    with firm.database.reading() as session:
        assert next_place(session, NOON - timedelta(seconds=1), KINDS, TERMS) == []
        assert next_place(session, NOON, KINDS, TERMS) == [None]
    assert row_id
