"""What people type is drawn as Slack draws it, also once it was edited; HTML stays words."""

from playwright.sync_api import expect

TYPED = "*bold* _lean_ ~gone~ `x = 1` :tada: @ben #leads https://example.org/a ann@x.com :tbd:"
DRAWN = {
    "b": "bold",
    "i": "lean",
    "s": "gone",
    "code": "x = 1",
    ".emoji": "🎉",
    ".mention >> nth=0": "@Ben Okafor",
    ".mention >> nth=1": "#leads",
    "a[href='https://example.org/a']": "https://example.org/a",
    "a[href='mailto:ann@x.com']": "ann@x.com",
}
EVIL = "*<img src=x onerror=alert(1)>* `<script>` <javascript:alert(1)|here>"


def test_what_is_typed_is_drawn(ana):
    ana.types(TYPED)

    body = ana.messages.last.locator(".content")
    for selector, words in DRAWN.items():
        expect(body.locator(selector)).to_have_text(words)


def test_quotes_lists_and_code_are_drawn(ana):
    ana.types("> said\n- one\n- two\n3. three\n```a\n  b```")

    body = ana.messages.last.locator(".content")
    expect(body.locator("blockquote")).to_have_text("said")
    expect(body.locator("ul li")).to_have_text(["one", "two"])
    expect(body.locator("ol")).to_have_attribute("start", "3")
    expect(body.locator("pre")).to_have_text("a\n  b", use_inner_text=True)


def test_what_is_edited_is_what_was_typed(ana):
    typed = f"@here {TYPED}\n- a <b> & c"
    ana.types(typed)
    ana.menu("bold", "Edit message")
    field = ana.page.get_by_label("Edit message")
    expect(field).to_have_value(typed)

    field.fill("no longer *so bold*")
    field.press("Enter")

    expect(ana.messages.last.locator("b").last).to_have_text("so bold")
    expect(ana.messages.last).to_contain_text("(edited)")


def test_typed_html_stays_words(ana):
    ana.types(EVIL)

    body = ana.messages.last.locator(".content")
    expect(body.locator("b")).to_have_text("<img src=x onerror=alert(1)>")
    expect(body).to_contain_text("<javascript:alert(1)|here>")
    expect(body.locator("img, script, a")).to_have_count(0)


def test_a_reply_is_drawn_too(ana):
    ana.types("Well?")
    ana.message("Well?").hover()
    ana.message("Well?").get_by_role("button", name="Reply in thread").click()
    field = ana.thread.get_by_role("combobox")
    field.fill("It is *done*")
    field.press("Enter")

    expect(ana.thread.locator("article b").last).to_have_text("done")
