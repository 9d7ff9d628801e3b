"""What people write stays words: no markup of theirs runs, links or pings."""

from playwright.sync_api import expect

from tests.page.blocks import section

EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def test_typed_markup_stays_text(ana):
    ana.types(EVIL)

    ana.sees(EVIL)
    assert ana.page.locator("#scroll img, #scroll script").count() == 0


WRITTEN = [
    ("*bold* _lean_ ~gone~ `code`", "bold lean gone code", ["b", "i", "s", "code"]),
    ("*bold _both_*", "bold both", ["b", "b > i"]),
    ("snake_case_name 2*3*4", "snake_case_name 2*3*4", []),
    ("*\N{WORD JOINER}not bold*\N{WORD JOINER}", "*\N{WORD JOINER}not bold*\N{WORD JOINER}", []),
    ("&lt;@U0BEN000000&gt; &amp;amp;", "<@U0BEN000000> &amp;", []),
    ("<@U0BEN000000> in <#C0APOLLO000>", "@Ben Okafor in #apollo", [".mention"]),
    ("<https://example.org|here>", "here", ['a[href="https://example.org"]']),
    ("<javascript:alert(1)|there>", "there", []),
    ("<!channel> :tada:", "@channel 🎉", [".mention", ".emoji"]),
    ("&gt; quoted\nafter", "quotedafter", ["blockquote"]),
    ("🟢 On track", " On track", [".mark-green svg"]),
    ("<!date^1700000000^{date_short} {time}|then>", "Nov 14, 2023 23:13", ["time"]),
]
"""What the program writes, how it reads, and what it is drawn with; nothing: not drawn at all."""
DRAWN = "b, i, s, a, .mention, [href^=javascript]"


def test_markup_of_messages(ana, app):
    blocks = [section(written) for written, _, _ in WRITTEN]
    app.chat_postMessage(channel="C0APOLLO000", text="-", blocks=blocks)

    texts = ana.page.locator(".block-section .text")
    expect(texts).to_have_text([seen for _, seen, _ in WRITTEN], use_inner_text=False)
    for text, (_, _, nodes) in zip(texts.all(), WRITTEN, strict=True):
        assert [selector for selector in nodes if not text.locator(selector).count()] == []
        assert nodes or not text.locator(DRAWN).count()
