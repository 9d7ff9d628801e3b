"""What may have arrived: looked for, sent again once, or put before the leaders."""

from datetime import timedelta

import pytest

from models.delivery.doubt import LOST, UNCERTAIN, UNSURE
from models.outbox import Fate
from sandbox.faults import Drop, Say, Status
from tests.talk import Talk
from views.ids import ActionId

NO_SCOPE = Say("missing_scope")


@pytest.fixture
def doubtful(office):
    """Let a digest be posted to a channel without Slack saying so, and the leaders be asked."""
    office.leader("mara")
    office.leader("dora")

    def make(fault):
        office.post("digest", "#apollo")
        office.fails(fault)
        office.deliver()
        office.passes(seconds=6)
        office.settle()
        office.drain(8)

    return make


@pytest.fixture
def talk(office, clock):
    talk = Talk(office.sandbox, office.database, clock)
    yield talk
    talk.gate.shut_down()


def test_where_nobody_can_look_a_person_gets_it_once_more(office):
    office.post("hello")
    office.fails(Drop(after=True))
    office.sandbox.faults.always("conversations.history", NO_SCOPE)

    office.drain()

    assert office.heard() == ["hello", "hello"]
    assert (office.row("hello").fate, office.row("hello").resent) == (Fate.SENT, True)


def test_and_never_a_third_time(office):
    office.post("hello")
    office.fails(Drop(after=True), Drop(after=True))
    office.sandbox.faults.always("conversations.history", NO_SCOPE)

    office.drain()

    assert len(office.heard()) == 2
    assert (office.row("hello").fate, office.why("hello")) == (Fate.FAILED, UNCERTAIN)


@pytest.mark.parametrize("fault", [Status(503), Drop(), Say("ratelimited")], ids=repr)
def test_while_slack_does_not_answer_nothing_is_concluded(office, fault):
    office.post("hello")
    office.fails(Drop(after=True))
    office.fails(*[fault] * 3, method="conversations.history")

    for _ in range(5):
        office.drain(2)
        office.passes(seconds=60)

    assert office.heard() == ["hello"]
    assert (office.row("hello").fate, office.row("hello").resent) == (Fate.SENT, False)


def test_a_reply_in_a_thread_is_found_there(office):
    base = office.post("asked")
    office.post("reply", thread_of_id=base)
    office.deliver()
    office.passes(seconds=1)
    office.fails(Drop(after=True))

    office.drain()

    assert office.heard() == ["asked", "reply"]
    assert office.row("reply").ts == office.last().ts


def test_what_somebody_else_marked_is_not_ours(office):
    office.post("hello")
    office.fails(Drop(after=True))
    office.deliver()
    office.last().metadata["event_type"] = "other"

    office.drain(8)

    assert office.row("hello").fate is Fate.UNKNOWN


def test_who_left_meanwhile_is_looked_for_no_more_and_given_up(office):
    office.post("hello")
    office.fails(Drop())
    office.deliver()
    ana = office.person("ana")
    with office.database.begin() as session:
        session.merge(ana).active = False

    office.drain(10)
    office.passes(minutes=1)
    office.drain(10)

    assert (office.row("hello").fate, office.why("hello")) == (Fate.FAILED, "inactive")


@pytest.mark.parametrize("fault", [Drop(after=True), Drop()], ids=["arrived", "lost"])
def test_of_a_channel_leaders_are_asked_and_nothing_is_sent_by_guess(office, doubtful, fault):
    doubtful(fault)

    assert office.row("digest").fate is Fate.UNKNOWN
    for name in ("mara", "dora"):
        assert office.heard(name) == ["I am not sure that the message arrived. Is it there?"]
    office.passes(hours=3)
    office.drain(3)
    assert len(office.heard("mara")) == 1


def test_it_is_there(office, doubtful, talk):
    doubtful(Drop(after=True))

    talk.mara.reads()[-1].clicks("It is there")

    assert "Noted: it is there." in office.last("mara").text
    assert office.row("digest").fate is Fate.SENT
    office.drain(3)
    assert office.heard("#apollo") == ["digest"]


HOURS = timedelta(hours=6)


@pytest.fixture
def threaded(office):
    """Let a digest with one list below be in doubt for nine hours; it was wanted for six."""
    office.leader("mara")
    stale = office.clock() + HOURS
    base = office.post("digest", "#apollo", stale_at=stale)
    office.fails(Drop())
    office.deliver()
    office.post("list", "#apollo", thread_of_id=base, stale_at=stale)
    office.passes(seconds=6)
    office.settle()
    office.drain(8)
    office.passes(hours=9)
    office.settle()


@pytest.mark.usefixtures("threaded")
def test_what_a_leader_wants_posted_again_is_posted_however_late(office, talk):
    talk.mara.reads()[-1].clicks("Post again")
    office.drain(8)

    assert office.heard("#apollo") == ["digest", "list"]
    assert office.row("list").ts == office.last("#apollo").ts


@pytest.mark.usefixtures("threaded")
def test_below_what_a_leader_saw_nothing_can_hang_so_it_stands_by_itself(office, talk):
    talk.mara.reads()[-1].clicks("It is there")
    office.drain(8)

    assert office.heard("#apollo") == ["list"]
    assert "thread_ts" not in office.sandbox.calls("chat.postMessage")[-1]


@pytest.mark.usefixtures("threaded")
def test_what_no_leader_answers_is_given_up_after_three_days(office):
    for _ in range(3):
        office.passes(days=1)
        office.settle()
        office.drain(2)

    assert (office.row("digest").fate, office.why("digest")) == (Fate.FAILED, UNCERTAIN)
    assert office.row("list").fate is Fate.DROPPED


def test_an_answer_after_the_first_changes_nothing(office, doubtful, talk):
    doubtful(Drop())

    talk.mara.reads()[-1].clicks("Post again")
    office.drain(5)
    talk.dora.reads()[-1].clicks("It is there")

    assert office.heard("#apollo") == ["digest"]
    assert (office.row("digest").fate, office.row("digest").attempts) == (Fate.SENT, 2)


def test_the_question_is_not_asked_of_who_leads_no_more_nor_when_it_is_settled(office):
    office.leader("mara")
    office.post("digest", "#apollo")
    office.fails(Drop())
    office.deliver()
    office.passes(seconds=6)
    office.settle()
    row = next(row for row in office.rows() if row.kind == UNSURE)
    with office.database.begin() as session:
        session.merge(office.row("digest")).fate = Fate.SENT

    office.drain(3)

    assert (office.row(row.key).fate, office.why(row.key)) == (Fate.DROPPED, "settled")
    assert office.heard("mara") == []


def test_lost_is_said_of_what_was_lost_twice(office):
    office.post("hello")
    office.fails(Drop(), Drop())
    for _ in range(3):
        office.drain(2)
        office.passes(seconds=61)

    assert office.why("hello") == LOST


def test_the_button_is_for_leaders_alone(office, doubtful, talk):
    doubtful(Drop())

    talk.ana.sends(click(talk, talk.ana.user, office.row("digest").id))

    assert office.row("digest").fate is Fate.UNKNOWN


def click(talk, user, row_id):
    pressed = {"action_id": ActionId.OUTBOX_THERE, "block_id": "b", "type": "button"}
    return {
        "type": "block_actions",
        "user": {"id": user.id, "team_id": user.team_id, "name": user.name},
        "team": {"id": talk.team_id},
        "trigger_id": "77.1.a",
        "actions": [pressed | {"value": str(row_id)}],
    }
