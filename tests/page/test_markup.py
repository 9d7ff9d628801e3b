"""What people write stays words: no markup of theirs runs, links or pings."""

import pytest
from playwright.sync_api import expect

from tests.page.blocks import section

EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def test_typed_markup_stays_text(ana):
    ana.types(EVIL)

    ana.sees(EVIL)
    assert ana.page.locator("#scroll img, #scroll script").count() == 0


@pytest.mark.parametrize(
    ("written", "seen", "html"),
    [
        ("*bold* _lean_ ~gone~ `code`", "bold lean gone code", ["b", "i", "s", "code"]),
        ("*bold _both_*", "bold both", ["b", "b > i"]),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4", []),
        ("*\N{WORD JOINER}not bold*\N{WORD JOINER}", "*\N{WORD JOINER}not bold*", []),
        ("&lt;@U0BEN000000&gt; &amp;amp;", "<@U0BEN000000> &amp;", []),
        ("<@U0BEN000000> in <#C0APOLLO000>", "@Ben Okafor in #apollo", [".mention"]),
        ("<https://example.org|here>", "here", ['a[href="https://example.org"]']),
        ("<javascript:alert(1)|here>", "here", []),
        ("<!channel> :tada:", "@channel 🎉", [".mention", ".emoji"]),
        ("&gt; quoted\nafter", "quoted\nafter", ["blockquote"]),
        ("🟢 On track", "On track", [".mark-green svg"]),
        ("<!date^1700000000^{date_short} {time}|then>", "Nov 14, 2023 23:13", ["time"]),
    ],
)
def test_markup_of_messages(ana, app, written, seen, html):
    app.chat_postMessage(channel="C0APOLLO000", text="-", blocks=[section(written)])

    text = ana.page.locator(".block-section .text")
    expect(text).to_contain_text(seen.split("\n")[0])
    for selector in html:
        expect(text.locator(selector).first).to_be_attached()
    assert text.locator("[href^=javascript]").count() == 0
    if not html:
        assert text.locator("b, i, s, a, .mention").count() == 0
