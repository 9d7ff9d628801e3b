"""The leaders' digest: read, its lists opened and sorted, its spreadsheet taken."""

from playwright.sync_api import expect

from tests.page.sight import amiss


def digest_of(seat):
    return seat.message("The firm, week 19")


def test_a_leader_reads_the_digest_and_finds_the_spreadsheet_in_her_own_conversation(sit):
    mara = sit("mara", "leaders")
    expect(digest_of(mara)).to_contain_text("8 of 22 off track.")
    assert amiss(mara) == []
    digest_of(mara).get_by_role("button", name="Spreadsheet").click()
    expect(mara.message("for you alone")).to_contain_text("Only visible to you")
    assert amiss(mara) == []

    mara.opens("Trefoil")

    expect(mara.page.get_by_role("button", name="projects-2030-05-08.xlsx")).to_be_visible()
    assert amiss(mara) == []


def test_a_leader_opens_the_lists_of_the_digest_and_sorts_one(sit):
    mara = sit("mara", "leaders")
    digest_of(mara).get_by_role("button", name="2 replies").click()
    table = mara.thread.locator(".data-table").first
    projects = table.locator("tbody td:nth-child(2)")
    expect(projects).to_have_count(10)
    assert amiss(mara) == []

    by_name = table.get_by_role("columnheader", name="Project")
    for order, first in (("ascending", "Indus"), ("descending", "Vela")):
        by_name.get_by_role("button").click()
        expect(projects.first).to_have_text(first)
        expect(by_name).to_have_attribute("aria-sort", order)
    assert amiss(mara) == []

    table.get_by_role("button", name="Next rows").click()
    expect(projects).to_have_text(["Lupus", "Indus"])
    assert amiss(mara) == []
