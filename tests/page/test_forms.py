"""Forms in a browser: every field, errors, forms on forms, confirmations, shortcuts."""

import pytest
from playwright.sync_api import expect

from tests.page.blocks import choice, every_field, section, words
from tests.sandbox.library import button


@pytest.fixture
def card(library):
    """Let /card open the form that has every field."""

    @library.app.command("/card")
    def open_card(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=every_field())


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(ana):
    ana.types("/lend")
    ana.saves()
    wrong = ana.form.locator(".input", has_text="Book")
    expect(wrong).to_contain_text("Please complete this required field.")
    expect(ana.field("Book")).to_be_focused()

    ana.chooses("Book", "Emma", query="em")
    ana.field("Note").fill("errors")
    ana.saves()
    expect(ana.form).to_contain_text("Not like this")
    expect(ana.field("Note")).to_have_value("errors")
    expect(ana.field("Note")).to_have_attribute("aria-invalid", "true")

    ana.field("Note").fill("fine")
    ana.saves()
    expect(ana.form).to_have_count(0)
    expect(ana.composer).to_be_focused()


def test_a_form_leads_to_another_and_back(ana, library):
    ana.types("/lend")
    ana.chooses("Book", "Emma", query="em")
    ana.field("Note").fill("push")
    ana.saves()
    expect(ana.form.get_by_role("heading", name="On top")).to_be_visible()

    ana.button("Back").click()
    expect(ana.field("Note")).to_have_value("push")

    ana.page.keyboard.press("Escape")
    expect(ana.form).to_have_count(0)
    assert library.heard("view_closed")


def test_escape_closes_a_form_once_also_from_a_date(ana, library):
    ana.types("/lend")
    ana.field("Until").fill("2030-05-13")
    expect(ana.form).to_contain_text("Noted: 2030-05-13")

    ana.field("Until").press("Escape")

    expect(ana.form).to_have_count(0)
    ana.types("Not today")
    ana.sees("Not today")
    expect(ana.page.locator(".toast")).to_have_count(0)
    assert len(library.heard("view_closed")) == 1


def test_what_is_chosen_changes_the_form_and_what_is_typed_stays(ana):
    ana.types("/lend")
    note = ana.field("Note")
    note.fill("half a sen")
    ana.field("Until").fill("2030-05-13")
    ana.field("Until").blur()

    expect(ana.form).to_contain_text("Noted: 2030-05-13")
    expect(ana.field("Note")).to_have_value("half a sen")


TYPED = {
    "Title": "Late data",
    "Story": "One\nTwo",
    "Count": "3",
    "Mail": "a@b.example",
    "Day": "2030-05-13",
    "Hour": "14:30",
}
CHOSEN = {
    "Kind": ("Data", None),
    "Offerings": ("Coaching", None),
    "Book": ("Dune", "d"),
    "Helper": ("Ben Okafor", "oka"),
    "Team": ("Chloé Dubois", None),
    "Where": ("#leads", None),
}
SENT = {
    **TYPED,
    "Colour": "🟢 on track",
    "Ticks": ["coaching"],
    "Kind": "data",
    "Offerings": ["coaching"],
    "Book": "dune",
    "Helper": "U0BEN000000",
    "Team": ["U0CHLOE0000"],
    "Where": "C0LEADS0000",
    "Sheet": ["a.csv"],
}


def sent(held):
    """Return what was entered in one field, of options their values, of files their names."""
    match next(value for name, value in held.items() if name not in {"type", "timezone"}):
        case list() as several:
            return [sent({"one": each}) for each in several]
        case {"mimetype": _, "name": name}:
            return name
        case {"value": value}:
            return value
        case value:
            return value


@pytest.mark.usefixtures("card")
def test_every_field_says_what_was_entered(ana, library):
    ana.types("/card")
    for label, words_ in TYPED.items():
        ana.field(label).fill(words_)
    ana.form.get_by_role("radio", name="On track").check()
    ana.form.get_by_role("checkbox", name="Coaching").check()
    for label, (option, query) in CHOSEN.items():
        ana.chooses(label, option, query)
    sheet = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"1"}
    ana.form.locator("input[type=file]").set_input_files([sheet])
    expect(ana.form.get_by_role("button", name="Remove a.csv")).to_be_visible()
    ana.saves()
    expect(ana.form).to_have_count(0)

    state = library.heard("view_submission")[-1]["view"]["state"]["values"]
    assert {label: sent(next(iter(held.values()))) for label, held in state.items()} == SENT


def test_a_confirmation_is_asked_and_can_be_refused(ana, library, app):
    asked = {
        "title": words("Sure?"),
        "text": words("It goes."),
        "confirm": words("Burn it"),
        "deny": words("Keep it"),
    }
    actions = {"type": "actions", "elements": [button("Burn", "return", value="9", confirm=asked)]}
    app.chat_postMessage(channel="C0APOLLO000", text="Dune", blocks=[section("Dune"), actions])

    ana.button("Burn").click()
    ana.button("Keep it").click()
    assert library.heard("block_actions") == []

    ana.button("Burn").click()
    expect(ana.page.get_by_role("dialog")).to_contain_text("It goes.")
    ana.button("Burn it").click()
    ana.sees("Book 9 is back")


def test_a_choice_in_a_message_is_told_at_once(ana, library, app):
    menu = {"type": "static_select", "action_id": "pick", "options": [choice("Good")]}
    blocks = [section("Condition", accessory=menu)]
    library.app.action("pick")(lambda ack, say, action: (ack(), say(action["type"])))
    app.chat_postMessage(channel="C0APOLLO000", text="Condition", blocks=blocks)

    ana.chooses("Condition", "Good")

    ana.sees("static_select")


def test_shortcuts_from_a_message_and_from_anywhere(ana):
    ana.types("We lost two days")
    ana.menu("We lost two days", "Review this")
    expect(ana.field("Note")).to_have_value("We lost two days")
    ana.button("Close").last.click()
    expect(ana.form).to_have_count(0)

    ana.button("Shortcuts").click()
    ana.page.get_by_role("menuitem", name="Lend a book").click()
    expect(ana.form.get_by_role("heading", name="Lend a book")).to_be_visible()
