"""Tables that sort and page, charts with their numbers, and what is not drawn."""

from playwright.sync_api import expect

from tests.page.blocks import budgets, chart

SHAPES = {"pie": (".slice", 2), "bar": (".bar", 6), "line": (".dot", 6), "area": (".area", 2)}
"""By the kind of chart: what it is made of, and how often that is there."""


def first_column(page):
    return page.locator(".data-table tbody th").all_inner_texts()


def test_a_table_sorts_and_pages(ana, app):
    app.chat_postMessage(channel="C0APOLLO000", text="Budgets", blocks=[budgets()])
    ana.sees("Budgets")
    page = ana.page
    assert first_column(page) == ["Apollo", "Borealis", "Corvus", "Delta"]

    page.get_by_role("button", name="Budget", exact=True).click()
    assert first_column(page) == ["Gemini", "Borealis", "Delta", "Echo"]
    header = page.get_by_role("columnheader", name="Budget")
    expect(header).to_have_attribute("aria-sort", "ascending")

    page.get_by_role("button", name="Budget", exact=True).click()
    assert first_column(page) == ["Corvus", "Apollo", "Fornax", "Echo"]
    expect(header).to_have_attribute("aria-sort", "descending")

    ana.button("Next rows").click()
    assert first_column(page) == ["Delta", "Borealis", "Gemini"]
    expect(page.locator(".table-feet")).to_contain_text("5 to 7 of 7")
    expect(ana.button("Next rows")).to_be_disabled()


def test_charts_are_drawn_with_their_numbers_beside_them(ana, app):
    for kind in SHAPES:
        app.chat_postMessage(channel="C0APOLLO000", text="A chart", blocks=[chart(kind)])
    for kind, (shape, count) in SHAPES.items():
        figure = ana.page.get_by_role("figure").filter(has_text=f"A {kind}")
        expect(figure.get_by_role("img", name=f"A {kind}")).to_be_visible()
        assert figure.locator(shape).count() == count
        figure.get_by_text("Numbers").click()
        row = figure.get_by_role("row", name="On track" if kind == "pie" else "Feb")
        expect(row).to_contain_text("31" if kind == "pie" else "22")


def test_what_is_not_drawn_says_so(ana, app):
    video = {
        "type": "video",
        "alt_text": "a film",
        "title": {"type": "plain_text", "text": "A film"},
        "thumbnail_url": "https://example.org/a.png",
        "video_url": "https://example.org/a",
    }
    app.chat_postMessage(channel="C0APOLLO000", text="A film", blocks=[video])

    ana.sees("This sandbox does not draw “video”.")
