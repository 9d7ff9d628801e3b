"""A lesson is logged from what somebody wrote."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def test_a_message_becomes_a_lesson(sit, office):
    ana = sit("ana")
    office.person("ben").posts("We lost two days: the test data came late", in_="apollo")
    message = ana.message("We lost two days")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    choice = ana.page.get_by_role("menuitem", name="Log as lesson")
    expect(choice).to_be_focused()
    assert amiss(ana) == []

    choice.click()
    expect(ana.field("Title")).to_have_value("We lost two days: the test data came late")
    assert amiss(ana) == []
    ana.saves()

    expect(ana.form).to_have_count(0)
    ana.sees("Saved: We lost two days")
    assert amiss(ana) == []
