"""Home: what is due from a manager, and how the firm stands for a leader."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def goes_home(seat):
    seat.opens("Trefoil")
    seat.page.get_by_role("tab", name="Home").click()
    return seat.page.locator("#scroll .home")


def test_home_says_what_is_due_and_its_buttons_work(sit):
    cem = sit("cem")
    home = goes_home(cem)
    expect(home).to_contain_text("Due from you")
    expect(home).to_contain_text("Fornax for Acme")
    assert amiss(cem) == []

    home.get_by_role("button", name="Update", exact=True).first.click()

    expect(cem.form.get_by_role("heading", name="Update Fornax")).to_be_visible()
    cem.page.keyboard.press("Escape")
    expect(cem.form).to_have_count(0)


def test_a_leader_reads_how_the_firm_stands_and_looks_at_the_next_digest(sit):
    mara = sit("mara")
    home = goes_home(mara)
    expect(home).to_contain_text("How the firm stands")
    assert amiss(mara) == []

    home.get_by_role("button", name="Preview digest").click()

    expect(mara.form.get_by_role("heading", name="Digest preview")).to_be_visible()
    expect(mara.form).to_contain_text("8 of 22 off track")
    assert amiss(mara) == []
    mara.button("Close").last.click()
    expect(mara.form).to_have_count(0)
