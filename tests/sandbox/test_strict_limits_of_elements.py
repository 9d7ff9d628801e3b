"""The limits of elements: as long, or as many, as Slack takes is accepted, one more is not."""

from sandbox.strict import check_message, check_view
from tests.sandbox.corpus import (
    BUTTON,
    CONFIRM,
    ELEMENTS,
    PLAIN,
    actions,
    at,
    block,
    each,
    feedback,
    field,
    modal,
    option,
    plain,
    section,
    url,
)


def options(count):
    return [option(number) for number in range(count)]


def element(kind, **keys):
    return actions({"type": kind, "action_id": "a", **keys})


def select(**keys):
    return actions({"type": "static_select", **keys})


def icon_button(**keys):
    held = {"type": "icon_button", "icon": "trash", "text": PLAIN, **keys}
    return block("context_actions", elements=[held])


def workflow(**keys):
    return actions({**ELEMENTS["workflow_button"], **keys})


def group(label=1, count=1):
    return select(option_groups=[{"label": plain(label), "options": options(count)}])


def chosen_from(kind, count):
    return actions({"type": kind, "options": options(count)})


def number(**values):
    words = {key: str(value) for key, value in values.items()}
    return {"type": "number_input", "is_decimal_allowed": False, **words}


MOST = {
    "a button has 75 characters": (
        lambda n: element("button", text=plain(n)),
        75,
        "/elements/0/text/text",
    ),
    "the value of a button has 2,000 characters": (
        lambda n: element("button", text=PLAIN, value="x" * n),
        2000,
        "/elements/0/value",
    ),
    "the address of a button has 3,000 characters": (
        lambda n: element("button", text=PLAIN, url=url(n)),
        3000,
        "/elements/0/url",
    ),
    "the spoken label of a button has 75 characters": (
        lambda n: element("button", text=PLAIN, accessibility_label="x" * n),
        75,
        "/elements/0/accessibility_label",
    ),
    "the prompt of a button has 4,000 characters": (
        lambda n: element("button", text=PLAIN, agent_prompt="x" * n),
        4000,
        "/elements/0/agent_prompt",
    ),
    "a button beside a section has 75 characters": (
        lambda n: section(accessory={"type": "button", "text": plain(n)}),
        75,
        "/accessory/text/text",
    ),
    "an action id has 255 characters": (
        lambda n: actions({**BUTTON, "action_id": "x" * n}),
        255,
        "/elements/0/action_id",
    ),
    "a workflow button has 75 characters": (
        lambda n: workflow(text=plain(n)),
        75,
        "/elements/0/text/text",
    ),
    "the spoken label of a workflow button has 75 characters": (
        lambda n: workflow(accessibility_label="x" * n),
        75,
        "/elements/0/accessibility_label",
    ),
    "an icon button has 75 characters": (
        lambda n: icon_button(text=plain(n)),
        75,
        "/elements/0/text/text",
    ),
    "the value of an icon button has 2,000 characters": (
        lambda n: icon_button(value="x" * n),
        2000,
        "/elements/0/value",
    ),
    "feedback has 75 characters": (
        lambda n: feedback(words=n),
        75,
        "/elements/0/positive_button/text/text",
    ),
    "the value of feedback has 2,000 characters": (
        feedback,
        2000,
        "/elements/0/positive_button/value",
    ),
    "the spoken label of feedback has 75 characters": (
        lambda n: feedback(label=n),
        75,
        "/elements/0/positive_button/accessibility_label",
    ),
    "a confirmation has a title of 100": (
        lambda n: element("button", text=PLAIN, confirm={**CONFIRM, "title": plain(n)}),
        100,
        "/elements/0/confirm/title/text",
    ),
    "a confirmation has a text of 300": (
        lambda n: element("button", text=PLAIN, confirm={**CONFIRM, "text": plain(n)}),
        300,
        "/elements/0/confirm/text/text",
    ),
    "a confirmation is confirmed in 30": (
        lambda n: element("button", text=PLAIN, confirm={**CONFIRM, "confirm": plain(n)}),
        30,
        "/elements/0/confirm/confirm/text",
    ),
    "a confirmation is denied in 30": (
        lambda n: element("button", text=PLAIN, confirm={**CONFIRM, "deny": plain(n)}),
        30,
        "/elements/0/confirm/deny/text",
    ),
    "an overflow menu has 5 options": (
        lambda n: chosen_from("overflow", n),
        5,
        "/elements/0/options",
    ),
    "an option of an overflow menu has 75 characters": (
        lambda n: element("overflow", options=[option(1, "x" * n)]),
        75,
        "/elements/0/options/0/text/text",
    ),
    "the address of an option has 3,000 characters": (
        lambda n: element("overflow", options=[{**option(1), "url": url(n)}]),
        3000,
        "/elements/0/options/0/url",
    ),
    "there are 10 checkboxes": (
        lambda n: chosen_from("checkboxes", n),
        10,
        "/elements/0/options",
    ),
    "there are 10 radio buttons": (
        lambda n: chosen_from("radio_buttons", n),
        10,
        "/elements/0/options",
    ),
    "a menu has 100 options": (lambda n: select(options=options(n)), 100, "/elements/0/options"),
    "a menu of several has 100 options": (
        lambda n: chosen_from("multi_static_select", n),
        100,
        "/elements/0/options",
    ),
    "a menu has 100 groups": (
        lambda n: select(option_groups=[{"label": PLAIN, "options": options(1)}] * n),
        100,
        "/elements/0/option_groups",
    ),
    "a group has 100 options": (
        lambda n: group(count=n),
        100,
        "/elements/0/option_groups/0/options",
    ),
    "a group has a label of 75": (
        lambda n: group(label=n),
        75,
        "/elements/0/option_groups/0/label/text",
    ),
    "an option has 75 characters": (
        lambda n: select(options=[option(1, "x" * n)]),
        75,
        "/elements/0/options/0/text/text",
    ),
    "the value of an option has 150 characters": (
        lambda n: select(options=[option("x" * n)]),
        150,
        "/elements/0/options/0/value",
    ),
    "the description of an option has 75 characters": (
        lambda n: select(options=[{**option(1), "description": plain(n)}]),
        75,
        "/elements/0/options/0/description/text",
    ),
    "a radio button has 75 characters": (
        lambda n: element("radio_buttons", options=[option(1, "x" * n)]),
        75,
        "/elements/0/options/0/text/text",
    ),
    "a placeholder has 150 characters": (
        lambda n: element("users_select", placeholder=plain(n)),
        150,
        "/elements/0/placeholder/text",
    ),
    "a moment has ten digits": (
        lambda n: element("datetimepicker", initial_date_time=n),
        9_999_999_999,
        "/elements/0/initial_date_time",
    ),
}
LEAST = {
    "several means one at least": (
        lambda n: element("multi_users_select", max_selected_items=n),
        1,
        "/elements/0/max_selected_items",
    ),
    "a search begins with no character": (
        lambda n: element("external_select", min_query_length=n),
        0,
        "/elements/0/min_query_length",
    ),
    "a moment is not before 1970": (
        lambda n: element("datetimepicker", initial_date_time=n),
        0,
        "/elements/0/initial_date_time",
    ),
}
MOST_IN_MODALS = {
    "a text input takes 3,000 characters": (
        lambda n: field({"type": "plain_text_input", "max_length": n}),
        3000,
        "/element/max_length",
    ),
    "a text input begins with 3,000 characters": (
        lambda n: field({"type": "plain_text_input", "initial_value": "x" * n}),
        3000,
        "/element/initial_value",
    ),
    "a text input begins with no more than it takes": (
        lambda n: field({"type": "plain_text_input", "max_length": 7, "initial_value": "x" * n}),
        7,
        "/element/initial_value",
    ),
    "a text input wants no more than it takes": (
        lambda n: field({"type": "plain_text_input", "max_length": 7, "min_length": n}),
        7,
        "/element/min_length",
    ),
    "a text input wants no more than 3,000 characters": (
        lambda n: field({"type": "plain_text_input", "min_length": n}),
        3000,
        "/element/min_length",
    ),
    "the least number is no more than the most": (
        lambda n: field(number(min_value=n, max_value=5)),
        5,
        "/element/min_value",
    ),
    "the first number is no more than the most": (
        lambda n: field(number(initial_value=n, max_value=5)),
        5,
        "/element/initial_value",
    ),
    "a number is compared to its last digit": (
        lambda n: field(number(initial_value=n, max_value=10**30)),
        10**30,
        "/element/initial_value",
    ),
    "a text input tells of two things": (
        lambda n: field(
            {
                "type": "plain_text_input",
                "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"] * n},
            }
        ),
        2,
        "/element/dispatch_action_config/trigger_actions_on",
    ),
    "a file input takes 10 files": (
        lambda n: field({"type": "file_input", "max_files": n}),
        10,
        "/element/max_files",
    ),
}
LEAST_IN_MODALS = {
    "a file input takes a file": (
        lambda n: field({"type": "file_input", "max_files": n}),
        1,
        "/element/max_files",
    ),
    "a text input takes a character": (
        lambda n: field({"type": "plain_text_input", "max_length": n}),
        1,
        "/element/max_length",
    ),
    "a text input may want nothing": (
        lambda n: field({"type": "plain_text_input", "min_length": n}),
        0,
        "/element/min_length",
    ),
    "the first number is no less than the least": (
        lambda n: field(number(initial_value=n, min_value=5)),
        5,
        "/element/initial_value",
    ),
}


@each(MOST)
def test_at_most_in_a_message(make, limit, place):
    assert check_message([make(limit)]) == []
    assert at(check_message([make(limit + 1)]))[0] == f"/blocks/0{place}"


@each(LEAST)
def test_at_least_in_a_message(make, limit, place):
    assert check_message([make(limit)]) == []
    assert at(check_message([make(limit - 1)])) == [f"/blocks/0{place}"]


@each(MOST_IN_MODALS)
def test_at_most_in_a_modal(make, limit, place):
    assert check_view(modal(make(limit))) == []
    assert at(check_view(modal(make(limit + 1)))) == [f"/view/blocks/0{place}"]


@each(LEAST_IN_MODALS)
def test_at_least_in_a_modal(make, limit, place):
    assert check_view(modal(make(limit))) == []
    assert at(check_view(modal(make(limit - 1)))) == [f"/view/blocks/0{place}"]
