"""What goes wrong on demand, as the SDK's client meets it."""

from concurrent.futures import ThreadPoolExecutor
from http.client import IncompleteRead, RemoteDisconnected
from threading import Event

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.faults import Drop, HalfBody, Hang, Limit, Say, Status

POST = "chat.postMessage"


@pytest.fixture
def post(client):
    return lambda: client.chat_postMessage(channel="#apollo", text="hi")


@pytest.fixture
def posted(workspace, id_of):
    """Return what counts the messages that were accepted."""
    return lambda: len(workspace.messages.get(id_of("#apollo"), ()))


@pytest.mark.parametrize(
    "case",
    [
        (Drop(), RemoteDisconnected, 0),
        (Drop(after=True), RemoteDisconnected, 1),
        (Drop(is_reset=True), ConnectionResetError, 0),
        (Drop(after=True, is_reset=True), ConnectionResetError, 1),
        (HalfBody(), IncompleteRead, 1),
    ],
)
def test_a_line_is_cut_before_or_after_acceptance(sandbox, post, posted, case):
    fault, error, accepted = case
    sandbox.faults.next(POST, fault)

    with pytest.raises(error):
        post()

    assert posted() == accepted
    assert post()["ok"]  # the fault was good once


def test_the_sdk_posts_twice_where_the_answer_was_lost(sandbox, posted):
    ready_made = WebClient(sandbox.workspace.app.bot_token, sandbox.api_url)
    sandbox.faults.next(POST, Drop(after=True))

    ready_made.chat_postMessage(channel="#apollo", text="hi")

    assert posted() == 2
    assert [exchange.is_accepted for exchange in sandbox.traffic.of(POST)] == [True, True]


def response(call):
    with pytest.raises(SlackApiError) as found:
        call()
    return found.value.response


@pytest.mark.parametrize("after", [True, False])
def test_slack_says_an_error_of_its_own(sandbox, post, posted, after):
    sandbox.faults.next(POST, Say("internal_error", after=after))

    assert response(post).data == {"ok": False, "error": "internal_error"}
    assert posted() == after


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_page_stands_in_for_slack(sandbox, post, posted, status):
    sandbox.faults.next(POST, Status(status))

    answer = response(post)

    assert answer.status_code == status
    assert "<html>" in answer.data["error"]
    assert posted() == 0


@pytest.mark.parametrize(("told", "header"), [(37, "37"), ("soon", "soon"), (None, None)])
def test_a_limit_is_told_well_badly_or_not_at_all(sandbox, post, posted, told, header):
    sandbox.faults.next(POST, Limit(told))

    answer = response(post)

    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers.get("Retry-After") == header
    assert posted() == 0


def test_an_answer_hangs_until_it_is_let_go(sandbox, client, post, posted):
    hang = Hang(Event(), after=True)
    sandbox.faults.next(POST, hang)

    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(post)
        hang.arrived.wait()
        assert client.auth_test()["ok"]  # other calls are answered meanwhile
        hang.until.set()
        assert hanging.result()["ok"]

    assert posted() == 1


def test_a_call_that_hangs_unaccepted_is_cut(sandbox, client, posted):
    sandbox.faults.next(POST, Hang(Event()))
    client.timeout = 0.01

    with pytest.raises(TimeoutError):
        client.chat_postMessage(channel="#apollo", text="hi")

    assert posted() == 0


def test_faults_come_in_order_then_what_always_goes_wrong_until_it_is_cleared(sandbox, post):
    sandbox.faults.always(POST, Say("fatal_error"))
    sandbox.faults.next(POST, Say("internal_error"), Limit(1))

    said = [response(post)["error"] for _ in range(4)]
    sandbox.faults.clear()

    assert said == ["internal_error", "ratelimited", "fatal_error", "fatal_error"]
    assert post()["ok"]


def test_a_fault_can_wait_for_whatever_is_called(sandbox, post, client):
    sandbox.faults.always("*", Say("token_revoked"))

    assert {response(post)["error"], response(client.auth_test)["error"]} == {"token_revoked"}


def test_the_traffic_tells_what_was_done_to_an_answer(sandbox, post):
    sandbox.faults.next(POST, Limit(37))

    response(post)

    (exchange,) = sandbox.traffic.of(POST)
    assert exchange.fault == repr(Limit(37))
    assert not exchange.is_accepted
