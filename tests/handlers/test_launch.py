"""The launch: nobody is written to before a leader says so."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOON

WEDNESDAY = datetime(2030, 5, 8, 14, 5, tzinfo=UTC)


@pytest.fixture
def two(firm, apollo, beat):
    """Ana runs Apollo, Ben holds its client and runs Borealis; Mara leads. It is Monday noon."""
    assert apollo
    firm.runs(firm.called("Ben Ito"), firm.project("Borealis"))
    beat()
    return beat


def heard(talk):
    return {name for name in ("ana", "ben", "mara") if talk.person(name).reads()}


def test_before_the_launch_nobody_hears_a_word(talk, two):
    two.until(NOON + timedelta(weeks=3))

    assert heard(talk) == set()


def test_a_leader_tries_it_with_a_few_and_then_launches_it(talk, two):
    home = talk.mara.opens_home()
    assert "Launch: nobody is written to yet." in home.text
    form = home.clicks("Launch")
    form.chooses("The few", "Ana Lind")
    form.saves()

    two.until(WEDNESDAY)
    assert heard(talk) == {"ana"}
    [message] = talk.ana.reads()
    assert "Mara Okoye asked me to help you keep your projects in view" in message.text

    home = talk.mara.opens_home()
    assert "Launch: tried with 1 person." in home.text
    form = home.clicks("Launch")
    form.chooses("To whom", "Everybody who runs or looks after something (2)")
    form.chooses("Leaders' digest in", "#general")
    form.saves().saves()  # the first says who reads there
    two.until(WEDNESDAY + timedelta(weeks=1))

    assert heard(talk) == {"ana", "ben"}
    assert "Launch:" not in talk.mara.opens_home().text
    assert [note.text for note in talk.mara.reads("general") if "The firm, week 20" in note.text]


def test_a_try_needs_somebody(talk, two):
    assert two
    refused = talk.mara.opens_home().clicks("Launch").saves()

    assert refused.errors == {"The few": "Choose at least one person."}


def test_the_digest_cannot_go_where_a_guest_reads(talk, two):
    assert two
    form = talk.mara.opens_home().clicks("Launch")
    form.chooses("To whom", "Everybody who runs or looks after something (2)")

    refused = form.chooses("Leaders' digest in", "#with-guest").saves()

    assert "A guest reads this channel" in str(refused.errors)
    assert "Launch: nobody is written to yet." in talk.mara.opens_home().text
