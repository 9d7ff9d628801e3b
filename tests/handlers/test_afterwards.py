"""What follows an answer follows it: a slow or silent Slack delays no form that was saved."""

from threading import Event

import pytest

from bot.afterwards import Afterwards
from sandbox.faults import Hang
from tests.handlers.record import said
from tests.talk import Talk

LONG = 20
"""Seconds after which a test that waits has failed."""

pytestmark = pytest.mark.usefixtures("apollo")


def filled(talk):
    form = talk.ana.opens_home().clicks("Fill in")
    form.fills({"Percent done": "40", "Spent so far (EUR)": "1"})
    return form


def test_home_is_drawn_anew_once_the_answer_was_given(talk, monkeypatch):
    form = filled(talk)
    drawn = len(talk.sandbox.calls("views.publish"))
    monkeypatch.setattr(talk, "do_what_follows", lambda: None)

    assert form.saves().title == "Saved"
    assert len(talk.sandbox.calls("views.publish")) == drawn
    monkeypatch.undo()
    talk.do_what_follows()

    assert len(talk.sandbox.calls("views.publish")) == drawn + 1


@pytest.fixture
def serving(sandbox, database, clock):
    """Return the firm with threads for what follows, as in the process that serves."""
    talk = Talk(sandbox, database, clock, beside=Afterwards())
    yield talk
    talk.gate.shut_down()


def test_a_home_that_hangs_delays_no_answer_and_harms_nothing(serving, caplog):
    form, hang = filled(serving), Hang(Event())
    serving.sandbox.faults.next("views.publish", hang)

    window = form.saves()

    assert window.title == "Saved"
    assert "a Home was not drawn" not in caplog.text
    hang.until.set()
    assert serving.beside.drain(LONG)
    assert hang.arrived.is_set()
    assert "a Home was not drawn" in caplog.text
    assert len(said(serving)) == 1
    assert "Figures to" not in serving.ana.opens_home().text
