"""What every kind of input sends: Slack's own keys and shapes, empty and filled."""

from datetime import UTC, date, datetime, time

import pytest

from sandbox.cannot import CannotError, NotThereError
from tests.sandbox import library
from tests.sandbox.library import entry, option
from tests.sandbox.ways import stage

RED, BLUE = option("Red"), option("Blue")
FIRST = {"text": {"type": "plain_text", "text": "Red", "emoji": True}, "value": "red"}
SECOND = {"text": {"type": "plain_text", "text": "Blue", "emoji": True}, "value": "blue"}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "so"}]}],
}
COLOURS = {"options": [RED, BLUE]}
WORDS = ("plain_text_input", "email_text_input", "url_text_input")

CASES = [
    # kind, what the element has besides, the key, what is entered, what is sent
    ("plain_text_input", {}, "value", ["a & <b>"], "a & <b>"),
    ("email_text_input", {}, "value", ["a@b.example"], "a@b.example"),
    ("url_text_input", {}, "value", ["https://b.example"], "https://b.example"),
    ("number_input", {"is_decimal_allowed": True}, "value", [2.5], "2.5"),
    ("number_input", {"is_decimal_allowed": False}, "value", [3], "3"),
    ("number_input", {"is_decimal_allowed": True}, "value", ["0.1"], "0.1"),
    ("rich_text_input", {}, "rich_text_value", ["so"], RICH),
    ("datepicker", {}, "selected_date", [date(2030, 2, 3)], "2030-02-03"),
    ("timepicker", {}, "selected_time", [time(8, 5)], "08:05"),
    ("datetimepicker", {}, "selected_date_time", [datetime(2030, 1, 1, tzinfo=UTC)], 1893456000),
    ("static_select", COLOURS, "selected_option", ["Red"], FIRST),
    ("external_select", {"min_query_length": 0}, "selected_option", ["Red"], FIRST),
    ("radio_buttons", COLOURS, "selected_option", ["Blue"], SECOND),
    ("checkboxes", COLOURS, "selected_options", ["Red", "Blue"], [FIRST, SECOND]),
    ("multi_static_select", COLOURS, "selected_options", ["Blue", "Red"], [SECOND, FIRST]),
    ("multi_external_select", {"min_query_length": 0}, "selected_options", ["Red"], [FIRST]),
    ("users_select", {}, "selected_user", ["Ben Okafor"], "U0BEN000000"),
    ("multi_users_select", {}, "selected_users", ["@ben", "dev"], ["U0BEN000000", "U0DEV000000"]),
    ("channels_select", {}, "selected_channel", ["#apollo"], "C0APOLLO000"),
    ("multi_channels_select", {}, "selected_channels", ["#general"], ["C0GENERAL00"]),
    ("conversations_select", {}, "selected_conversation", ["#leads"], "C0LEADS0000"),
    ("multi_conversations_select", {}, "selected_conversations", ["#board"], ["C0BOARD0000"]),
]
EMPTY_LISTS = ("multi_", "checkboxes", "file_input")


@pytest.fixture(scope="module")
def stand():
    with stage() as found:
        found.app.options("field")(lambda ack: ack(options=[RED, BLUE]))
        found.app.command("/card")(lambda ack, body, client: opened(found, ack, body, client))
        yield found


def opened(stand, ack, body, client):
    client.views_open(trigger_id=body["trigger_id"], view=library.modal("Card", *stand.fields))
    ack()


@pytest.fixture
def card(stand):
    """Return what opens a form with these fields before a new person."""

    def open_card(*fields, who="ana"):
        stand.fields = fields
        return stand.person(who).types("/card")

    return open_card


def sent(stand):
    return stand.heard("view_submission")[-1]["view"]["state"]["values"]


@pytest.mark.parametrize(("kind", "more", "key", "entered", "value"), CASES)
def test_a_filled_field_is_sent_as_slack_does(stand, card, kind, more, key, entered, value):  # noqa: PLR0917, PLR0913
    form = card(entry("field", "Field", kind, **more))

    form.fills("Field", *entered)
    form.saves()

    assert sent(stand) == {"field": {"field": {"type": kind, key: value}}}


@pytest.mark.parametrize(
    ("kind", "more", "key"), [*{c[0]: c[:3] for c in CASES}.values(), ("file_input", {}, "files")]
)
def test_an_empty_field_is_sent_too(stand, card, kind, more, key):
    card(entry("field", "Field", kind, optional=True, **more)).saves()

    empty: list[str] | None = [] if kind.startswith(EMPTY_LISTS) else None
    assert sent(stand) == {"field": {"field": {"type": kind, key: empty}}}


