from threading import Event, Thread

import pytest
from slack_sdk.errors import SlackApiError

from bot.client import SlackClient, build_client
from bot.directory import Directory
from bot.metrics import Metrics
from handlers.slack import File
from models.account import Profile
from models.room import Room


class FakeSlack(SlackClient):
    """Answers from a list for each method, in order; the last answer stays."""

    def __init__(self, **answers):
        super().__init__("xoxb-test", "http://127.0.0.1:9/api/", Metrics())
        self.answers = {name: list(given) for name, given in answers.items()}
        self.asked = []

    def __copy__(self):
        return self

    def api_call(self, api_method, **arguments):
        self.asked.append((api_method, arguments.get("params") or arguments.get("json") or {}))
        given = self.answers[api_method]
        answer = given.pop(0) if len(given) > 1 else given[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Stopwatch:
    """A test moves it on."""

    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def stopwatch():
    return Stopwatch()


def limited(after=None):
    headers = {} if after is None else {"Retry-After": after}
    answer = type("Answer", (dict,), {"headers": headers})({"error": "ratelimited"})
    return SlackApiError("ratelimited", answer)


def refused(code):
    return SlackApiError(code, type("Answer", (dict,), {"headers": {}})({"error": code}))


def room(*pages, **facts):
    """Return a Slack in which one channel has these pages of members."""
    last = len(pages) - 1
    members = [
        {"members": list(page), "response_metadata": {"next_cursor": "" if n == last else f"c{n}"}}
        for n, page in enumerate(pages)
    ]
    channel = {"id": "C1", "is_member": True} | facts
    return FakeSlack(
        **{"conversations.info": [{"channel": channel}], "conversations.members": members}
    )


def seen(*ids):
    return Room(is_shared=False, has_bot=True, member_ids=frozenset(ids))


def test_a_room_has_the_members_of_all_pages():
    slack = room(["U1", "U2"], ["U3"])

    assert Directory(slack).room_of("C1") == seen("U1", "U2", "U3")
    assert [asked.get("cursor") for name, asked in slack.asked[1:]] == [None, "c0"]


@pytest.mark.parametrize(
    ("facts", "is_shared"),
    [
        ({}, False),
        ({"is_ext_shared": True, "is_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"pending_shared": ["T2"]}, True),
        ({"is_shared": True}, True),
        ({"is_shared": True, "is_org_shared": True}, False),
    ],
)
def test_a_channel_is_shared_once_another_company_is_connected_or_invited(facts, is_shared):
    found = Directory(room(["U1"], **facts)).room_of("C1")

    assert found
    assert found.is_shared is is_shared


def test_what_is_known_of_a_room_is_kept_for_ten_minutes(stopwatch):
    slack = room(["U1"])
    directory = Directory(slack, stopwatch)

    directory.room_of("C1")
    stopwatch.seconds = 599
    directory.room_of("C1")
    assert len(slack.asked) == 2

    stopwatch.seconds = 600
    directory.room_of("C1")
    assert len(slack.asked) == 4


def test_a_room_is_forgotten_when_its_readers_change():
    slack = room(["U1"])
    directory = Directory(slack)
    directory.room_of("C1")

    directory.forget_room("C1")
    directory.room_of("C1")

    assert len(slack.asked) == 4


def test_a_change_during_the_look_is_not_missed():
    slack = room(["U1"])
    directory = Directory(slack)
    look = slack.api_call

    def changes(api_method, **arguments):
        directory.forget_room("C1")
        return look(api_method, **arguments)

    slack.api_call = changes
    directory.room_of("C1")
    slack.api_call = look
    directory.room_of("C1")

    assert len(slack.asked) == 4


@pytest.mark.parametrize(
    "silence", [refused("channel_not_found"), TimeoutError(), ConnectionResetError()]
)
def test_a_room_of_which_slack_does_not_tell_is_not_known(silence):
    slack = FakeSlack(**{"conversations.info": [silence]})

    assert Directory(slack).room_of("C1") is None


def test_a_room_that_takes_too_long_to_see_is_not_known(stopwatch):
    slack = room(["U1"], ["U2"])
    look = slack.api_call

    def slowly(api_method, **arguments):
        stopwatch.seconds += 0.6
        return look(api_method, **arguments)

    slack.api_call = slowly

    assert Directory(slack, stopwatch).room_of("C1") is None


def test_what_was_not_known_is_asked_again():
    info = [TimeoutError(), {"channel": {"is_member": True}}]
    slack = FakeSlack(**{"conversations.info": info, "conversations.members": [{"members": []}]})
    directory = Directory(slack)

    assert directory.room_of("C1") is None
    assert directory.room_of("C1") == seen()


def test_a_profile_is_that_of_the_account_and_nothing_when_slack_is_silent():
    said = {"user": {"id": "U1", "team_id": "T1", "real_name": "Ana", "profile": {}}}
    slack = FakeSlack(**{"users.info": [said, refused("user_not_found"), TimeoutError()]})
    directory = Directory(slack)

    assert directory.profile_of("U1") == Profile(slack_user_id="U1", team_id="T1", name="Ana")
    assert directory.profile_of("U1") is None
    assert directory.profile_of("U1") is None


def page(*ids, cursor=""):
    members = [{"id": id_, "team_id": "T1", "real_name": id_, "profile": {}} for id_ in ids]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def listed(*answers, waits=None):
    """Return the ids that users.list gives, and how long was waited in between."""
    waited: list[float] = []
    slack = FakeSlack(**{"users.list": answers})
    directory = Directory(slack, wait=waits or waited.append)
    return [profile.slack_user_id for profile in directory.all_profiles()], waited


def test_all_accounts_are_read_page_by_page():
    assert listed(page("U1", "U2", cursor="next"), page("U3")) == (["U1", "U2", "U3"], [])


@pytest.mark.parametrize(
    ("told", "waited"), [("7", 7), ("0", 0), (None, 30), ("soon", 30), ("-1", 30), ("9999", 120)]
)
def test_the_list_waits_as_long_as_slack_says(told, waited):
    ids, waits = listed(page("U1", cursor="next"), limited(told), page("U2"))

    assert (ids, waits) == (["U1", "U2"], [waited])


def test_a_list_that_is_not_whole_is_none():
    with pytest.raises(SlackApiError):
        listed(page("U1", cursor="next"), refused("fatal_error"))
    with pytest.raises(SlackApiError):
        listed(page("U1", cursor="next"), limited("1"))


def test_waiting_ends_when_the_process_is_to_stop():
    stopping = Event()
    stopping.set()

    with pytest.raises(SlackApiError):
        listed(limited("120"), waits=stopping.wait)


def test_many_threads_may_ask_at_once():
    slack = room(["U1"])
    directory = Directory(slack)
    found = []
    threads = [Thread(target=lambda: found.append(directory.room_of("C1"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [seen("U1")] * 8


def test_a_question_has_a_second_and_a_form_two_whatever_the_client_has():
    client = build_client("xoxb-test", "http://127.0.0.1:9/api/", Metrics())
    directory = Directory(client)

    assert (directory.look.timeout, directory.show.timeout, client.timeout) == (1, 2, 10)
    assert isinstance(directory.look, type(client))


def test_a_form_that_cannot_be_changed_is_an_error():
    gone = SlackApiError("no", {"ok": False, "error": "not_found"})

    with pytest.raises(SlackApiError):
        Directory(FakeSlack(**{"views.update": [gone]})).change_form("V1", "1.a", {})


SHEET = File("projects.xlsx", b"PK")


class Taker(FakeSlack):
    """Takes a file, and answers with a status when its bytes come."""

    def __init__(self, status: int | None = 200, **more):
        answers = {
            "conversations.open": [{"channel": {"id": "D1"}}],
            "files.getUploadURLExternal": [{"upload_url": "http://127.0.0.1:9/", "file_id": "F1"}],
            "files.completeUploadExternal": [{"files": []}],
        }
        super().__init__(**answers | more)
        self.status = status

    def upload(self, url, content):
        self.asked.append((url, content))
        return self.status


def test_a_file_goes_to_the_conversation_of_two_and_nowhere_else():
    slack = Taker()

    assert Directory(slack).send_file("U1", SHEET)
    opened, announced, uploaded, shared = slack.asked
    assert opened[1]["users"] == "U1"
    assert (announced[1]["filename"], announced[1]["length"]) == ("projects.xlsx", 2)
    assert uploaded == ("http://127.0.0.1:9/", b"PK")
    assert shared[1]["channel_id"] == "D1"


@pytest.mark.parametrize("status", [None, 302, 500])
def test_a_file_whose_bytes_were_not_taken_was_not_sent(status):
    slack = Taker(status)

    assert not Directory(slack).send_file("U1", SHEET)
    assert [name for name, _ in slack.asked if name == "files.completeUploadExternal"] == []


@pytest.mark.parametrize("method", ["conversations.open", "files.completeUploadExternal"])
def test_a_file_that_slack_refuses_was_not_sent(method):
    assert not Directory(Taker(200, **{method: [refused("missing_scope")]})).send_file("U1", SHEET)
