"""Every block and element as Slack documents it; then one thing changed, anywhere in it."""

from copy import deepcopy
from inspect import signature

import pytest
from slack_sdk.models.blocks import Block, BlockElement

from sandbox.strict import block as block_table
from sandbox.strict import check_message, check_view
from sandbox.strict import element as element_table
from sandbox.strict import rich_text as rich_text_table
from tests.sandbox.corpus import BLOCKS, ELEMENTS, RUNS, actions, field, modal

UNKNOWN_TO_SDK = {"data_table", "data_visualization"}
ONLY_SLACK_KNOWS = {"link": {"unsafe"}, "rich_text_preformatted": {"language"}}
MAY_BE_NULL = {"column_settings"}
MODAL = ["alert", "input"]


def holding(element):
    """Return a block that may hold this element, and the pointer to it."""
    if element["type"] in element_table.IN_AN_INPUT:
        return field(element), "/element"
    if element["type"] in element_table.IN_ACTIONS:
        return actions(element), "/elements/0"
    if element["type"] == "image":
        return {"type": "context", "elements": [element]}, "/elements/0"
    if element["type"] == "url":
        task = {"type": "task_card", "task_id": "1", "title": "A", "status": "pending"}
        return {**task, "sources": [element]}, "/sources/0"
    return {"type": "context_actions", "elements": [element]}, "/elements/0"


def check(block):
    """Return what is wrong with the block where it may stand, pointing from the block."""
    faults = check_view(modal(block)) if block.get("type") in MODAL else check_message([block])
    return [(fault.pointer.partition("/blocks/0")[2], fault.said) for fault in faults]


SAMPLES = {
    **{f"block {name}": (block, "") for name, block in BLOCKS.items()},
    **{f"element {name}": holding(element) for name, element in ELEMENTS.items()},
}
each_sample = pytest.mark.parametrize(("block", "at"), SAMPLES.values(), ids=SAMPLES)


def places(value, at=""):
    """Return the way to each value within, the value itself first."""
    yield at, value
    parts = dict(enumerate(value)) if isinstance(value, list) else value
    for key, part in parts.items() if isinstance(parts, dict) else ():
        yield from places(part, f"{at}/{key}")


def put(block, at, change):
    """Return a copy of the block in which the value at this place is changed."""
    copied = deepcopy({"": block})
    *way, last = at.split("/")
    held = copied
    for step in way:
        held = held[int(step)] if isinstance(held, list) else held[step]
    key = int(last) if isinstance(held, list) else last
    held[key] = change(held[key])
    return copied[""]


def test_the_corpus_knows_every_block_and_element():
    assert set(BLOCKS) == set(block_table.BLOCKS)
    assert set(ELEMENTS) == set(element_table.ELEMENTS)
    assert {run["type"] for run in RUNS} == set(rich_text_table.LEAVES)
    assert {part["type"] for part in BLOCKS["rich_text"]["elements"]} == set(rich_text_table.PARTS)


def test_slack_sdk_knows_no_block_that_the_tables_do_not():
    known = {kind.__dict__["type"] for kind in Block.__subclasses__()}

    assert set(block_table.BLOCKS) == known | UNKNOWN_TO_SDK


@each_sample
def test_what_is_written_in_full_is_accepted(block, at):
    assert at in dict(places(block))
    assert check(block) == []


@pytest.mark.parametrize("name", sorted(set(BLOCKS) - UNKNOWN_TO_SDK))
def test_a_block_comes_through_slack_sdk_unharmed(name):
    model = Block.parse(deepcopy(BLOCKS[name]))

    assert model
    assert model.to_dict() == BLOCKS[name]


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_comes_through_slack_sdk_unharmed(name):
    model = BlockElement.parse(deepcopy(ELEMENTS[name]))

    assert model
    assert model.to_dict() == ELEMENTS[name]


def taken_by(model):
    """Return the keys that a model of slack_sdk is made from."""
    return set(signature(type(model)).parameters) - {"others"} | {"type"}


