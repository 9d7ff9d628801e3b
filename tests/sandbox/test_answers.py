"""Answers that Slack would not take, and those that it would though they look odd."""

import json

import pytest

from sandbox.answers import after_submission, options_of, reply_to_command
from sandbox.delivery import Answer, SlackSaysError
from sandbox.elements import interactive
from sandbox.modals import named
from sandbox.state import View
from tests.sandbox import library
from tests.sandbox.library import option

FORM = {"command": "/shelf", "user_id": "U0ANA000000", "channel_id": "C0APOLLO000"}
(BOOK, *_) = interactive(library.lending()["blocks"])


def answer(body):
    return Answer(200, body if isinstance(body, str) else json.dumps(body))


@pytest.fixture
def reply(workspace):
    """Return what lets a command be answered so, and gives what stands in the channel then."""

    def reply(body):
        reply_to_command(workspace, FORM, answer(body))
        return [(m.text, m.only_for) for m in workspace.messages.get("C0APOLLO000", [])]

    return reply


@pytest.fixture
def view(workspace):
    shown = View("V1", "U0ANA000000", named(workspace, library.lending()), "1.a", "V1")
    workspace.views["V1"] = shown
    workspace.stacks["U0ANA000000"] = ["V1"]
    return shown


@pytest.mark.parametrize("body", ["", "{}", {"response_type": "in_channel"}])
def test_an_empty_reply_shows_nothing(reply, body):
    assert reply(body) == []


@pytest.mark.parametrize("body", ["41", '"quoted"', "[1]", "plain"])
def test_what_is_no_object_is_the_text_itself(reply, body):
    assert reply(body) == [(body, "U0ANA000000")]


@pytest.mark.parametrize(
    "body", [{"text": 1}, {"blocks": {}}, {"text": "a", "response_type": "in_thread"}]
)
def test_a_reply_that_is_no_message_is_refused(reply, body):
    with pytest.raises(SlackSaysError, match="/shelf failed"):
        reply(body)


@pytest.mark.parametrize("body", ["", "  ", "{}"])
def test_an_empty_answer_closes_the_form(workspace, view, body):
    assert after_submission(workspace, view, answer(body)) == {}
    assert workspace.stacks["U0ANA000000"] == []


@pytest.mark.parametrize(
    "body",
    [
        "ok",
        {"text": "saved"},
        {"response_action": "errors"},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"note": ""}},
        {"response_action": "errors", "errors": {"note": 3}},
        {"response_action": "errors", "errors": {"state": "no input block"}},
        {"response_action": "push"},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_what_slack_does_not_know_leaves_the_form_open(workspace, view, body):
    with pytest.raises(SlackSaysError, match="We had some trouble connecting"):
        after_submission(workspace, view, answer(body))

    assert workspace.stacks["U0ANA000000"] == ["V1"]


def test_options_may_come_in_groups():
    groups = [{"label": library.words(c), "options": [option(c)]} for c in "ab"]

    assert options_of(BOOK, answer({"option_groups": groups})) == [option("a"), option("b")]
    assert options_of(BOOK, answer({"options": []})) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "the answer holds no options"),
        ({"options": None}, "the answer holds no options"),
        ({"options": [option(str(n)) for n in range(101)]}, "101 options, and 100 is the most"),
        ({"options": ["Dune"]}, "this is no option"),
        ({"options": [option("x" * 76)]}, "this is no option"),
        ({"options": [{"text": library.words("x"), "value": "x" * 151}]}, "this is no option"),
        ({"options": [{"text": library.words("x")}]}, "this is no option"),
    ],
)
def test_options_that_slack_does_not_show(body, said):
    with pytest.raises(SlackSaysError, match=said):
        options_of(BOOK, answer(body))
