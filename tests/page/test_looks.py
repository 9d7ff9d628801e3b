"""How the page looks and is used: light, dark, a phone, the keyboard alone, and by ear."""

import pytest
from playwright.sync_api import expect

from tests.page.blocks import budgets, chart, every_field, section
from tests.page.looks import DARK, LIGHT, PHONE
from tests.page.sight import amiss

RIGHT_TO_LEFT = "مشروع أبولو"


@pytest.fixture
def crowded(library, app):
    """Fill a channel with everything, long names and a script that runs to the left."""
    library.workspace.users["U0BEN000000"].real_name = "Maximilian " + "wolfeschlegelstein" * 17
    library.person("ben").posts("w" * 300, in_="#apollo")
    library.person("chloe").posts(RIGHT_TO_LEFT, in_="#apollo")
    said = [section("🟡 *At risk* since <!date^1700000000^{date}|then>")]
    app.chat_postMessage(channel="C0APOLLO000", text="A", blocks=[*said, budgets()])
    app.chat_postMessage(channel="C0APOLLO000", text="B", blocks=[chart("line"), chart("pie")])

    @library.app.command("/card")
    def open_card(ack, body, client):
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=every_field())

    return library


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=str)
def test_nothing_serious_is_wrong_for_those_who_do_not_see(crowded, visit, look):
    ana = visit(crowded.sandbox, "U0ANA000000", "C0APOLLO000", **look.options)
    ana.types("/shelf")
    ana.sees("Emma is here")
    assert amiss(ana) == []

    ana.types("/card")
    expect(ana.form).to_be_visible()
    ana.saves()
    expect(ana.form).to_contain_text("Please complete")
    assert amiss(ana) == []

    ana.page.keyboard.press("Escape")
    ana.button("Inspector").click()
    expect(ana.page.locator("#inspector")).to_contain_text("views.open")
    assert amiss(ana) == []


def test_a_button_can_be_read_while_it_is_busy(ana):
    ana.types("/shelf")
    books = ana.message("Emma is here").get_by_role("button", name="Return")
    expect(books.first).to_be_visible()

    for book in books.all():
        book.evaluate("node => node.setAttribute('aria-busy', 'true')")

    assert amiss(ana) == []


def test_the_colours_follow_the_machine_until_they_are_chosen(library, visit):
    ana = visit(library.sandbox, "U0ANA000000", color_scheme="dark")

    def paper():
        return ana.page.evaluate("getComputedStyle(document.body).backgroundColor")

    dark = paper()
    ana.page.get_by_role("button", name="Colours").click()
    assert paper() == "rgb(255, 255, 255)" != dark
    ana.page.get_by_role("button", name="Colours").click()
    assert paper() == dark

    ana.page.emulate_media(color_scheme="light")
    assert paper() == "rgb(255, 255, 255)"
    ana.button("Colours: light. Change to dark").click()
    assert paper() == dark
    expect(ana.button("Colours: dark. Change to light")).to_be_visible()


def test_a_phone_shows_one_pane_at_a_time(crowded, visit):
    ana = visit(crowded.sandbox, "U0ANA000000", "C0APOLLO000", **PHONE.options)
    expect(ana.page.locator("#sidebar")).to_be_hidden()
    assert amiss(ana) == []

    ana.button("All conversations").click()
    expect(ana.page.locator("#middle")).to_be_hidden()
    ana.opens("general")
    ana.types("/card")
    expect(ana.form).to_be_visible()
    assert ana.form.bounding_box()["width"] == PHONE.width
    assert amiss(ana) == []


def test_the_keyboard_is_enough(ana):
    page = ana.page
    page.keyboard.press("/")
    expect(ana.composer).to_be_focused()
    page.keyboard.type("lend")
    page.keyboard.press("Enter")
    expect(ana.field("Book")).to_be_focused()

    page.keyboard.type("em")
    expect(page.get_by_role("option", name="Emma")).to_be_visible()
    page.keyboard.press("Enter")
    expect(ana.field("Book")).to_have_value("Emma")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(ana.form).to_have_count(0)
    expect(ana.composer).to_be_focused()

    page.keyboard.press("Control+k")
    expect(page.locator(".room[aria-current]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="general")).to_be_visible()


def test_the_keys_are_listed(ana):
    ana.page.keyboard.press("?")
    expect(ana.page.get_by_role("dialog", name="Keys")).to_contain_text("Send")

    ana.page.keyboard.press("Escape")
    expect(ana.page.get_by_role("dialog")).to_have_count(0)


def test_arrow_keys_go_from_message_to_message(ana, library):
    ben = library.person("ben")
    for words in ("one", "two"):
        ben.posts(words, in_="#apollo")
    ana.sees("two")

    ana.page.locator("#scroll").focus()
    ana.page.keyboard.press("ArrowUp")
    expect(ana.message("two")).to_be_focused()
    ana.page.keyboard.press("ArrowUp")
    expect(ana.message("one")).to_be_focused()


def test_the_last_message_is_edited_by_the_arrow_up(ana):
    ana.types("teh end")
    ana.sees("teh end")

    ana.page.keyboard.press("ArrowUp")
    field = ana.page.get_by_label("Edit message")
    expect(field).to_have_value("teh end")
    field.fill("the end")
    field.press("Enter")

    ana.sees("the end")


def test_the_inspector_shows_what_was_said_and_how_long_it_took(ana):
    ana.types("/shelf")
    ana.sees("Emma is here")
    ana.button("Inspector").click()
    line = ana.page.locator("#inspector details", has_text="/shelf")
    expect(line).to_contain_text("ms")

    line.locator("summary").click()

    expect(line.locator("pre")).to_contain_text('"command": "/shelf"')