@pytest.mark.parametrize("name", sorted(set(BLOCKS) - UNKNOWN_TO_SDK))
def test_a_block_has_the_keys_that_slack_sdk_knows(name):
    from_slack = {"call", "api_decoration_available"} if name == "call" else set()

    assert taken_by(Block.parse(BLOCKS[name])) - from_slack == set(block_table.BLOCKS[name].keys)


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_has_the_keys_that_slack_sdk_knows(name):
    model = BlockElement.parse(ELEMENTS[name])

    assert taken_by(model) == set(element_table.ELEMENTS[name].keys)


@pytest.mark.parametrize("part", [*BLOCKS["rich_text"]["elements"], *RUNS], ids=lambda p: p["type"])
def test_rich_text_has_the_keys_that_slack_sdk_knows(part):
    table = {**rich_text_table.PARTS, **rich_text_table.LEAVES}
    ours = set(table[part["type"]].keys) - ONLY_SLACK_KNOWS.get(part["type"], set())

    assert taken_by(BlockElement.parse(part)) == ours


@each_sample
def test_a_key_that_slack_does_not_know_is_refused_where_it_stands(block, at):
    objects = [place for place, value in places(block) if isinstance(value, dict)]

    assert at in objects
    for place in objects:
        changed = put(block, place, lambda value: {**value, "surprise": 1})
        assert (place, "invalid additional property: surprise") in check(changed), place


@each_sample
def test_null_is_refused_wherever_it_stands(block, at):
    for place, _ in places(block):
        if place and not MAY_BE_NULL & set(place.split("/")[-2:]) and place != at:
            changed = put(block, place, lambda _: None)
            assert place in dict(check(changed)), place


@each_sample
def test_nothing_may_be_empty(block, at):
    assert (f"{at}/type", "unsupported type: ") in check(put(block, f"{at}/type", lambda _: ""))
    for place, value in places(block):
        if value and isinstance(value, str | list) and not place.endswith("/type"):
            changed = put(block, place, lambda value: type(value)())
            assert place in dict(check(changed)) or _may_be_empty(place), place


def _may_be_empty(place):
    """Tell whether this is the runs of a paragraph of rich text."""
    return place.count("/elements") > 1


@each_sample
def test_each_value_has_its_type(block, at):
    """A list stands for a string, a string for anything else."""
    assert block
    for place, value in places(block):
        if place and place != at:
            other = ["x"] if isinstance(value, str) else "?"
            changed = put(block, place, lambda _, other=other: other)
            assert place in dict(check(changed)), place


NEEDED = {
    "button": {"text"},
    "workflow_button": {"text", "workflow", "action_id"},
    "icon_button": {"icon", "text"},
    "feedback_buttons": {"positive_button", "negative_button"},
    "overflow": {"options"},
    "image element": {"alt_text"},
    "checkboxes": {"options"},
    "radio_buttons": {"options"},
    "number_input": {"is_decimal_allowed"},
    "rich_text_input": {"action_id"},
    "url": {"url", "text"},
    "header": {"text"},
    "image": {"alt_text"},
    "actions": {"elements"},
    "context": {"elements"},
    "context_actions": {"elements"},
    "input": {"label", "element"},
    "file": {"external_id", "source"},
    "call": {"call_id"},
    "rich_text": {"elements"},
    "markdown": {"text"},
    "video": {"alt_text", "title", "thumbnail_url", "video_url"},
    "table": {"rows"},
    "data_table": {"caption", "rows"},
    "data_visualization": {"title", "chart"},
    "task_card": {"task_id", "title", "status"},
    "plan": {"title"},
    "alert": {"text"},
    "carousel": {"elements"},
    "container": {"child_blocks"},
    "auth_provider": {"value", "name", "is_connected"},
}


@each_sample
def test_what_is_needed_and_only_that_is_missed(block, at):
    sample = dict(places(block))[at]
    name = "image element" if sample["type"] == "image" and at else sample["type"]

    assert missed(block, at) == {"type"} | NEEDED.get(name, set())


