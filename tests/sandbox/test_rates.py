"""How often a method may be called, by a stopwatch that the test steps."""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.api.methods import METHODS
from sandbox.rates import RATES, LimitedError, Rate, Rates
from sandbox.server import Sandbox


def test_every_method_has_a_rate():
    assert set(RATES) == set(METHODS)


def test_a_bucket_fills_with_time_and_never_over_its_brim(watch):
    rates = Rates(watch)

    def spend_all():
        spent = 0
        try:
            while True:
                rates.spend("m", Rate(20, 5))
                spent += 1
        except LimitedError as error:
            return spent, error.seconds

    assert spend_all() == (5, 3)
    watch.passes(2)
    assert spend_all() == (0, 1)
    watch.passes(1)
    assert spend_all() == (1, 3)
    watch.passes(3600)
    assert spend_all() == (5, 3)


def limited(call, **arguments):
    with pytest.raises(SlackApiError) as found:
        call(**arguments)
    answer = found.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    return int(answer.headers["Retry-After"])


def test_a_channel_takes_a_short_burst_and_then_a_post_a_second(client, workspace, watch, id_of):
    for _ in range(5):
        client.chat_postMessage(channel="#apollo", text="hi")

    wait = limited(client.chat_postMessage, channel="#apollo", text="hi")

    assert client.chat_postMessage(channel=id_of("ana"), text="elsewhere")["ok"]
    watch.passes(wait)
    assert client.chat_postMessage(channel="#apollo", text="hi")["ok"]
    assert len(workspace.messages[id_of("#apollo")]) == 6


def test_a_method_over_its_tier_says_how_long_to_wait(client, watch):
    for _ in range(20):
        client.users_list()

    wait = limited(client.users_list)

    assert wait == 3
    watch.passes(wait)
    assert client.users_list()["ok"]


def test_one_method_at_its_limit_holds_no_other_up(client):
    for _ in range(20):
        client.users_list()

    assert limited(client.users_list)
    assert client.conversations_list()["ok"]


def test_rates_can_be_switched_off(workspace, client):
    with Sandbox(workspace, rates=False) as sandbox:
        client.base_url = sandbox.api_url
        for _ in range(30):
            client.users_list()

    assert len(sandbox.calls("users.list")) == 30
