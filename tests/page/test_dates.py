"""Date fields: the day stands beside them in words, whatever way the browser writes it."""

from playwright.sync_api import expect


def test_a_day_that_is_picked_stands_beside_in_words(ana):
    ana.types("/lend")
    field = ana.field("Until")
    words = ana.form.locator(".dated .faint")
    expect(words).to_be_empty()

    field.fill("2026-11-23")
    expect(words).to_have_text("Mon, Nov 23, 2026")
    field.blur()
    expect(ana.form).to_contain_text("Noted: 2026-11-23")
    expect(words).to_have_text("Mon, Nov 23, 2026")

    ana.field("Until").fill("")
    expect(words).to_be_empty()
