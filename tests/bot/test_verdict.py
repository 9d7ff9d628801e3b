"""What each error says about a message: only what was surely not taken is sent again."""

import json
import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected
from pathlib import Path
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.client import ElsewhereError
from bot.contact import REFUSALS
from bot.verdict import IN_TROUBLE, LIMITED, NOT_ALLOWED, verdict_on
from models.delivery.verdict import Barred, Later, Perhaps, Refused, Unreached

METHODS = Path(__file__).parents[3] / "shared" / "slack" / "methods"
DEFINITE = ("channel_not_found", "is_archived", "not_in_channel", "invalid_blocks", "no_text")
CLIENT: object = None


@pytest.fixture
def words():
    """Return every word with which Slack refuses a post."""
    path = METHODS / "chat.postMessage.json"
    if not path.exists():
        pytest.skip(f"NOT CHECKED: Slack's words for chat.postMessage are not at {path}")
    return sorted(json.loads(path.read_text(encoding="utf-8"))["errors"])


def said(word, status=200, **headers):
    response = SlackResponse(
        client=CLIENT,
        http_verb="POST",
        api_url="x",
        req_args={},
        data={"ok": False, "error": word},
        headers=headers,
        status_code=status,
    )
    return SlackApiError("x", response)


def kind_of(word):
    for words, kind in (
        (LIMITED | NOT_ALLOWED, Later),
        (IN_TROUBLE, Perhaps),
        (REFUSALS, Barred),
    ):
        if word in words:
            return kind
    return Refused


def test_every_word_of_slack_has_its_verdict(words):
    found = {word: type(verdict_on(said(word))) for word in words}

    assert found == {word: kind_of(word) for word in words}
    assert {word for word, kind in found.items() if kind is Later} == {"rate_limited"}


@pytest.mark.parametrize("word", DEFINITE)
def test_a_definite_no_is_one(word):
    assert verdict_on(said(word)) == Refused(word)


@pytest.mark.parametrize("word", sorted(REFUSALS))
def test_a_word_about_our_token_is_no_word_about_the_message(word):
    assert verdict_on(said(word)) == Barred(word)


@pytest.mark.parametrize("word", sorted(IN_TROUBLE))
def test_slack_in_trouble_may_have_taken_it(word):
    assert verdict_on(said(word)) == Perhaps(word, is_down=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "37"}, 37),
        ({"retry-after": "1"}, 1),
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "0"}, None),
        ({"Retry-After": "999999"}, None),
        ({"Retry-After": "1.5"}, None),
    ],
)
@pytest.mark.parametrize("status", [200, 429])
def test_too_many_is_later(headers, seconds, status):
    assert verdict_on(said("ratelimited", status, **headers)) == Later(seconds)


def test_429_counts_whatever_stands_in_it():
    page = SlackApiError("x", {"status": 429, "headers": {"Retry-After": "5"}, "body": "<html>"})

    assert verdict_on(page) == Later(5)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_page_of_what_stands_before_slack_is_no_answer(status):
    page = SlackApiError("x", {"status": status, "headers": {}, "body": "<html>"})

    assert verdict_on(page) == Perhaps(f"status_{status}", is_down=True)


def test_an_answer_that_is_none_is_no_no():
    page = SlackApiError("x", {"status": 200, "headers": {}, "body": "<html>"})

    assert verdict_on(page) == Perhaps("unreadable")
    assert verdict_on(said("channel_not_found", 404)) == Perhaps("unreadable")


@pytest.mark.parametrize(
    "error",
    [
        URLError(ConnectionRefusedError()),
        URLError(socket.gaierror(-2, "unknown")),
        URLError(ssl.SSLCertVerificationError()),
        URLError(OSError(101, "no way")),
        ElsewhereError(),
    ],
    ids=repr,
)
def test_without_a_connection_nothing_was_sent(error):
    assert isinstance(verdict_on(error), Unreached)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        URLError(TimeoutError()),
        URLError(ConnectionResetError()),
        ConnectionResetError(),
        RemoteDisconnected("x"),
        IncompleteRead(b""),
        BrokenPipeError(),
        SlackRequestError("x"),
        UnicodeDecodeError("utf-8", b"", 0, 1, "x"),
        KeyError("ts"),
    ],
    ids=repr,
)
def test_all_else_may_have_arrived(error):
    assert verdict_on(error) == Perhaps(type(error).__name__)
