"""What was begun: it stays where one left it, and the list says where that is."""

from playwright.sync_api import expect

from tests.page.looks import PHONE


def test_the_list_says_where_something_was_begun(ana):
    room = ana.page.locator(".room", has_text="apollo")
    ana.composer.fill("I was about to")
    expect(room).to_have_attribute("aria-label", "apollo, channel")

    ana.opens("leads")
    expect(room).to_have_attribute("aria-label", "apollo, channel, a draft")
    ana.acts_as("Ben Okafor")
    expect(room).to_have_attribute("aria-label", "apollo, channel")

    ana.acts_as("Ana Ferreira")
    ana.opens("apollo")
    expect(ana.composer).to_have_value("I was about to")
    ana.composer.press("Enter")
    ana.opens("general")
    expect(room).to_have_attribute("aria-label", "apollo, channel")


def test_what_was_begun_in_a_thread_is_found_by_the_list_and_below_its_message(ana, library):
    library.person("ben").posts("Who has Dune?", in_="#apollo")
    message = ana.message("Who has Dune?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    field = ana.thread.get_by_role("combobox")
    field.fill("I was about to")
    room = ana.page.locator(".room", has_text="apollo")
    expect(room).to_have_attribute("aria-label", "apollo, channel")

    ana.page.keyboard.press("Escape")
    expect(room).to_have_attribute("aria-label", "apollo, channel, a draft")
    ana.opens("leads")
    expect(room).to_have_attribute("aria-label", "apollo, channel, a draft")

    ana.opens("apollo")
    message.get_by_role("button", name="Draft").click()
    expect(field).to_have_value("I was about to")
    expect(message.get_by_role("button", name="Draft")).to_have_count(0)
    field.press("Enter")
    expect(message.get_by_role("button", name="1 reply")).to_be_visible()
    ana.page.keyboard.press("Escape")
    expect(room).to_have_attribute("aria-label", "apollo, channel")


def test_what_stands_below_a_message_stays_whole_on_a_phone(library, visit):
    ana = visit(library.sandbox, "U0ANA000000", "C0APOLLO000", **PHONE.options)
    note = library.person("ben").posts("Who has Dune?", in_="#apollo")
    library.person("chloe").posts("I do", under=note)
    bar = ana.message("Who has Dune?").get_by_role("button", name="1 reply")
    bar.click()
    ana.thread.get_by_role("combobox").fill("I was about to")
    ana.button("Close thread").click()

    for words in ("1 reply", "Draft"):
        assert bar.get_by_text(words).bounding_box()["height"] < 28


def test_what_was_begun_below_a_message_that_is_gone_is_no_draft(ana, library):
    ben = library.person("ben")
    note = ben.posts("Who has Dune?", in_="#apollo")
    message = ana.message("Who has Dune?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    ana.thread.get_by_role("combobox").fill("I was about to")
    ana.page.keyboard.press("Escape")
    room = ana.page.locator(".room", has_text="apollo")
    expect(room).to_have_attribute("aria-label", "apollo, channel, a draft")

    ben.deletes(note)

    expect(ana.messages).to_have_count(0)
    expect(room).to_have_attribute("aria-label", "apollo, channel")
    ana.opens("leads")
    expect(room).to_have_attribute("aria-label", "apollo, channel")


def test_a_long_message_is_edited_in_sight(ana):
    lines = "\n".join(f"line {number}" for number in range(8))
    ana.types(lines)
    ana.sees("line 7")
    ana.composer.press("ArrowUp")

    field = ana.page.get_by_label("Edit message")
    expect(field).to_have_value(lines)
    assert field.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
