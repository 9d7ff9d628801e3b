"""Which element and which block may stand in which, and on which surface."""

import pytest

from sandbox.strict import check_message, check_view
from tests.sandbox.corpus import (
    BLOCKS,
    ELEMENTS,
    IN_MODALS_ONLY,
    NOT_IN_MODALS,
    PLAIN,
    actions,
    at,
    block,
    field,
    home,
    modal,
    section,
)

MESSAGES_ONLY = ("call", "context_actions", "file", "markdown", "plan", "task_card")
MENUS = {name for name in ELEMENTS if name.endswith("_select")}
CHOSEN = {*MENUS, "checkboxes", "radio_buttons", "datepicker", "timepicker"}
TYPED = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}
HELD = {
    "actions": {*CHOSEN, "button", "workflow_button", "overflow", "datetimepicker"},
    "section": {*CHOSEN, "button", "workflow_button", "overflow", "image"},
    "input": {*CHOSEN, *TYPED, "datetimepicker"},
    "context": {"image"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "card": {"button"},
}
IN_A_CONTAINER = {
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
}


def holding(kind, element):
    """Return a block of this kind with this element, and the pointer to the element."""
    match kind:
        case "section":
            return section(accessory=element), "accessory"
        case "input":
            return field(element), "element"
        case "card":
            return block("card", actions=[element]), "actions/0"
        case _:
            return block(kind, elements=[element]), "elements/0"


@pytest.mark.parametrize("kind", HELD)
@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_stands_in_the_blocks_that_hold_it(name, kind):
    element = {**ELEMENTS[name]}
    element.pop("response_url_enabled", None)
    held, place = holding(kind, element)
    faults = check_view(modal(held)) if kind == "input" else check_message([held])

    refused = [fault for fault in faults if fault.pointer.endswith(f"/0/{place}/type")]
    assert (refused == []) is (name in HELD[kind])
    assert faults == refused


@pytest.mark.parametrize("name", BLOCKS)
def test_a_container_holds_simple_blocks(name):
    child = (
        {**BLOCKS["input"], "element": {"type": "datepicker"}} if name == "input" else BLOCKS[name]
    )
    held = block("container", title=PLAIN, child_blocks=[child])

    assert (check_message([held]) == []) is (name in IN_A_CONTAINER)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_provider_may_be_shown_as_anything_but_a_provider(name):
    child = (
        {**BLOCKS["input"], "element": {"type": "datepicker"}} if name == "input" else BLOCKS[name]
    )
    held = {**BLOCKS["auth_provider"], "block_id": "b0", "fallback": [child]}
    allowed = name not in ("auth_provider", *IN_MODALS_ONLY)

    assert (check_message([held]) == []) is allowed


@pytest.mark.parametrize("name", IN_MODALS_ONLY)
def test_what_belongs_in_modals_is_refused_elsewhere(name):
    assert check_view(modal(BLOCKS[name])) == []
    assert at(check_message([BLOCKS[name]])) == ["/blocks/0/type"]
    assert at(check_view(home(BLOCKS[name]))) == ["/view/blocks/0/type"]


@pytest.mark.parametrize("name", NOT_IN_MODALS)
def test_what_belongs_in_messages_is_refused_in_modals(name):
    assert check_message([BLOCKS[name]]) == []
    assert at(check_view(modal(BLOCKS[name])))[0] == "/view/blocks/0/type"


@pytest.mark.parametrize("name", sorted(set(NOT_IN_MODALS) - set(MESSAGES_ONLY)))
def test_the_home_takes_cards_tables_and_charts(name):
    assert check_view(home(BLOCKS[name])) == []


@pytest.mark.parametrize("name", MESSAGES_ONLY)
def test_what_belongs_in_messages_is_refused_in_the_home(name):
    assert at(check_view(home(BLOCKS[name]))) == ["/view/blocks/0/type"]


@pytest.mark.parametrize("name", sorted(set(BLOCKS) - set(NOT_IN_MODALS) - set(IN_MODALS_ONLY)))
def test_the_rest_stands_everywhere(name):
    sent = (
        {**BLOCKS["input"], "element": {"type": "users_select"}}
        if name == "input"
        else BLOCKS[name]
    )

    assert check_message([sent]) == []
    assert check_view(modal(sent)) == []
    assert check_view(home(sent)) == []


MODAL, HOME, MESSAGE = "modal", "home", "message"
PLACES = {
    "plain_text_input": {MODAL, HOME, MESSAGE},
    "static_select": {MODAL, HOME, MESSAGE},
    "datetimepicker": {MODAL, MESSAGE},
    "rich_text_input": {MODAL, HOME},
    "number_input": {MODAL},
    "email_text_input": {MODAL},
    "url_text_input": {MODAL},
    "file_input": {MODAL},
}


@pytest.mark.parametrize("name", PLACES)
def test_an_input_stands_where_slack_takes_it(name):
    held = field(ELEMENTS[name])
    refused = {
        MODAL: at(check_view(modal(held))),
        HOME: at(check_view(home(held))),
        MESSAGE: at(check_message([held])),
    }

    assert {place for place, faults in refused.items() if not faults} == PLACES[name]
    assert refused[HOME] in ([], ["/view/blocks/0/element/type"])
    assert refused[MESSAGE] in ([], ["/blocks/0/element/type"])


def test_a_workflow_starts_from_messages_only():
    held = actions(ELEMENTS["workflow_button"])

    assert check_message([held]) == []
    assert at(check_view(modal(held))) == ["/view/blocks/0/elements/0/type"]
    assert at(check_view(home(held))) == ["/view/blocks/0/elements/0/type"]