BUTTON, FILM = SAMPLES["element button"], SAMPLES["element workflow_button"]
LIST, GROUPS = SAMPLES["element radio_buttons"], SAMPLES["element multi_static_select"]
RICH, TABLE, DATA = (BLOCKS[name] for name in ("rich_text", "table", "data_table"))
PIE = {"type": "pie", "segments": [{"label": "A", "value": 1}]}
WITHIN = {
    "a plain text": (BLOCKS["header"], "/text", {"type", "text"}),
    "a marked text": (BLOCKS["section"], "/text", {"type", "text"}),
    "a confirmation": (*BUTTON, "/confirm", {"title", "text", "confirm", "deny"}),
    "an option": (*LIST, "/options/0", {"text", "value"}),
    "a group": (*GROUPS, "/option_groups/0", {"label", "options"}),
    "an option in a group": (*GROUPS, "/option_groups/0/options/0", {"text", "value"}),
    "a filter": (*SAMPLES["element conversations_select"], "/filter", set()),
    "a workflow": (*FILM, "/workflow", {"trigger"}),
    "a trigger": (*FILM, "/workflow/trigger", {"url"}),
    "an entry": (*FILM, "/workflow/trigger/customizable_input_parameters/0", {"name", "value"}),
    "feedback": (*SAMPLES["element feedback_buttons"], "/negative_button", {"text", "value"}),
    "when to tell": (
        *SAMPLES["element email_text_input"],
        "/dispatch_action_config",
        {"trigger_actions_on"},
    ),
    "a text in a paragraph": (RICH, "/elements/0/elements/0", {"type", "text"}),
    "a style": (RICH, "/elements/0/elements/0/style", set()),
    "a link": (RICH, "/elements/0/elements/1", {"type", "url"}),
    "an emoji": (RICH, "/elements/0/elements/2", {"type", "name"}),
    "a person": (RICH, "/elements/0/elements/3", {"type", "user_id"}),
    "a group of people": (RICH, "/elements/0/elements/4", {"type", "usergroup_id"}),
    "a channel": (RICH, "/elements/0/elements/5", {"type", "channel_id"}),
    "a team": (RICH, "/elements/0/elements/6", {"type", "team_id"}),
    "a shout": (RICH, "/elements/0/elements/7", {"type", "range"}),
    "a colour": (RICH, "/elements/0/elements/8", {"type", "value"}),
    "a date": (RICH, "/elements/0/elements/9", {"type", "timestamp", "format"}),
    "a paragraph": (RICH, "/elements/0", {"type", "elements"}),
    "a quote": (RICH, "/elements/1", {"type", "elements"}),
    "code": (RICH, "/elements/2", {"type", "elements"}),
    "a list": (RICH, "/elements/3", {"type", "elements", "style"}),
    "a cell": (TABLE, "/rows/0/0", {"type", "text"}),
    "a number in a table": (TABLE, "/rows/0/1", {"type", "value", "text"}),
    "a column": (TABLE, "/column_settings/0", set()),
    "a number in a data table": (DATA, "/rows/1/0", {"type", "value"}),
    "a cell of rich text": (DATA, "/rows/1/1", {"type", "elements"}),
    "a task in a plan": (BLOCKS["plan"], "/tasks/0", {"task_id", "title"}),
    "a chart": (BLOCKS["data_visualization"], "/chart", {"type", "series", "axis_config"}),
    "an axis": (BLOCKS["data_visualization"], "/chart/axis_config", {"categories"}),
    "a series": (BLOCKS["data_visualization"], "/chart/series/0", {"name", "data"}),
    "a point": (BLOCKS["data_visualization"], "/chart/series/0/data/0", {"label", "value"}),
    "a pie": ({**BLOCKS["data_visualization"], "chart": PIE}, "/chart", {"type", "segments"}),
    "a slice": (
        {**BLOCKS["data_visualization"], "chart": PIE},
        "/chart/segments/0",
        {"label", "value"},
    ),
}


@pytest.mark.parametrize("case", WITHIN.values(), ids=WITHIN)
def test_what_is_needed_within_and_only_that_is_missed(case):
    block, *way, needed = case

    assert missed(block, "".join(way)) == needed


def missed(block, at):
    """Return the keys of the object at this place that are called for when they are not there."""
    keys = dict(places(block))[at].keys()
    return {
        key
        for key in keys
        if (at, f"missing required field: {key}") in check(put(block, at, without(key)))
    }


def without(missing):
    return lambda value: {key: part for key, part in value.items() if key != missing}
