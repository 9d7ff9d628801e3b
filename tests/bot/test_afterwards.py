"""What follows an answer: done beside it, lost without harm, and waited for when we stop."""

from threading import Event

import pytest

from bot.afterwards import Afterwards
from tests.bot.conftest import LONG


@pytest.fixture
def go():
    return Event()


def breaks():
    raise ZeroDivisionError


def test_it_is_done_beside_and_waited_for(go):
    done, afterwards = [], Afterwards()

    afterwards.later(lambda: done.append(go.wait(LONG)))
    assert done == []
    go.set()

    assert afterwards.drain(LONG)
    assert done == [True]


def test_what_fails_is_logged_and_the_next_is_done(caplog):
    done, afterwards = [], Afterwards()

    afterwards.later(breaks)
    afterwards.later(lambda: done.append("well"))

    assert afterwards.drain(LONG)
    assert done == ["well"]
    assert [r.message for r in caplog.records] == ["what follows an answer failed"]
    assert "ZeroDivisionError" in caplog.text


def test_what_takes_too_long_is_left_and_what_waits_for_it_never_begins(go):
    done, afterwards = [], Afterwards()
    for _ in range(3):
        afterwards.later(lambda: done.append(go.wait(LONG)))

    assert not afterwards.drain(0)
    go.set()
    afterwards.later(lambda: done.append("late"))

    assert afterwards.drain(LONG)
    assert done == [True, True]


def test_where_too_much_waits_no_more_is_taken(go, caplog):
    done, afterwards = [], Afterwards(most=1)
    afterwards.later(lambda: done.append(go.wait(LONG)))

    afterwards.later(lambda: done.append("too much"))
    go.set()

    assert afterwards.drain(LONG)
    assert done == [True]
    assert "was left out: 1 wait" in caplog.text
