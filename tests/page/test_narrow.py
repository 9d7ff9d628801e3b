"""Where there is little room: tables scroll in their own frames, words stay whole, charts fit."""

import pytest
from playwright.sync_api import expect

from tests.page.blocks import cell, chart

APOLLO = "C0APOLLO000"
PHONE = {"width": 390, "height": 844}
HEAD = ("Name", "Responsible", "Client", "What must happen next")
ROW = ("Shelf Demand Forecasting", "Maximiliane", "Oostmolen Foods", "Somebody answers the letter")
MARKDOWN = f"| {' | '.join(HEAD)} |\n| --- | --- | --- | --- |\n| {' | '.join(ROW)} |"


def rows():
    return [[cell(value) for value in row] for row in (HEAD, ROW)]


TABLES = {
    "data": {"type": "data_table", "caption": "Who does what", "rows": rows()},
    "plain": {"type": "table", "rows": rows(), "column_settings": [{"is_wrapped": True}]},
    "markdown": {"type": "markdown", "text": MARKDOWN},
}
NAMES = {"data": "Who does what", "plain": "Table: Name", "markdown": "Table: Name"}
LINES_OF_A_WORD = """node => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let most = 0;
    for (let text = walker.nextNode(); text; text = walker.nextNode())
        for (const word of text.data.matchAll(/\\S+/g)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            most = Math.max(most, new Set([...range.getClientRects()].map(box => box.top)).size);
        }
    return most;
}"""


@pytest.fixture
def told(ana, library, app):
    """Return what has the app say something in a thread, which is open."""
    root = library.person("ben").posts("How are we doing?", in_="#apollo")
    message = ana.message("How are we doing?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()

    def told(block):
        app.chat_postMessage(channel=APOLLO, text="So", blocks=[block], thread_ts=root.ts)
        return ana.thread.locator("article").nth(1)

    return told


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("is_phone", [False, True])
def test_a_wide_table_scrolls_in_its_own_frame(ana, told, kind, is_phone):
    if is_phone:
        ana.page.set_viewport_size(PHONE)
    told(TABLES[kind])
    frame = ana.thread.get_by_role("region", name=NAMES[kind])

    frame.focus()
    ana.page.keyboard.press("ArrowRight")

    expect(frame).to_be_focused()
    ana.page.wait_for_function("node => node.scrollLeft > 0", arg=frame.element_handle())
    assert frame.evaluate(LINES_OF_A_WORD) == 1
    pane = ana.thread.locator(".thread-list")
    assert pane.evaluate("node => node.scrollWidth <= node.clientWidth")
    last = ana.thread.get_by_text("Somebody answers the letter")
    assert last.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_a_chart_in_a_thread_is_drawn_for_its_width(told):
    figure = told(chart("bar")).get_by_role("figure")

    expect(figure.get_by_role("img")).to_have_attribute("viewBox", "0 0 300 260")
    words = figure.locator(".tick", has_text="Feb")
    assert words.bounding_box()["height"] >= 11
    assert figure.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_a_chart_is_drawn_anew_where_the_room_changes(ana, app):
    app.chat_postMessage(channel=APOLLO, text="A chart", blocks=[chart("line")])
    picture = ana.page.get_by_role("img", name="A line")
    expect(picture).to_have_attribute("viewBox", "0 0 560 260")

    ana.page.set_viewport_size(PHONE)
    expect(picture).to_have_attribute("viewBox", "0 0 300 260")