def test_what_the_app_put_there_is_sent_if_nobody_changes_it(stand, card):
    form = card(
        entry("a", "A", "plain_text_input", initial_value="x"),
        entry("b", "B", "multi_static_select", initial_options=[BLUE], **COLOURS),
        entry("c", "C", "timepicker", initial_time="08:00", timezone="Europe/Berlin"),
    )

    assert (form.value("A"), form.value("B"), form.value("C")) == ("x", ["Blue"], "08:00")
    form.saves()

    assert sent(stand) == {
        "a": {"a": {"type": "plain_text_input", "value": "x"}},
        "b": {"b": {"type": "multi_static_select", "selected_options": [SECOND]}},
        "c": {"c": {"type": "timepicker", "selected_time": "08:00", "timezone": "Europe/Berlin"}},
    }


def test_what_was_there_can_be_cleared(stand, card):
    form = card(
        entry("a", "A", "plain_text_input", initial_value="x", optional=True),
        entry("b", "B", "checkboxes", initial_options=[RED], optional=True, **COLOURS),
    )

    form.clears("A").clears("B").saves()

    assert sent(stand)["a"]["a"]["value"] is None
    assert sent(stand)["b"]["b"]["selected_options"] == []


def test_a_file_is_attached(stand, card):
    form = card(entry("sheet", "Sheet", "file_input"))

    form.fills("Sheet", ("plan.csv", b"a,b"))
    form.saves()

    (file,) = sent(stand)["sheet"]["sheet"]["files"]
    assert (file["name"], file["mimetype"], file["size"]) == ("plan.csv", "text/csv", 3)
    assert stand.workspace.files[file["id"]].content == b"a,b"


@pytest.mark.parametrize(
    ("kind", "more", "entered", "said"),
    [
        ("plain_text_input", {}, None, "Please complete this required field."),
        ("plain_text_input", {"max_length": 3}, "four", "Must be less than 4 characters."),
        ("plain_text_input", {"min_length": 3}, "no", "Must be at least 3 characters."),
        ("email_text_input", {}, "ana", "Enter a valid email."),
        ("url_text_input", {}, "b.example", "Enter a valid URL."),
        ("number_input", {"is_decimal_allowed": False}, "1.5", "Please enter a valid number."),
        ("number_input", {"is_decimal_allowed": True, "min_value": "2"}, 1, "Must be 2 or more."),
        ("number_input", {"is_decimal_allowed": True, "max_value": "2"}, 3, "Must be 2 or less."),
        ("multi_static_select", {"max_selected_items": 1, **COLOURS}, ["Red", "Blue"],
         "Select 1 at most."),
    ],
)  # fmt: skip
def test_slacks_client_complains_before_it_sends(stand, card, kind, more, entered, said):  # noqa: PLR0917, PLR0913
    form = card(entry("field", "Field", kind, **more))
    before = len(stand.heard("view_submission"))
    form.fills({"Field": entered})

    assert form.saves() is form
    assert form.errors == {"Field": said}
    assert len(stand.heard("view_submission")) == before


@pytest.mark.parametrize(
    ("kind", "more", "entered", "said"),
    [
        ("static_select", COLOURS, "Green", "option of 'Field' 'Green'; there is: 'Red', 'Blue'"),
        ("radio_buttons", COLOURS, "Green", "no option of 'Field' 'Green'"),
        ("users_select", {}, "zoe", "no person 'zoe'"),
        ("channels_select", {}, "#nowhere", "no channel '#nowhere'"),
        ("conversations_select", {"filter": {"include": ["private"]}}, "#general",
         "no channel in 'Field' '#general'"),
        ("datepicker", {}, "2030-02-31", "'Field' .datepicker. takes no"),
        ("datetimepicker", {}, datetime(2030, 1, 1), "takes no"),  # noqa: DTZ001  # naive is meant
    ],
)  # fmt: skip
def test_what_a_field_does_not_offer_cannot_be_entered(card, kind, more, entered, said):
    form = card(entry("field", "Field", kind, **more))

    with pytest.raises(CannotError, match=said):
        form.fills("Field", entered)


def test_one_holds_one(card):
    form = card(entry("field", "Field", "static_select", **COLOURS))

    with pytest.raises(CannotError, match="holds one choice"):
        form.chooses("Field", "Red", "Blue")


def test_what_is_private_is_offered_to_its_members_alone(card):
    form = card(entry("field", "Field", "conversations_select"), who="ben")

    with pytest.raises(NotThereError, match="#board"):
        form.chooses("Field", "#board")


def test_an_external_select_asks_only_once_enough_was_typed(stand, card):
    form = card(entry("field", "Field", "external_select", min_query_length=2))

    assert form.offers("Field", "r") == []
    assert form.offers("Field", "re") == ["Red", "Blue"]
    assert stand.heard("block_suggestion")[-1]["value"] == "re"


def test_ids_that_were_left_out_are_made_up(stand, card):
    card({"type": "input", "label": library.words("A"), "element": {"type": "plain_text_input"}})
    form = stand.person("ana").sees
    form.fills("A", "x")
    form.saves()

    ((block_id, fields),) = sent(stand).items()
    ((action_id, state),) = fields.items()
    assert block_id
    assert action_id
    assert state["value"] == "x"
