"""What the page does while there is no server, and when there is a new one."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from sandbox.direct import DirectTransport
from sandbox.page.routes import Page
from sandbox.server import Sandbox
from tests.page.seat import SOON, Seat

ANA = "U0ANA000000"
APOLLO = "C0APOLLO000"
WAY = DirectTransport(lambda _headers, _body: (200, ""))


@contextmanager
def open_at(tab, port=0):
    """Let a sandbox run, with the page of it in this tab."""
    with Sandbox(port=port) as sandbox:
        Page(sandbox, WAY)
        tab.goto(f"{sandbox.url}#{ANA}/{APOLLO}")
        tab.wait_for_selector("[data-ready]")
        yield sandbox


@pytest.fixture
def tab(browser):
    page = browser.new_page()
    page.set_default_timeout(SOON)
    yield page
    page.close()


def test_the_page_says_that_the_sandbox_is_gone_and_finds_the_next_one(tab):
    with open_at(tab) as first:
        port = int(first.url.rstrip("/").rpartition(":")[2])
    lost = tab.get_by_text("This page tries again by itself")
    expect(lost).to_be_visible()

    with Sandbox(port=port) as second:
        Page(second, WAY)
        expect(lost).to_be_hidden()
        expect(tab.get_by_role("heading", name="apollo")).to_be_visible()


def test_files_that_could_not_be_sent_are_given_back_with_the_words(tab):
    ana = Seat(tab)
    with open_at(tab):
        notes = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b"}
        tab.locator("#foot input[type=file]").set_input_files(notes)
        expect(tab.locator("#foot li")).to_have_text("notes.csv")

    ana.types("Here they are")

    ana.sees("The sandbox does not answer. Is it still running?")
    expect(ana.composer).to_have_value("Here they are")
    expect(tab.locator("#foot li")).to_have_text("notes.csv")


def test_a_note_that_could_not_be_dismissed_is_still_there_and_keeps_the_focus(tab):
    ana = Seat(tab)
    with open_at(tab) as sandbox:
        app = WebClient(sandbox.workspace.app.bot_token, sandbox.api_url)
        app.chat_postEphemeral(channel=APOLLO, user=ANA, text="Emma is here")
        ana.sees("Emma is here")

    dismiss = ana.button("Dismiss message")
    dismiss.focus()
    tab.keyboard.press("Enter")

    expect(tab.locator(".toast")).to_contain_text("The sandbox does not answer")
    ana.sees("Emma is here")
    expect(dismiss).to_be_focused()
    expect(tab.locator("#announcer")).not_to_have_text("Dismissed")
