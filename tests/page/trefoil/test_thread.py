"""A thread: a colleague is answered in it, and so is the bot."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def answers(seat, words, text):
    """Open the thread of a message and write into it; return the message."""
    message = seat.message(words)
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    field = seat.thread.get_by_role("combobox")
    expect(field).to_be_visible()
    field.fill(text)
    field.press("Enter")
    expect(seat.thread.locator("article").last).to_contain_text(text)
    return message


def test_a_colleague_is_answered_in_a_thread(sit, office):
    ben, dora = office.person("ben"), sit("dora")
    asked = ben.posts("Who can lend us a tester?", in_="apollo")
    message = answers(dora, "Who can lend us a tester?", "I can, from Monday")
    expect(dora.messages.filter(has_text="I can, from Monday")).to_have_count(0)
    assert amiss(dora) == []

    ben.posts("Thank you, Dora", under=asked)
    expect(dora.thread.locator("article").last).to_contain_text("Thank you, Dora")
    dora.button("Close thread").click()

    expect(message).to_contain_text("2 replies")
    expect(dora.thread).to_be_hidden()
    assert amiss(dora) == []


def test_what_is_said_below_the_weekly_message_stands_in_its_thread(sit):
    cem = sit("cem")
    cem.opens("Trefoil")
    cem.page.get_by_role("tab", name="Messages").click()

    message = answers(cem, "Your week · 8 May", "Fornax has not begun yet")

    assert amiss(cem) == []
    cem.button("Close thread").click()
    expect(message).to_contain_text("1 reply")
    expect(message.get_by_role("button", name="On track")).to_be_visible()
