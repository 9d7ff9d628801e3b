"""The client goes to Slack and nowhere else, once, and counts."""

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.client import ElsewhereError, build_client, word_of
from bot.hosts import Hosts
from bot.metrics import Metrics
from sandbox.faults import Drop, HalfBody, Limit, Reply, Say, Status

TOKEN = "xoxb-sandbox-bot"  # noqa: S105  # opens nothing but the sandbox
SLACK = "https://slack.com/api/"
LOCAL = "http://127.0.0.1:8090/api/"


class Redirect:
    """Slack, or somebody in between, sends us elsewhere."""

    after = False

    def __init__(self, url):
        self.url = url

    def spoil(self, _reply):
        return Reply(302, b"", {"location": self.url})


@pytest.fixture
def client(slack):
    return build_client(TOKEN, slack.api_url, Metrics())


def calls(client, outcome):
    labels = {"method": "auth.test", "outcome": outcome}
    return client.metrics.registry.get_sample_value("trefoil_slack_calls_total", labels)


@pytest.mark.parametrize(
    ("api_url", "url", "allowed"),
    [
        (SLACK, "https://hooks.slack.com/actions/T1/2/x", True),
        (SLACK, "https://files.slack.com/upload/1", True),
        (SLACK, "wss://wss-primary.slack.com/link/?ticket=1", True),
        (SLACK, "ws://wss-primary.slack.com/link/?ticket=1", False),
        (SLACK, "http://hooks.slack.com/actions", False),
        (SLACK, "https://slack.com.evil.example/", False),
        (SLACK, "https://evilslack.com/", False),
        (SLACK, "https://evil.example/slack.com", False),
        (SLACK, "https://slack.com@evil.example/", False),
        (SLACK, "https://slack.com:8443/", False),
        (SLACK, "file:///etc/passwd", False),
        (SLACK, "https://[", False),
        (SLACK, "", False),
        ("https://slack-gov.com/api/", "https://hooks.slack-gov.com/x", True),
        ("https://slack-gov.com/api/", "https://hooks.slack.com/x", False),
        (LOCAL, "http://127.0.0.1:8090/response/1", True),
        (LOCAL, "ws://127.0.0.1:8090/link/?ticket=1", True),
        (LOCAL, "http://127.0.0.1:8091/response/1", False),
        (LOCAL, "http://localhost:8090/", False),
        (LOCAL, "https://hooks.slack.com/actions", False),
        (LOCAL, "http://127.0.0.1:99999/", False),
    ],
)
def test_only_slack_or_the_one_that_stands_in_for_it_may_be_contacted(api_url, url, allowed):
    assert Hosts(api_url).allows(url) is allowed


def test_a_redirect_is_not_followed_and_takes_no_token_along(slack, client):
    slack.faults.next("auth.test", Redirect(f"{slack.api_url}users.list"))

    with pytest.raises((SlackApiError, SlackRequestError)):
        client.auth_test()
    assert [exchange.kind for exchange in slack.traffic] == ["auth.test"]


def test_an_upload_to_another_host_is_not_made(client):
    with pytest.raises(ElsewhereError):
        client.api_call("https://evil.example/api/x")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Drop(), "unreachable"),
        (HalfBody(), "unreachable"),
        (Say("token_revoked"), "token_revoked"),
        (Limit(3), "ratelimited"),
        (Status(503), "unreadable"),
    ],
)
def test_each_outcome_is_counted_and_nothing_is_sent_twice(slack, client, fault, outcome):
    slack.faults.next("auth.test", fault)

    with pytest.raises(Exception):  # noqa: B017, PT011  # which one, test_each_word_... says
        client.auth_test()
    assert calls(client, outcome) == 1
    assert len(slack.traffic) == 1


def test_a_call_that_goes_well_is_ok(client):
    client.auth_test()

    assert calls(client, "ok") == 1


def test_of_an_error_only_slacks_own_word_is_told():
    def said(error):
        return word_of(SlackApiError("", {"ok": False, "error": error}))

    assert said("invalid_auth") == "invalid_auth"
    assert said("Received a response in a non-JSON format: <html>") == "unreadable"
    assert said(None) == "unreadable"
    assert word_of(TimeoutError("https://slack.com/?token=xoxb-1")) == "TimeoutError"


def test_the_bytes_of_a_file_go_to_slack_or_nowhere(slack, client):
    place = client.files_getUploadURLExternal(filename="a.xlsx", length=2)

    assert client.upload("https://evil.example/upload/1", b"PK") is None
    assert client.upload(place["upload_url"], b"PK") == 200
    assert client.upload(f"{slack.url}upload/none", b"PK") != 200
