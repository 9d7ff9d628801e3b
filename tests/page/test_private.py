"""What only one person sees, in a browser: in its thread alone, and gone once it is dismissed."""

import pytest
from playwright.sync_api import expect

ANA = "U0ANA000000"
APOLLO = "C0APOLLO000"


@pytest.fixture
def root(ana, library):
    """Let Ben write, and open the thread of that."""
    note = library.person("ben").posts("Who has Dune?", in_="#apollo")
    message = ana.message("Who has Dune?")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    expect(ana.thread).to_be_visible()
    return note


def test_a_private_reply_is_in_its_thread_alone(ana, app, root):
    app.chat_postEphemeral(channel=APOLLO, user=ANA, text="I have it", thread_ts=root.ts)

    reply = ana.thread.locator("article", has_text="I have it")
    expect(reply).to_contain_text("Only visible to you")
    expect(ana.messages).to_have_count(1)
    expect(ana.messages).not_to_contain_text("1 reply")


def test_a_note_is_dismissed_by_its_reader(ana, library, visit):
    library.person("ben").posts("Good morning", in_="#apollo")
    ana.types("/shelf")
    ana.message("Emma is here").get_by_role("button", name="Dismiss message").click()

    expect(ana.messages.filter(has_text="Emma is here")).to_have_count(0)
    expect(ana.message("Good morning")).to_be_focused()
    again = visit(library.sandbox, ANA, APOLLO)
    again.sees("Good morning")
    expect(again.messages).to_have_count(1)


def test_a_reply_is_dismissed_by_the_keyboard(ana, app, root):
    app.chat_postEphemeral(channel=APOLLO, user=ANA, text="I have it", thread_ts=root.ts)
    ana.thread.get_by_role("button", name="Dismiss message").focus()
    ana.page.keyboard.press("Enter")

    expect(ana.thread.locator("article")).to_have_count(1)
    expect(ana.thread.locator("article")).to_be_focused()


def test_what_went_wrong_is_dismissed_too(ana):
    ana.types("/crash")
    ana.message("/crash failed").get_by_role("button", name="Dismiss message").click()

    expect(ana.messages).to_have_count(0)
    expect(ana.composer).to_be_focused()
