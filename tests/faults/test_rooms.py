"""Channels: nothing of ours where a guest or another company reads, or nobody knows who does."""

from datetime import timedelta

import pytest
from sqlmodel import delete

from models.account import Account
from models.delivery.refusal import REFUSED
from models.outbox import Fate
from sandbox.faults import Drop, Say, Status


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        ("#with-guest", "open_room:guest"),
        ("#with-client", "open_room:shared"),
        ("#quiet", "open_room:absent"),
    ],
)
def test_a_channel_with_others_in_it_gets_nothing_and_the_leaders_hear_why(office, channel, why):
    office.leader("mara")
    office.post("digest", channel)

    office.drain()

    assert (office.row("digest").fate, office.why("digest")) == (Fate.FAILED, why)
    assert office.heard(channel) == []
    assert "I could not post" in office.heard("mara")[0]


def test_a_channel_of_colleagues_gets_it(office):
    office.post("digest", "#apollo")

    office.drain()

    assert office.heard("#apollo") == ["digest"]


def test_who_joined_a_moment_ago_is_seen(office):
    office.post("first", "#apollo")
    office.drain()
    workspace = office.sandbox.workspace
    guest = next(user.id for user in workspace.users.values() if user.name == "gus")
    workspace.channels[office.channel("apollo")].members.add(guest)

    office.post("second", "#apollo")
    office.drain()

    assert office.heard("#apollo") == ["first"]
    assert office.why("second") == "open_room:guest"


def test_nobody_looks_into_a_channel_for_what_goes_to_a_person(office):
    office.post("hello")
    office.post("digest", "#apollo")

    office.deliver.send_one()

    assert office.heard() == ["hello"]
    assert office.calls("conversations.info") == 0


@pytest.mark.parametrize("fault", [Drop(), Status(503), Say("ratelimited")], ids=repr)
def test_a_channel_of_which_slack_does_not_tell_waits(office, fault):
    office.post("digest", "#apollo")
    office.post("hello")
    office.fails(fault, method="conversations.info")

    office.deliver()
    assert office.fates()["digest"] == "pending"
    office.drain(90)

    assert office.heard("#apollo") == ["digest"]
    assert office.heard("ana") == ["hello"]


def test_a_channel_that_is_gone_is_refused(office):
    office.leader("mara")
    office.post("digest", "#apollo")
    office.fails(Say("channel_not_found"), method="conversations.info")

    office.drain()

    assert office.why("digest") == "channel_not_found"
    assert [row.fate for row in office.rows() if row.kind == REFUSED] == [Fate.SENT]


@pytest.fixture
def unknown(office):
    """Let the directory not know Ben, who reads in the channel."""
    workspace = office.sandbox.workspace
    ben = next(user.id for user in workspace.users.values() if user.name == "ben")
    workspace.channels[office.channel("apollo")].members.add(ben)
    office.leader("mara")
    with office.database.begin() as session:
        session.exec(delete(Account).where(Account.slack_user_id == ben))


@pytest.mark.usefixtures("unknown")
def test_a_reader_who_is_new_is_asked_about(office):
    office.post("digest", "#apollo")

    office.drain()

    assert office.heard("#apollo") == ["digest"]


@pytest.mark.usefixtures("unknown")
def test_while_a_reader_is_not_known_it_waits(office):
    office.sandbox.faults.always("users.info", Status(503))
    office.post("digest", "#apollo")
    office.drain(5)
    assert office.row("digest").fate is Fate.PENDING

    office.sandbox.faults.clear()
    office.drain(70)

    assert office.heard("#apollo") == ["digest"]


@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize("span", [timedelta(hours=6), None])
def test_a_reader_who_stays_unknown_is_told_to_the_leaders_in_the_end(office, span):
    office.sandbox.faults.always("users.info", Status(503))
    office.post("digest", "#apollo", stale_at=span and office.clock() + span)
    office.drain(3)

    office.passes(hours=6)
    office.drain(3)

    assert (office.row("digest").fate, office.why("digest")) == (Fate.FAILED, "open_room:unknown")
    assert "I do not know everybody" in office.heard("mara")[0]
