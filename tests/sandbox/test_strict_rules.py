"""What is refused though each value by itself is right, and in which words."""

import pytest

from sandbox.strict import Fault, check_message, check_view
from tests.sandbox.corpus import (
    AXED,
    BLOCKS,
    BUTTON,
    CELL,
    CONFIRM,
    ELEMENTS,
    IMAGE,
    MARKED,
    NUMBER_CELL,
    PLAIN,
    POINTS,
    RICH,
    TASK,
    URL,
    Json,
    actions,
    at,
    field,
    home,
    modal,
    option,
    section,
)

ONE, TWO, OTHER = option(1), option(2), option(3)
POINT, LATER = POINTS
CONTAINER: Json = {"type": "container", "title": PLAIN}


def element(kind, **keys):
    return actions({"type": kind, **keys})


def chart(**keys):
    return {**BLOCKS["data_visualization"], "chart": {"type": "line", **AXED, **keys}}


def table(*rows):
    return {"type": "table", "rows": list(rows)}


def data_table(*rows, **keys):
    return {"type": "data_table", "caption": "Projects", "rows": list(rows), **keys}


def typing(kind, **keys):
    return field({"type": kind, **keys})


def number(*, decimal=False, **values):
    return typing("number_input", is_decimal_allowed=decimal, **values)


