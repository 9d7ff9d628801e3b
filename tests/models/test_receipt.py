from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from models.errors import RefusedError, RepeatedError
from models.receipt import Receipt, drop_receipts, take_once
from models.setting import Setting
from tests.conftest import NOON


def takes(firm, mark, at=NOON):
    with firm.writing() as session:
        take_once(session, mark, at)


def test_a_request_has_its_effect_once(firm):
    takes(firm, "event Ev1")
    takes(firm, "event Ev2")

    with pytest.raises(RepeatedError):
        takes(firm, "event Ev1", NOON + timedelta(minutes=5))


def test_a_request_that_failed_may_come_again(firm):
    def fails():
        with firm.writing() as session:
            take_once(session, "form V1", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    takes(firm, "form V1")


def test_of_two_threads_with_one_request_one_has_its_effect(firm):
    """The second waits until the first has committed, and then finds that it was done."""
    together, found = Barrier(2), []

    def act(name):
        together.wait()
        try:
            with firm.writing() as session:
                take_once(session, "command 1", NOON)
                session.add(Setting(name="currency", value=name, **firm.fact))
                session.flush()
        except RefusedError as refused:
            found.append(type(refused))
        else:
            found.append(name)

    threads = [Thread(target=act, args=(name,)) for name in ("EUR", "USD")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = next(name for name in found if isinstance(name, str))
    assert {one for one in found if one != winner} == {RepeatedError}
    with firm.database.reading() as session:
        assert [row.value for row in session.exec(select(Setting))] == [winner]


def test_a_receipt_tells_nothing_of_the_request(firm):
    takes(firm, "command 1.2.secret")

    with firm.database.reading() as session:
        assert "secret" not in session.exec(select(Receipt.mark)).one()


def test_receipts_are_kept_for_a_day(firm):
    takes(firm, "old", NOON - timedelta(days=1, seconds=1))
    takes(firm, "young", NOON - timedelta(hours=23))

    with firm.writing() as session:
        drop_receipts(session, NOON)

    takes(firm, "old")
    with pytest.raises(RepeatedError):
        takes(firm, "young")
