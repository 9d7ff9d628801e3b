"""Home: what is due from a manager, and how the firm stands for a leader."""

import pytest
from playwright.sync_api import expect

from tests.page.looks import PHONE
from tests.page.sight import amiss

SENDS = {"Spreadsheet", "Post digest now"}
"""Buttons that open no window but send something."""


def is_home_drawn(response):
    """Say whether this answers that Home was opened: by then the bot has drawn it."""
    return '"do":"home"' in (response.request.post_data or "")


def goes_home(seat):
    """Go there by the list, which leads to what is unread first."""
    with seat.page.expect_response(is_home_drawn):
        seat.opens("Trefoil")
        tab = seat.page.get_by_role("tab", name="Home")
        if tab.get_attribute("aria-selected") == "false":
            tab.click()
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


@pytest.mark.parametrize("look", [PHONE], indirect=True, ids=str)
def test_every_window_behind_a_leaders_home_is_fit_for_a_phone(sit):
    mara = sit("mara", "home")
    home = mara.page.locator("#scroll .home")
    expect(home.get_by_role("button", name="Firm settings")).to_be_visible()
    names = dict.fromkeys(home.get_by_role("button").all_inner_texts())
    windows = [name for name in names if name not in SENDS]
    assert len(windows) > 10

    for name in windows:
        home.get_by_role("button", name=name, exact=True).first.click()
        expect(mara.form, name).to_be_visible()
        assert amiss(mara) == [], name
        mara.page.keyboard.press("Escape")
        expect(mara.form, name).to_have_count(0)
