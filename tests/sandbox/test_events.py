"""Events: their shapes, who hears them, and how often they come again."""

import pytest

from sandbox.again import Again
from sandbox.courier import WAITS
from tests.sandbox.ways import stage


class Watch:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture(scope="module")
def watch():
    return Watch()


@pytest.fixture(scope="module")
def stand(watch):
    with stage(stopwatch=watch) as found:
        yield found


@pytest.fixture
def ana(stand):
    return stand.person("ana")


@pytest.fixture
def heard(stand):
    """Return the events that come while the test runs."""
    before = len(stand.library.heard)
    return lambda: [
        b["event"] for b in stand.library.heard[before:] if b["type"] == "event_callback"
    ]


def test_the_wrapper(ana, stand):
    ana.posts("hello")

    told = stand.events("message")[-1]
    assert told["type"] == "event_callback"
    assert told["team_id"] == told["context_team_id"] == "T0SANDBOX0"
    assert told["event_id"].startswith("Ev")
    assert told["is_ext_shared_channel"] is False
    assert told["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T0SANDBOX0",
            "user_id": stand.workspace.app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]


def test_a_direct_message(ana, heard):
    note = ana.posts("for @ben: 1 < 2")

    (event,) = heard()
    assert (event["channel_type"], event["user"], event["ts"]) == ("im", ana.user.id, note.ts)
    assert event["text"] == "for <@U0BEN000000>: 1 &lt; 2"
    leaves = event["blocks"][0]["elements"][0]["elements"]
    assert [leaf["type"] for leaf in leaves] == ["text", "user", "text"]


def test_a_mention_is_told_apart_from_the_message(ana, heard, stand):
    bot = stand.workspace.users[stand.workspace.app.bot_user_id].real_name
    ana.posts(f"@{bot} help", in_="#apollo")

    first, second = heard()
    assert (first["type"], first["channel_type"]) == ("message", "channel")
    assert second["type"] == "app_mention"
    assert "channel_type" not in second
    assert first["ts"] == second["ts"]


def test_what_is_said_where_the_bot_is_not_is_not_told(stand, heard):
    stand.person("ben").posts("a secret", in_="#borealis")

    assert heard() == []


def test_what_the_app_did_not_subscribe_to_is_not_told(ana, heard, stand):
    ana.posts("in private", in_="#leads")

    assert "message.groups" not in stand.workspace.app.events
    assert heard() == []
    assert stand.office.tells({"type": "emoji_changed"}) is False


def test_a_thread_a_change_and_a_deletion(ana, heard):
    note = ana.posts("first", in_="#apollo")
    reply = ana.posts("second", under=note)
    ana.edits(reply, "third")
    ana.deletes(reply)

    posted, threaded, changed, deleted = heard()
    assert "thread_ts" not in posted
    assert threaded["thread_ts"] == note.ts
    assert changed["subtype"] == "message_changed"
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("third", "second")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", reply.ts)
    assert reply.is_gone


def test_a_file_is_told_with_its_message(ana, heard):
    note = ana.drops("plan.csv", b"a,b")

    message, shared = heard()
    assert message["subtype"] == "file_share"
    assert message["files"][0]["name"] == "plan.csv"
    assert shared["type"] == "file_shared"
    assert [shared["file_id"]] == note.files


def test_home_and_messages_are_told_apart(ana, heard):
    ana.opens_home()
    ana.opens_home()
    ana.opens_messages()

    first, second, third = heard()
    assert (first["tab"], third["tab"]) == ("home", "messages")
    assert second["view"]["type"] == "home"
    assert first["channel"] == third["channel"]


def test_people_come_change_and_go(stand, heard):
    new = stand.office.hires("zoe", "Zoe Ito", tz="Asia/Tokyo")
    stand.office.changes("zoe", deleted=True)

    joined, changed = heard()
    assert (joined["type"], joined["user"]["id"]) == ("team_join", new.id)
    assert joined["user"]["tz"] == "Asia/Tokyo"
    assert (changed["type"], changed["user"]["deleted"]) == ("user_change", True)


def test_members_come_and_go(stand, heard):
    elif_ = stand.person("elif")
    elif_.joins("#apollo")
    elif_.leaves("#apollo")
    bot = stand.workspace.app.bot_user_id
    stand.office.invites(bot, "#borealis", by="ben")
    stand.office.removes(bot, "#borealis")

    joined, invited = heard()
    assert (joined["user"], joined["channel_type"]) == ("U0ELIF00000", "C")
    assert (invited["user"], invited["inviter"]) == (bot, "U0BEN000000")


def test_channels_change(stand, heard):
    office = stand.office
    office.archives("#borealis", by="ben")
    office.unarchives("#borealis", by="ben")
    office.renames("#borealis", "#boreas")
    office.shares("#boreas", "T0CLIENT00")
    office.unshares("#boreas", "T0CLIENT00")

    (archived,) = heard()
    assert archived["type"] == "channel_archive"
    assert archived["user"] == "U0BEN000000"
    assert stand.workspace.channels[archived["channel"]].name == "boreas"
    assert not stand.workspace.channels[archived["channel"]].is_shared


def test_an_event_that_is_not_taken_comes_again_three_times(ana, stand, heard, watch):
    stand.library.fails.extend([RuntimeError("no")] * 4)

    ana.posts("hello")
    assert len(heard()) == 2  # the first time, and once more at once
    assert stand.office.delivers_again() == 0
    watch.seconds += WAITS[1]
    assert stand.office.delivers_again() == 1
    watch.seconds += WAITS[1]
    assert stand.office.delivers_again() == 0
    watch.seconds += WAITS[2]
    assert stand.office.delivers_again() == 1

    ids = [body["event_id"] for body in stand.events("message")[-4:]]
    assert len(set(ids)) == 1
    assert len(heard()) == 4
    watch.seconds += 1000
    assert stand.office.delivers_again() == 0


def test_an_event_that_is_taken_later_comes_no_more(ana, stand, heard):
    stand.library.fails.append(RuntimeError("no"))

    ana.posts("hello")

    assert len(heard()) == 2
    assert ana.sees.text == "You wrote: hello"
    assert stand.workspace.undelivered == []
    assert ana.courier.sent[-1].retry == 1
    assert ana.courier.sent[-1].reason == "http_error"


def test_the_same_event_may_come_twice(ana, heard):
    ana.posts("hello")

    ana.repeats()

    first, second = heard()
    assert first == second


def test_every_delivery_is_recorded(ana, stand):
    stand.sandbox.traffic.clear()
    ana.posts("hello")

    told, answered = stand.sandbox.traffic.of("message"), stand.sandbox.calls("chat.postMessage")
    assert told[0].status == 200
    assert told[0].arguments["event"]["text"] == "hello"
    assert answered[0]["text"] == "You wrote: hello"


def test_a_thread_delivers_what_is_due(ana, stand, heard, watch):
    stand.library.fails.extend([RuntimeError("no")] * 2)
    ana.posts("three times")
    watch.seconds += 60

    with Again(stand.office.courier, every=0.001):
        ana.waits_for("You wrote: three times")

    assert len(heard()) == 3


def test_the_address_of_the_app_is_verified(stand):
    assert stand.office.verifies_url()
