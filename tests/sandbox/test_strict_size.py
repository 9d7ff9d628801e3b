"""Sums over a whole message: however they are spread, the last character decides."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.strict import Fault, check_message, check_view
from tests.sandbox.corpus import AXED, BLOCKS, CELL, PLAIN, actions, at, home, modal, section

TOO_LONG = Fault("/blocks", "the text of all blocks is too long", "msg_blocks_too_long")


def shares(total, most_each, most=20):
    """Return ways to divide a total into parts, none empty and none above what one may hold."""
    fewest = -(-total // most_each)
    return (
        st.integers(fewest, max(most, fewest))
        .flatmap(lambda count: st.lists(st.integers(1, 9), min_size=count, max_size=count))
        .map(lambda weights: divide(total, weights))
        .filter(lambda parts: max(parts) < most_each)
    )


def divide(total, weights):
    parts = [max(1, total * weight // sum(weights)) for weight in weights]
    parts[parts.index(min(parts))] += total - sum(parts)
    return parts


def markdown(length):
    return {"type": "markdown", "text": "x" * length}


def table(lengths, kind="table"):
    rows = [[{"type": "raw_text", "text": "x" * length}] for length in lengths]
    caption = {"caption": "Projects"} if kind == "data_table" else {}
    return {"type": kind, "rows": rows, **caption}


@given(shares(13_200, 3000))
def test_the_text_of_a_message(parts):
    blocks = [section("x" * part) for part in parts]

    assert check_message(blocks) == []
    assert check_message([*blocks, section("x")]) == [TOO_LONG]


def test_every_kind_of_text_counts():
    blocks = [section("x" * 2640) for _ in range(5)]
    assert check_message(blocks) == []

    for block in (
        actions({"type": "button", "text": PLAIN}),
        {"type": "header", "text": PLAIN},
        {"type": "context", "elements": [PLAIN]},
        table([6]),
        BLOCKS["rich_text"],
    ):
        assert check_message([*blocks, block]) == [TOO_LONG]
    for block in ({"type": "divider"}, BLOCKS["image"] | {"title": PLAIN}):
        assert (check_message([*blocks, block]) == []) is ("title" not in block)


@given(shares(12_000, 12_000))
def test_the_markdown_of_a_message(parts):
    blocks = [markdown(part) for part in parts]

    assert check_message(blocks) == []
    faults = check_message([*blocks, markdown(1)])
    assert [(fault.pointer, fault.code) for fault in faults] == [("/blocks", "invalid_blocks")]


@given(shares(10_000, 10_000), st.sampled_from(["table", "data_table"]))
def test_the_cells_of_a_table(parts, kind):
    assert check_message([table(parts, kind)]) == []
    assert at(check_message([table([*parts, 1], kind)])) == ["/blocks"]


def test_the_cells_of_all_tables_of_a_home():
    assert check_view(home(table([9000]), table([1, 999], "data_table"))) == []
    assert at(check_view(home(table([9000]), table([1, 1000], "data_table")))) == ["/view/blocks"]


def test_a_number_counts_as_it_is_shown():
    long, bare = table([1, 9_994], "data_table"), {"type": "raw_number", "value": 12345}
    long["rows"].append([bare])
    assert check_message([long]) == []

    long["rows"][2] = [{**bare, "value": 123456}]
    assert at(check_message([long])) == ["/blocks"]
    long["rows"][2] = [{**bare, "value": 123456, "text": "1.2M"}]
    assert check_message([long]) == []


def test_rich_text_counts_in_a_cell():
    run = {"type": "text", "text": "xxx"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}
    long = {"type": "table", "rows": [[{**CELL, "text": "x" * 9997}], [rich]]}
    assert check_message([long]) == []

    run["text"] = "xxxx"
    assert at(check_message([long])) == ["/blocks"]


def test_a_message_has_one_table():
    within = {"type": "container", "title": PLAIN, "child_blocks": [table([1])]}

    assert check_message([table([1])]) == []
    assert at(check_message([table([1]), table([1])])) == ["/blocks"]
    assert at(check_message([table([1]), table([1, 1], "data_table")])) == ["/blocks"]
    assert at(check_message([table([1]), within])) == ["/blocks"]


def test_a_message_has_two_charts():
    chart = {"type": "data_visualization", "title": "Value", "chart": {"type": "area", **AXED}}

    assert check_message([chart, chart]) == []
    assert at(check_message([chart, chart, chart])) == ["/blocks"]
    assert check_view(home(chart, chart, chart)) == []


def test_a_view_may_say_more_than_a_message():
    assert check_view(modal(*[section("x" * 2900)] * 20)) == []
