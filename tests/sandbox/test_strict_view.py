"""What holds for a modal and for a Home as a whole."""

import pytest

from sandbox.strict import Fault, check_view
from tests.sandbox.corpus import (
    MARKED,
    PLAIN,
    actions,
    at,
    each,
    field,
    home,
    modal,
    plain,
    section,
)

TYPING = field({"type": "plain_text_input", "action_id": "a"})
FULL = {
    "callback_id": "c",
    "external_id": "e",
    "private_metadata": "{}",
    "clear_on_close": True,
    "notify_on_close": True,
    "close": PLAIN,
}


def without(view, *keys):
    return {key: value for key, value in view.items() if key not in keys}


def picker(**keys):
    return {"type": "datepicker", **keys}


ACCEPTED = {
    "a modal in full": modal(TYPING, **FULL),
    "a modal that only tells": without(modal(section()), "submit"),
    "a Home in full": home(section(), callback_id="c", external_id="e", private_metadata="{}"),
    "a Home with an input": home(TYPING),
    "a Home with a title": home(section(), title=PLAIN),
    "metadata of nothing": modal(section(), private_metadata="", callback_id="", external_id=""),
    "one element that has the cursor": modal(
        actions(picker(focus_on_load=True), picker(focus_on_load=False))
    ),
    "answers from a form": modal(
        field({"type": "channels_select", "response_url_enabled": True}),
    ),
}
REFUSED = {
    "something that is no object": ("modal", ""),
    "a view without a type": (without(modal(section()), "type"), ""),
    "a view of no known type": ({**modal(section()), "type": "dialog"}, "/type"),
    "a step of a workflow of old": ({**modal(section()), "type": "workflow_step"}, "/type"),
    "a modal without a title": (without(modal(section()), "title"), ""),
    "a modal without blocks": (without(modal(), "blocks"), ""),
    "a modal of no blocks": (modal(), "/blocks"),
    "a Home of no blocks": (home(), "/blocks"),
    "a Home without blocks": (without(home(), "blocks"), ""),
    "blocks that are no list": ({**modal(), "blocks": "[]"}, "/blocks"),
    "marks in the title": (modal(section(), title=MARKED), "/title/type"),
    "marks in what sends": (modal(section(), submit=MARKED), "/submit/type"),
    "a title that is a mere string": (modal(section(), title="Apollo"), "/title"),
    "an empty title": (modal(section(), title={**PLAIN, "text": ""}), "/title/text"),
    "an input that cannot be sent": (without(modal(section(), TYPING), "submit"), ""),
    "a Home that is sent": (home(section(), submit=PLAIN), ""),
    "a Home that is closed": (home(section(), close=PLAIN), ""),
    "an id that Slack gives": (modal(section(), id="V1"), ""),
    "a key of workflow steps": (modal(section(), submit_disabled=True), ""),
    "no instead of a boolean": (modal(section(), notify_on_close="no"), "/notify_on_close"),
    "metadata that is no string": (modal(section(), private_metadata={}), "/private_metadata"),
    "two elements that want the cursor": (
        modal(actions(picker(focus_on_load=True)), field(picker(focus_on_load=True))),
        "/blocks/1/element/focus_on_load",
    ),
    "answers from a Home": (
        home(field({"type": "channels_select", "response_url_enabled": True})),
        "/blocks/0/element/response_url_enabled",
    ),
}

MOST = {
    "a modal has a title of 24": (lambda n: modal(section(), title=plain(n)), 24, "/title/text"),
    "a modal is sent by 24": (lambda n: modal(section(), submit=plain(n)), 24, "/submit/text"),
    "a modal is closed by 24": (lambda n: modal(section(), close=plain(n)), 24, "/close/text"),
    "a modal has 3,000 characters of metadata": (
        lambda n: modal(section(), private_metadata="x" * n),
        3000,
        "/private_metadata",
    ),
    "a callback id has 255 characters": (
        lambda n: modal(section(), callback_id="x" * n),
        255,
        "/callback_id",
    ),
    "an external id has 255 characters": (
        lambda n: modal(section(), external_id="x" * n),
        255,
        "/external_id",
    ),
    "a modal has 100 blocks": (lambda n: modal(*[section()] * n), 100, "/blocks"),
    "a Home has 100 blocks": (lambda n: home(*[section()] * n), 100, "/blocks"),
    "a Home has 3,000 characters of metadata": (
        lambda n: home(section(), private_metadata="x" * n),
        3000,
        "/private_metadata",
    ),
}


@pytest.mark.parametrize("view", ACCEPTED.values(), ids=ACCEPTED)
def test_slack_takes(view):
    assert check_view(view) == []


@pytest.mark.parametrize(("view", "place"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(view, place):
    faults = check_view(view)

    assert at(faults) == [f"/view{place}"]
    assert {fault.code for fault in faults} == {"invalid_arguments"}


def test_what_is_missing_reads_as_slack_writes_it():
    faults = check_view({"type": "modal", "surprise": 1})

    assert [str(fault) for fault in faults] == [
        "[ERROR] missing required field: title [json-pointer:/view]",
        "[ERROR] missing required field: blocks [json-pointer:/view]",
        "[ERROR] invalid additional property: surprise [json-pointer:/view]",
    ]


def test_a_view_is_no_larger_than_250_kilobytes():
    blocks = [section("ä" * 1225) for _ in range(99)]
    room = 250_000 - size(modal(*blocks, section("")))

    assert check_view(modal(*blocks, section("x" * room))) == []
    assert check_view(modal(*blocks, section("x" * (room + 1)))) == [
        Fault("/view", "must be less than 250001 bytes", "view_too_large")
    ]


def size(view):
    """Return how many bytes a view of these plain words is, written as short as can be."""
    return len(repr(view).replace(", ", ",").replace(": ", ":").replace("True", "true").encode())


def test_letters_that_no_file_could_hold_are_counted_too():
    assert check_view(modal(section("\ud800"))) == []


@each(MOST)
def test_at_most_in_a_view(make, limit, place):
    assert check_view(make(limit)) == []
    assert at(check_view(make(limit + 1))) == [f"/view{place}"]
