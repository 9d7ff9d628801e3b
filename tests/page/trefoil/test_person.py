"""Another user at the same page: what was said to one alone is not there for the other."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def test_another_user_does_not_find_a_private_card(sit):
    ana = sit("ana")
    ana.types("/project-status apollo")
    expect(ana.message("Apollo for Acme")).to_contain_text("Only visible to you")
    ana.lists()
    ana.page.locator(".switcher").click()
    expect(ana.page.get_by_role("menu", name="Act as")).to_contain_text("Ben Ito")
    assert amiss(ana) == []
    ana.page.keyboard.press("Escape")

    ana.acts_as("Ben Ito")
    ana.opens("apollo")

    expect(ana.page.locator("#scroll")).to_be_visible()
    assert "Apollo for Acme" not in ana.page.content()
    assert amiss(ana) == []


def test_another_user_does_not_find_the_leaders_channel(sit):
    mara = sit("mara", "leaders")
    mara.sees("The firm, week 19")

    mara.acts_as("Dora Weiss")

    expect(mara.page.locator(".room", has_text="apollo")).to_be_visible()
    expect(mara.page.locator(".room", has_text="leaders")).to_have_count(0)
    assert "The firm, week 19" not in mara.page.content()
    assert amiss(mara) == []
