"""Signed HTTP: the signature, what counts as no answer, and what may be forged."""

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from socket import SHUT_WR, create_server
from threading import Thread

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from sandbox.delivery import Envelope, Kind, NoAnswerError, SlackSaysError
from sandbox.signed import HttpTransport, headers_of, signature
from tests.sandbox.ways import stage

AT = datetime(2030, 5, 6, 12, tzinfo=UTC)
COMMAND = Envelope(Kind.COMMAND, {"command": "/shelf", "text": "ä & b"}, AT)


class Noon(Clock):
    def now(self):
        return AT.timestamp()


def answer(server, reply):
    """Answer, and read until the other side has closed."""
    line, _ = server.accept()
    line.recv(65536)
    if reply is not None:
        line.sendall(reply)
        line.shutdown(SHUT_WR)
    with line, suppress(ConnectionError):
        while line.recv(65536):
            pass


@contextmanager
def answering(reply):
    """Answer one connection with these bytes; None: say nothing until the other side has gone."""
    with create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=answer, args=(server, reply))
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/slack/events"
        thread.join()


def test_the_signature_is_the_one_slack_documents():
    # the example of Slack's own page on verifying requests
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )

    found = signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)

    assert found == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


@pytest.mark.parametrize(
    "envelope",
    [
        COMMAND,
        Envelope(Kind.INTERACTIVE, {"type": "view_submission", "view": {"id": "ß"}}, AT),
        Envelope(Kind.EVENT, {"type": "event_callback", "event": {"type": "message"}}, AT),
    ],
)
def test_the_sdk_takes_the_signature(envelope):
    verifier = SignatureVerifier("secret", Noon())

    assert verifier.is_valid_request(envelope.body, headers_of(envelope, "secret"))
    assert not verifier.is_valid_request(envelope.body + " ", headers_of(envelope, "secret"))


def test_an_event_that_comes_again_says_so():
    again = Envelope(Kind.EVENT, {"event": {}}, AT, retry=2, reason="http_timeout")

    headers = headers_of(again, "secret")

    assert headers["content-type"] == "application/json"
    assert headers["x-slack-retry-num"] == "2"
    assert headers["x-slack-retry-reason"] == "http_timeout"


def test_the_answer_is_brought_back_with_its_headers():
    reply = b"HTTP/1.1 500 No\r\nX-Slack-No-Retry: 1\r\nContent-Length: 4\r\n\r\noops"
    with answering(reply) as url:
        answer = HttpTransport(url, "secret").deliver(COMMAND)

    assert (answer.status, answer.text) == (500, "oops")
    assert answer.headers["x-slack-no-retry"] == "1"


def test_silence_is_a_timeout():
    with answering(None) as url, pytest.raises(NoAnswerError) as said:
        HttpTransport(url, "secret", limit=0.05).deliver(COMMAND)

    assert said.value.reason == "http_timeout"


def test_who_waits_too_long_sees_an_error_though_the_program_goes_on():
    with stage("http") as stand:
        stand.transport.limit = 0.05
        with pytest.raises(SlackSaysError, match="operation_timeout"):
            stand.person("ana").types("/slow")
        stand.library.may_go.set()


@pytest.mark.parametrize("reply", [b"", b"nonsense\r\n\r\n"])
def test_a_broken_answer_is_none(reply):
    with answering(reply) as url, pytest.raises(NoAnswerError) as said:
        HttpTransport(url, "secret").deliver(COMMAND)

    assert said.value.reason == "connection_failed"


def test_nobody_there_is_no_answer():
    with create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

    with pytest.raises(NoAnswerError):
        HttpTransport(url, "secret").deliver(COMMAND)


def test_a_stale_or_forged_request_is_refused_by_bolt():
    with stage("http") as stand:
        ana = stand.person("ana")
        ana.types("/shelf")
        secret = stand.workspace.app.signing_secret
        late = Envelope(ana.last.kind, ana.last.payload, datetime(2020, 1, 1, tzinfo=UTC))
        forged = headers_of(ana.last, "another secret")

        statuses = [
            stand.transport.deliver_raw(headers, ana.last.body).status
            for headers in (headers_of(ana.last, secret), headers_of(late, secret), forged)
        ]

    assert statuses == [200, 401, 401]
