"""What the page does while there is no server, and when there is a new one."""

from playwright.sync_api import expect

from sandbox.direct import DirectTransport
from sandbox.page.routes import Page
from sandbox.server import Sandbox

WAY = DirectTransport(lambda _headers, _body: (200, ""))


def test_the_page_says_that_the_sandbox_is_gone_and_finds_the_next_one(browser):
    page = browser.new_page()
    with Sandbox() as first:
        Page(first, WAY)
        page.goto(f"{first.url}#U0ANA000000/C0APOLLO000")
        page.wait_for_selector("[data-ready]")
    lost = page.get_by_text("The sandbox does not answer")
    expect(lost).to_be_visible()

    with Sandbox(port=int(first.url.rstrip("/").rpartition(":")[2])) as second:
        Page(second, WAY)
        expect(lost).to_be_hidden()
        expect(page.get_by_role("heading", name="apollo")).to_be_visible()
        page.close()
