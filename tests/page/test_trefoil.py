"""Trefoil in a browser: its card, its form, a lesson from a message, Home, what stays private."""

import pytest
from playwright.sync_api import expect

from sandbox.page.routes import Page
from sandbox.server import Sandbox
from tests.conftest import NOON
from tests.firm import Firm
from tests.handlers.lessons import firm_of_apollo
from tests.talk import Clock, Talk, workspace_at


@pytest.fixture
def talk(kept_sqlite):
    """Run the whole bot in the firm's workspace, with the page; Ana runs Apollo, Mara leads."""
    clock = Clock(NOON)
    database = kept_sqlite()
    database.settle_in(clock)
    firm_of_apollo(Firm(database, NOON))
    with Sandbox(workspace_at(clock), rates=False) as sandbox:
        talk = Talk(sandbox, database, clock)
        Page(sandbox, talk.transport)
        yield talk
        talk.gate.shut_down()
    database.engine.dispose()


@pytest.fixture
def ana(talk, visit):
    return visit(talk.sandbox, "U0ANA000000", "C0APOLLO000")


def test_a_project_is_shown_and_updated_and_a_wrong_field_is_mended(ana):
    ana.composer.press_sequentially("/project-status apollo")
    expect(ana.page.locator(".usage")).to_contain_text("[project] [green, amber or red]")
    ana.composer.press("Enter")
    card = ana.message("Apollo for Acme")
    expect(card).to_contain_text("Only visible to you")

    card.get_by_role("button", name="Update").click()
    expect(ana.form.get_by_role("heading", name="Update Apollo")).to_be_visible()
    for part in ("Target", "Budget"):
        ana.chooses(part, "On track")
    ana.chooses("Time", "At risk")
    way_back = ana.field("What gets it back")
    expect(way_back).to_be_visible()
    ana.field("Finish").fill("2030-01-01")
    ana.saves()
    expect(ana.form.locator(".wrong")).not_to_have_count(0)
    assert ana.form.locator(".wrong .error").first.inner_text()

    ana.field("Finish").fill("2030-06-12")
    way_back.fill("A second tester from Monday")
    ana.saves()

    expect(ana.form).to_have_count(0)
    ana.sees("A second tester from Monday")


def test_a_message_becomes_a_lesson(ana, talk):
    talk.ben.posts("We lost two days: the test data came late", in_="apollo")
    ana.sees("We lost two days")

    ana.menu("We lost two days", "Log as lesson")
    expect(ana.field("Title")).to_have_value("We lost two days: the test data came late")
    ana.saves()

    expect(ana.form).to_have_count(0)
    expect(ana.page.locator("#scroll")).to_contain_text("Saved: We lost two days")


def test_home_says_what_is_due_and_its_buttons_work(ana):
    ana.opens("Trefoil")
    home = ana.page.locator("#scroll")
    expect(home).to_contain_text("Due from you")

    home.get_by_role("button", name="Update").first.click()

    expect(ana.form.get_by_role("heading", name="Update Apollo")).to_be_visible()


def test_another_user_does_not_find_a_private_card(ana):
    ana.types("/project-status apollo")
    expect(ana.message("Apollo for Acme")).to_be_visible()

    ana.acts_as("Ben Ito")

    assert ana.messages.filter(has_text="Apollo for Acme").count() == 0