REFUSED_IN_MESSAGES = {
    "something that is no object": ("Apollo", ""),
    "a block without a type": ({"text": PLAIN}, ""),
    "a block of no known type": ({"type": "heading", "text": PLAIN}, "/type"),
    "a section of nothing": ({"type": "section"}, ""),
    "a section whose text is a mere string": ({"type": "section", "text": "Apollo"}, "/text"),
    "a text of no known type": (
        {"type": "section", "text": {"type": "markdown", "text": "Apollo"}},
        "/text/type",
    ),
    "marks in a header": ({"type": "header", "text": MARKED}, "/text/type"),
    "marks on a button": (element("button", text=MARKED), "/elements/0/text/type"),
    "marks in the title of an image": (
        {"type": "image", "image_url": URL, "alt_text": "A chart", "title": MARKED},
        "/title/type",
    ),
    "marks in the title of a confirmation": (
        element("button", text=PLAIN, confirm={**CONFIRM, "title": MARKED}),
        "/elements/0/confirm/title/type",
    ),
    "marks in the option of a menu": (
        element("static_select", options=[{**ONE, "text": MARKED}]),
        "/elements/0/options/0/text/type",
    ),
    "a plain text that is verbatim": (
        {"type": "section", "text": {**PLAIN, "verbatim": True}},
        "/text",
    ),
    "a marked text with emoji": ({"type": "section", "text": {**MARKED, "emoji": True}}, "/text"),
    "an image from nowhere": ({"type": "image", "alt_text": "A chart"}, ""),
    "an image from two places": (
        {**BLOCKS["image"], "slack_file": {"id": "F1"}},
        "",
    ),
    "an image from a path": (
        {"type": "image", "image_url": "charts/a.png", "alt_text": "A chart"},
        "/image_url",
    ),
    "an image from another scheme": (
        {"type": "image", "image_url": "file:///a.png", "alt_text": "A chart"},
        "/image_url",
    ),
    "a file that is named twice": (
        {"type": "image", "alt_text": "A chart", "slack_file": {"id": "F1", "url": URL}},
        "/slack_file",
    ),
    "an image in a context from nowhere": (
        {"type": "context", "elements": [{"type": "image", "alt_text": "A chart"}]},
        "/elements/0",
    ),
    "an image in a context from another scheme": (
        {"type": "context", "elements": [{**IMAGE, "image_url": "file:///a.png"}]},
        "/elements/0/image_url",
    ),
    "a film that is not secured": (
        {**BLOCKS["video"], "video_url": "http://example.com"},
        "/video_url",
    ),
    "a button that leads nowhere": (
        element("button", text=PLAIN, url="example.com"),
        "/elements/0/url",
    ),
    "a button of another style": (
        element("button", text=PLAIN, style="green"),
        "/elements/0/style",
    ),
    "an input among actions": (element("plain_text_input"), "/elements/0/type"),
    "an image among actions": (actions(IMAGE), "/elements/0/type"),
    "a button in a context": ({"type": "context", "elements": [BUTTON]}, "/elements/0/type"),
    "a button among context actions": (
        {"type": "context_actions", "elements": [BUTTON]},
        "/elements/0/type",
    ),
    "a button in an input": (field(BUTTON), "/element/type"),
    "a picker of moments beside a section": (
        section(accessory={"type": "datetimepicker"}),
        "/accessory/type",
    ),
    "an input beside a section": (
        section(accessory={"type": "plain_text_input"}),
        "/accessory/type",
    ),
    "a menu of nothing": (element("static_select"), "/elements/0"),
    "a menu with groups and without": (
        element("static_select", options=[ONE], option_groups=[{"label": PLAIN, "options": [ONE]}]),
        "/elements/0",
    ),
    "an address in the option of a menu": (
        element("static_select", options=[{**ONE, "url": URL}]),
        "/elements/0/options/0",
    ),
    "a first choice that is no option": (
        element("static_select", options=[ONE, TWO], initial_option=OTHER),
        "/elements/0/initial_option",
    ),
    "a first choice in other words": (
        element("static_select", options=[ONE], initial_option=option(1, "apollo")),
        "/elements/0/initial_option",
    ),
    "a first choice that is in no group": (
        element(
            "static_select",
            option_groups=[{"label": PLAIN, "options": [ONE]}],
            initial_option=TWO,
        ),
        "/elements/0/initial_option",
    ),
    "a radio button that is not there": (
        element("radio_buttons", options=[ONE], initial_option=TWO),
        "/elements/0/initial_option",
    ),
    "a checked box that is not there": (
        element("checkboxes", options=[ONE, TWO], initial_options=[TWO, OTHER]),
        "/elements/0/initial_options/1",
    ),
    "several of which one is not there": (
        element("multi_static_select", options=[ONE], initial_options=[TWO]),
        "/elements/0/initial_options/0",
    ),
    "the 31st of February": (
        element("datepicker", initial_date="2030-02-31"),
        "/elements/0/initial_date",
    ),
    "a date with a time": (
        element("datepicker", initial_date="2030-02-01T10:00"),
        "/elements/0/initial_date",
    ),
    "a date without hyphens": (
        element("datepicker", initial_date="20300201"),
        "/elements/0/initial_date",
    ),
    "the hour 24": (element("timepicker", initial_time="24:00"), "/elements/0/initial_time"),
    "a time with seconds": (
        element("timepicker", initial_time="10:00:00"),
        "/elements/0/initial_time",
    ),
    "conversations of no known kind": (
        element("conversations_select", filter={"include": ["secret"]}),
        "/elements/0/filter/include/0",
    ),
    "an icon that is no bin": (
        {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "star", "text": PLAIN}],
        },
        "/elements/0/icon",
    ),
    "answers where nothing is sent": (
        element("conversations_select", response_url_enabled=True),
        "/elements/0/response_url_enabled",
    ),
    "one action id twice": (actions(BUTTON, BUTTON), "/elements/1/action_id"),
    "one action id twice on a card": (
        {"type": "card", "actions": [BUTTON, BUTTON]},
        "/actions/1/action_id",
    ),
    "a card of a subtitle": ({"type": "card", "subtitle": MARKED}, ""),
    "a carousel of sections": ({"type": "carousel", "elements": [section()]}, "/elements/0/type"),
    "a container without a title": ({"type": "container", "child_blocks": [section()]}, ""),
    "a container in a container": (
        {**CONTAINER, "child_blocks": [{**CONTAINER, "child_blocks": [section()]}]},
        "/child_blocks/0/type",
    ),
    "a container that stays folded": (
        {**CONTAINER, "child_blocks": [section()], "default_collapsed": True},
        "/default_collapsed",
    ),
    "a container that folds below a line": (
        {
            **CONTAINER,
            "child_blocks": [section()],
            "is_collapsible": True,
            "has_header_divider": True,
        },
        "/has_header_divider",
    ),
    "an input of files in a container": (
        {**CONTAINER, "child_blocks": [typing("file_input")]},
        "/child_blocks/0/element/type",
    ),
    "a task in another state": (
        {"type": "task_card", "task_id": "1", "title": "A", "status": "done"},
        "/status",
    ),
    "a plan of plans": (
        {"type": "plan", "title": "A", "tasks": [{**TASK, "type": "plan"}]},
        "/tasks/0/type",
    ),
    "a provider with a button": (
        {**BLOCKS["auth_provider"], "accessory": BUTTON},
        "/accessory/type",
    ),
    "a list in a list": (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [BLOCKS["rich_text"]["elements"][3]],
                }
            ],
        },
        "/elements/0/elements/0/type",
    ),
    "a shout to nobody": (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "broadcast", "range": "all"}],
                }
            ],
        },
        "/elements/0/elements/0/range",
    ),
    "a list of no style": (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "elements": RICH["elements"]}],
        },
        "/elements/0",
    ),
    "a table with a row too short": (table([CELL, CELL], [CELL]), "/rows/1"),
    "a table with a row too long": (table([CELL], [CELL, CELL]), "/rows/1"),
    "a number in a table without its words": (
        table([{"type": "raw_number", "value": 1}]),
        "/rows/0/0",
    ),
    "a text object in a table": (table([PLAIN]), "/rows/0/0/type"),
    "a data table with a row too short": (data_table([CELL, CELL], [CELL]), "/rows/1"),
    "rich text in the header of a data table": (
        data_table([CELL, RICH], [CELL, CELL]),
        "/rows/0/1/type",
    ),
    "a number in a data table that is none": (
        data_table([CELL], [{**NUMBER_CELL, "value": float("nan")}]),
        "/rows/1/0/value",
    ),
    "a yes for a number": (
        data_table([CELL], [{**NUMBER_CELL, "value": True}]),
        "/rows/1/0/value",
    ),
    "a chart of no known type": (chart(type="donut"), "/chart/type"),
    "a pie with axes": (
        {
            "type": "data_visualization",
            "title": "A",
            "chart": {
                "type": "pie",
                "segments": [POINT],
                "axis_config": AXED["axis_config"],
            },
        },
        "/chart",
    ),
    "a slice that is endless": (
        {
            "type": "data_visualization",
            "title": "A",
            "chart": {"type": "pie", "segments": [{"label": "A", "value": float("inf")}]},
        },
        "/chart/segments/0/value",
    ),
    "two series of one name": (chart(series=[AXED["series"][0]] * 2), "/chart/series"),
    "one category twice": (
        chart(
            series=[{"name": "Plan", "data": [POINT, POINT]}],
            axis_config={"categories": ["Q1", "Q1"]},
        ),
        "/chart/axis_config/categories",
    ),
    "a series without a category": (
        chart(series=[{"name": "Plan", "data": [POINT]}]),
        "/chart/series/0/data",
    ),
    "a series with a stranger": (
        chart(series=[{"name": "Plan", "data": [POINT, {**LATER, "label": "Q3"}]}]),
        "/chart/series/0/data",
    ),
    "a second series in another order": (
        chart(series=[AXED["series"][0], {"name": "Actual", "data": [LATER, POINT]}]),
        "/chart/series/1/data",
    ),
}
REFUSED_IN_MODALS = {
    "marks in a label": (
        {"type": "input", "label": MARKED, "element": {"type": "plain_text_input"}},
        "/label/type",
    ),
    "marks in a placeholder": (
        typing("plain_text_input", placeholder=MARKED),
        "/element/placeholder/type",
    ),
    "an overflow menu in an input": (field(ELEMENTS["overflow"]), "/element/type"),
    "files that are told of at once": (
        field({"type": "file_input"}, dispatch_action=True),
        "/dispatch_action",
    ),
    "a number that is no string": (number(min_value=1), "/element/min_value"),
    "a number in words": (number(min_value="one"), "/element/min_value"),
    "a fraction where none may be typed": (number(initial_value="1.5"), "/element/initial_value"),
    "bounds that cross": (
        number(decimal=True, min_value="2", max_value="1.5"),
        "/element/min_value",
    ),
    "action on no known key": (
        typing("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "/element/dispatch_action_config/trigger_actions_on/0",
    ),
    "answers from a menu beside a section": (
        section(accessory={"type": "channels_select", "response_url_enabled": True}),
        "/accessory/response_url_enabled",
    ),
    "a workflow in a modal": (actions(ELEMENTS["workflow_button"]), "/elements/0/type"),
}


@pytest.mark.parametrize(("block", "place"), REFUSED_IN_MESSAGES.values(), ids=REFUSED_IN_MESSAGES)
def test_a_message_is_refused_for(block, place):
    faults = check_message([section(), block])

    assert at(faults) == [f"/blocks/1{place}"]
    assert {fault.code for fault in faults} == {"invalid_blocks"}


@pytest.mark.parametrize(("block", "place"), REFUSED_IN_MODALS.values(), ids=REFUSED_IN_MODALS)
def test_a_modal_is_refused_for(block, place):
    faults = check_view(modal(section(), block))

    assert at(faults) == [f"/view/blocks/1{place}"]
    assert {fault.code for fault in faults} == {"invalid_arguments"}


@pytest.mark.parametrize("blocks", [None, "[]", {}, 3])
def test_blocks_are_a_list(blocks):
    assert check_message(blocks) == [Fault("/blocks", "must be an array")]


@pytest.mark.parametrize("file", [{"id": "F1"}, {"url": "https://files.slack.com/F1"}])
def test_an_image_may_be_a_file_of_slack(file):
    image = {"type": "image", "alt_text": "A chart", "slack_file": file}

    assert check_message([image, {"type": "context", "elements": [image]}]) == []


PARTS = {
    "a paragraph of nothing": {"type": "rich_text_section", "elements": []},
    "a link that says it is unsafe": {
        "type": "rich_text_section",
        "elements": [{"type": "link", "url": URL, "unsafe": True}],
    },
    "code of a language": {"type": "rich_text_preformatted", "elements": [], "language": "python"},
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_rich_text_may_hold(part):
    assert check_message([{"type": "rich_text", "elements": [part]}]) == []


def test_a_message_may_take_its_blocks_away():
    assert check_message([]) == []


def test_a_fault_reads_as_slack_writes_it():
    (fault,) = check_message([section("x" * 3001)])

    assert str(fault) == (
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    )


def test_too_many_reads_as_slack_writes_it():
    (fault,) = check_message([actions(*[{"type": "button", "text": PLAIN}] * 26)])

    assert str(fault) == "[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]"


SAID = {
    "too short": (element("button", text={**PLAIN, "text": ""}), "must be more than 0 characters"),
    "too long": (
        element("static_select", options=[option(1, "x" * 76)]),
        "must be less than 76 characters",
    ),
    "too many": (table(*[[CELL]] * 101), "no more than 100 items allowed"),
    "too few": (data_table([CELL]), "no less than 2 items allowed"),
    "too small": (data_table([CELL], [CELL], page_size=0), "must be greater than 0"),
    "too great": (data_table([CELL], [CELL], page_size=101), "must be less than 101"),
    "too long for slack_sdk": (
        {"type": "header", "text": {**PLAIN, "text": "x" * 151}},
        "must be less than 151 characters",
    ),
    "no address": (element("button", text=PLAIN, url="x"), "must be a valid URL"),
    "another scheme": (
        {"type": "image", "image_url": "ftp://x", "alt_text": "A"},
        "must start with http:// or https://",
    ),
    "another word": (
        {"type": "table", "rows": [[CELL]], "column_settings": [{"align": "top"}]},
        "must be one of: left, center, right",
    ),
    "no place": ({"type": "section"}, "text or fields attribute must be specified"),
}


@pytest.mark.parametrize(("block", "said"), SAID.values(), ids=SAID)
def test_a_fault_says(block, said):
    assert [fault.said for fault in check_message([block])] == [said]


def test_what_slack_sdk_does_not_know_is_checked_without_a_word_in_the_log(caplog):
    assert check_message([BLOCKS["data_table"]]) == []
    assert check_message([BLOCKS["data_visualization"]]) == []
    assert check_view(home(BLOCKS["data_table"])) == []
    assert caplog.records == []


def test_every_fault_is_told():
    blocks = [{"type": "header", "text": MARKED}, {"type": "section"}, {"type": "divider", "x": 1}]
    long = [section("x" * 3001), {"type": "header", "text": {**PLAIN, "text": "x" * 151}}]

    assert at(check_message([*blocks, *long])) == [
        "/blocks/0/text/type",
        "/blocks/1",
        "/blocks/2",
        "/blocks/3/text/text",
        "/blocks/4/text/text",
    ]


NESTING = {
    "a container": ({**CONTAINER, "child_blocks": [section(block_id="a")]}, "/child_blocks/0"),
    "a carousel": (
        {"type": "carousel", "elements": [{"type": "card", "title": PLAIN, "block_id": "a"}]},
        "/elements/0",
    ),
    "a provider": (
        {**BLOCKS["auth_provider"], "fallback": [section(block_id="a")]},
        "/fallback/0",
    ),
}


def test_block_ids_differ():
    one, two = section(block_id="a"), section(block_id="b")

    assert check_message([one, two, section(), section()]) == []
    assert check_message([one, two, one]) == [
        Fault("/blocks/2/block_id", '`block_id` "a" already exists for another block')
    ]


@pytest.mark.parametrize(("block", "place"), NESTING.values(), ids=NESTING)
def test_block_ids_differ_also_within(block, place):
    assert check_message([section(block_id="b"), section(), block]) == []
    assert at(check_message([section(block_id="a"), block])) == [f"/blocks/1{place}/block_id"]


def test_action_ids_differ_also_among_context_actions():
    feedback, icon = BLOCKS["context_actions"]["elements"]
    twice = [feedback, {**icon, "action_id": feedback["action_id"]}]

    assert at(check_message([{"type": "context_actions", "elements": twice}])) == [
        "/blocks/0/elements/1/action_id"
    ]


def test_action_ids_may_return_in_another_block():
    assert check_message([actions(BUTTON), actions(BUTTON), section(accessory=BUTTON)]) == []
    (fault,) = check_message([actions(BUTTON, BUTTON)])
    assert fault.said == '`action_id` "press" already exists for another element'
