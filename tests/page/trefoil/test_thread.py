"""A thread under what a colleague wrote."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def test_a_colleague_is_answered_in_a_thread(sit, office):
    ben, dora = office.person("ben"), sit("dora")
    ben.posts("Who can lend us a tester?", in_="apollo")
    message = dora.message("Who can lend us a tester?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    field = dora.thread.get_by_role("combobox")
    expect(field).to_be_focused()
    assert amiss(dora) == []

    field.fill("I can, from Monday")
    field.press("Enter")

    expect(dora.thread.locator("article").last).to_contain_text("I can, from Monday")
    expect(dora.messages.filter(has_text="I can, from Monday")).to_have_count(0)
    assert amiss(dora) == []

    dora.button("Close thread").click()
    expect(message).to_contain_text("1 reply")
    assert amiss(dora) == []
