"""What was begun: it stays where one left it, and the list says where that is."""

from playwright.sync_api import expect


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


def test_a_long_message_is_edited_in_sight(ana):
    lines = "\n".join(f"line {number}" for number in range(8))
    ana.types(lines)
    ana.sees("line 7")
    ana.composer.press("ArrowUp")

    field = ana.page.get_by_label("Edit message")
    expect(field).to_have_value(lines)
    assert field.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
