"""What a test of the page may ask for: a browser, a program that lends books, a seat before it."""

import pytest
from playwright.sync_api import expect, sync_playwright
from slack_sdk import WebClient

from sandbox.page.routes import Page
from tests.page.chromium import MISSING, QUIET, chromium
from tests.page.looks import LIGHT
from tests.page.seat import SOON, Seat
from tests.sandbox.ways import stage

expect.set_options(timeout=SOON)


@pytest.fixture(scope="session")
def browser():
    """Start one browser for all tests of a worker."""
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            pytest.fail(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Return what opens the page as somebody, somewhere; what breaks in the page fails the test."""
    contexts, broken = [], []

    def note(line):
        if line.type == "error":
            broken.append(line.text)

    def visit(sandbox, user, place="", **options):
        context = browser.new_context(**LIGHT.options | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SOON)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", note)
        page.goto(f"{sandbox.url}#{user}/{place}")
        page.wait_for_selector("[data-ready]")
        return Seat(page)

    yield visit
    for context in contexts:
        context.close()
    assert broken == []


@pytest.fixture
def library():
    """Return the program that lends books, in its workspace, with the page."""
    with stage() as found:
        found.page = Page(found.sandbox, found.transport)
        yield found


@pytest.fixture
def app(library):
    """Return what speaks as the program."""
    return WebClient(library.workspace.app.bot_token, library.sandbox.api_url)


@pytest.fixture
def ana(library, visit):
    return visit(library.sandbox, "U0ANA000000", "C0APOLLO000")
