"""Whoever looks for what is wrong with a page finds it."""

from playwright.sync_api import expect

from tests.page.blocks import section
from tests.page.sight import amiss
from tests.sandbox.library import button

FAULTS = {
    ".section-words { color: #ccc }": "color-contrast",
    ".message-body { min-width: 2000px }": "scroll",
    ".message .button { min-height: 0; height: 14px; padding: 0 }": "Return",
}
"""By a style that spoils the page: what is found."""
SPOIL = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""


def test_pale_words_cut_panes_and_small_buttons_are_found(ana, app):
    blocks = [section("The books"), {"type": "actions", "elements": [button("Return", "return")]}]
    app.chat_postMessage(channel="C0APOLLO000", text="The books", blocks=blocks)
    expect(ana.button("Return")).to_be_visible()
    assert amiss(ana) == []

    for style, fault in FAULTS.items():
        ana.page.evaluate(SPOIL, style)
        assert fault in str(amiss(ana))
