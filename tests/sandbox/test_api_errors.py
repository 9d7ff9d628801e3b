"""The codes with which methods refuse are Slack's own, method by method."""

import json

import pytest

from sandbox.api.methods import METHODS
from sandbox.rates import RATES

TIERS = {"t2": 20, "t3": 50, "t4": 100}


def facts_of(facts, method):
    return json.loads((facts / "methods" / f"{method}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_refuses_with_codes_that_slack_gives_for_it(facts, method):
    declared = set(METHODS[method].errors.split())

    assert declared - set(facts_of(facts, method)["errors"]) == set()


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_wants_the_scopes_that_slack_wants(facts, method):
    wanted = set(facts_of(facts, method)["scope"].get("bot", ()))

    assert set(METHODS[method].scopes) <= wanted
    assert bool(METHODS[method].scopes) == bool(wanted)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_wants_the_arguments_that_slack_wants(facts, method):
    wanted = set(facts_of(facts, method)["args"]["required"]) - {"token", "length"}

    assert set(METHODS[method].required) == wanted


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_is_in_the_tier_that_slack_has_put_it_in(facts, method):
    tier = facts_of(facts, method)["rate_limits"]

    assert RATES[method].a_minute == TIERS.get(tier, RATES[method].a_minute)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_reads_json_where_slack_does(facts, method):
    assert METHODS[method].reads_json == bool(facts_of(facts, method).get("json_input_supported"))
