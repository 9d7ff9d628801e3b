"""How what the app sends reads: marks and escapes undone, people and dates in words."""

from datetime import UTC, datetime

import pytest

from sandbox.elements import interactive
from sandbox.naming import namer
from sandbox.reading import block_words, mrkdwn
from sandbox.state import Message
from tests.sandbox import library
from tests.sandbox.ways import stage

AT = int(datetime(2030, 5, 6, 22, 30, tzinfo=UTC).timestamp())


@pytest.fixture
def read(workspace, id_of):
    named = namer(workspace, workspace.users[id_of("ana")])
    return lambda block: block_words(block, named)


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("*bold* _slanted_ ~gone~ `code`", "bold slanted gone code"),
        ("*_both_* and snake_case_names, 2*3*4", "both and snake_case_names, 2*3*4"),
        ("a &amp;amp; b &lt;i&gt; &quot;", "a &amp; b <i> &quot;"),
        ("<https://a.example|the list> <https://b.example>", "the list https://b.example"),
        ("<mailto:a@b.example> <mailto:a@b.example|Ana>", "a@b.example Ana"),
        ("&gt; quoted\n> twice", "quoted\ntwice"),
    ],
)
def test_mrkdwn(sent, seen):
    assert mrkdwn(sent) == seen


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("<@U0BEN000000> <@U0BEN000000|b> <@U404|gone>", "@Ben Okafor @Ben Okafor gone"),
        ("<#C0APOLLO000> <!here> <!subteam^S1|@leads>", "#apollo @here @leads"),
        (f"<!date^{AT}^{{date_short}} at {{time}}|late>", "May 7, 2030 at 00:30"),
        (f"<!date^{AT}^{{date_long_pretty}}^https://a.example|late>", "Tuesday, May 7th, 2030"),
        (f"<!date^{AT}^{{ago}}|some days ago>", "some days ago"),
    ],
)
def test_what_stands_in_angle_brackets(read, sent, seen):
    assert read(library.section(sent)) == seen


LEAVES = [
    {"type": "text", "text": "with ", "style": {"bold": True}},
    {"type": "user", "user_id": "U0BEN000000"},
    {"type": "emoji", "name": "wave"},
    {"type": "link", "url": "https://a.example"},
]
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": LEAVES}]}
ROWS = [
    [{"type": "raw_text", "text": "Book"}, {"type": "raw_text", "text": "Days"}],
    [RICH, {"type": "raw_number", "value": 3}],
]
PIE = {"type": "pie", "segments": [{"label": "Here", "value": 2}]}
BARS = {"type": "bar", "series": [{"name": "Lent", "data": [{"label": "May", "value": 4}]}]}


@pytest.mark.parametrize(
    ("block", "seen"),
    [
        (library.section("*a*", fields=[library.words("b"), {"type": "mrkdwn", "text": "_c_"}]),
         "a\nb\nc"),
        ({"type": "context", "elements": [library.words("a"),
                                          {"type": "image", "alt_text": "b", "image_url": "x"}]},
         "a b"),
        ({"type": "image", "alt_text": "a chart", "title": library.words("May")}, "May\na chart"),
        ({"type": "markdown", "text": "# Books\n- **Dune** by [Frank](https://a.example)"},
         "Books\nDune by Frank"),
        (RICH, "with @Ben Okafor:wave:https://a.example"),
        ({"type": "table", "rows": ROWS},
         "Book | Days\nwith @Ben Okafor:wave:https://a.example | 3"),
        ({"type": "data_table", "caption": "Lent", "rows": ROWS[:1]}, "Lent\nBook | Days"),
        ({"type": "data_visualization", "title": "Books", "chart": PIE}, "Books\nHere: 2"),
        ({"type": "data_visualization", "title": "Books", "chart": BARS}, "Books\nLent, May: 4"),
        ({"type": "divider"}, ""),
        (library.entry("a", "Note", "datepicker", hint=library.words("short")), "Note\nshort"),
        ({"type": "plan", "title": "Steps", "tasks": [{"type": "task_card", "title": "One"}]},
         "Steps\nOne"),
    ],
)  # fmt: skip
def test_each_kind_of_block_reads(read, block, seen):
    assert read(block) == seen


def test_what_can_be_used_is_found_inside_other_blocks():
    lend = library.button("Lend", "open")
    card = {"type": "card", "title": library.words("Dune"), "actions": [lend]}
    good = {"text": library.words("Good"), "value": "+"}
    bad = {"text": library.words("Bad"), "value": "-"}
    feedback = {"type": "feedback_buttons", "action_id": "f",
                "positive_button": good, "negative_button": bad}  # fmt: skip
    blocks = [
        {"type": "carousel", "elements": [card]},
        {"type": "container", "child_blocks": [library.section("x", lend)]},
        {"type": "context_actions", "elements": [feedback]},
    ]

    assert [e.json["type"] for e in interactive(blocks)] == ["button", "button", "feedback_buttons"]


def test_a_message_reads_by_its_text_where_it_has_no_blocks():
    with stage() as stand:
        workspace = stand.workspace
        said = Message(workspace.new_ts(), "C0APOLLO000", workspace.app.bot_user_id, "*Hi*", [])
        workspace.messages["C0APOLLO000"] = [said]
        (note,) = stand.person("ana").reads("#apollo")

    assert (note.text, note.fallback) == ("Hi", "*Hi*")


def test_all_words_are_those_of_fields_and_options_too():
    with stage() as stand:
        form = stand.person("ana").types("/lend")

        assert form.words.splitlines() == [
            "Lend a book", "Book", "Note", "Until", "Condition", "Good", "Torn"
        ]  # fmt: skip
        assert form.labels == ["Book", "Note", "Until", "Condition"]
