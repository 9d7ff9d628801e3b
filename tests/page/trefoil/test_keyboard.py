"""The keyboard alone: the week is answered, and a project reported on, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.page.looks import LIGHT

pytestmark = pytest.mark.parametrize("look", [LIGHT], indirect=True, ids=str)
FOCUS = """() => {
  const node = document.activeElement;
  const named = node.labels?.[0] ?? document.getElementById(node.getAttribute('aria-labelledby'));
  return node.getAttribute('aria-label') ?? named?.innerText ?? node.innerText;
}"""
"""Returns the name of what has the focus, as it is read aloud."""
MOST = 20


class Keys:
    """What somebody without a mouse does at a seat."""

    def __init__(self, seat):
        self.seat = seat
        self.press = seat.page.keyboard.press
        self.types = seat.page.keyboard.type

    @property
    def at(self):
        return self.seat.page.evaluate(FOCUS)

    def tab_to(self, name, key="Tab"):
        """Press Tab, or with Shift back, until this has the focus; it must not take many."""
        for _ in range(MOST):
            if self.at == name:
                return
            self.press(key)
        pytest.fail(f"{key} does not lead to {name}, but to {self.at}")

    def goes_to(self, words):
        """Go through the list on the left to a conversation."""
        self.press("Control+k")
        for _ in range(MOST):
            if self.at.startswith(words):
                break
            self.press("ArrowDown")
        self.press("Enter")
        expect(self.seat.page.get_by_role("heading", level=1)).to_contain_text(words)

    def picks(self, label, option):
        """Open a list by the arrow and go down it."""
        self.tab_to(label)
        self.press("ArrowDown")
        listed = self.seat.page.get_by_role("option", name=option)
        expect(listed).to_be_visible()
        for _ in range(MOST):
            if "lit" in (listed.get_attribute("class") or ""):
                break
            self.press("ArrowDown")
        self.press("Enter")


@pytest.fixture
def dora(sit):
    return sit("dora")


def test_the_week_is_answered_by_the_keyboard(dora):
    keys = Keys(dora)
    keys.goes_to("Trefoil")
    keys.tab_to("Messages, Trefoil")
    keys.press("ArrowUp")
    message = dora.message("Your week")
    expect(message).to_be_focused()
    keys.tab_to("All still on course")
    keys.press("Enter")

    expect(message).to_contain_text("Done for this week.")
    expect(message).to_be_focused()
    keys.tab_to("Undo")
    keys.press("Enter")
    expect(message).to_contain_text("Gemini for Acme · on track")
    keys.tab_to("Still on course")
    keys.press("Enter")
    expect(message).to_contain_text("Done for this week.")


def test_a_project_is_reported_on_by_the_keyboard(dora):
    keys = Keys(dora)
    keys.press("/")
    keys.types("project-status hydra")
    keys.press("Enter")
    card = dora.message("Hydra for Acme")
    expect(card).to_be_visible()
    keys.tab_to("Update", "Shift+Tab")
    keys.press("Enter")
    expect(dora.form.get_by_role("heading", name="Update Hydra")).to_be_visible()

    keys.picks("Time", "At risk")
    expect(dora.field("What gets it back")).to_be_visible()
    keys.tab_to("What gets it back (optional)")
    keys.types("A second tester from Monday")
    keys.press("Enter")

    expect(dora.form).to_have_count(0)
    dora.sees("A second tester from Monday")


def test_a_menu_in_a_message_is_used_by_the_keyboard(sit):
    ben = sit("ben")
    keys = Keys(ben)
    keys.goes_to("Trefoil")
    keys.tab_to("Messages, Trefoil")
    keys.press("ArrowUp")
    keys.tab_to("More actions")
    keys.press("Enter")
    choice = ben.page.get_by_role("menuitem", name="Why this?")
    expect(choice).to_be_visible()
    keys.press("End")
    expect(choice).to_be_focused()
    keys.press("Enter")
    expect(ben.form).to_contain_text("Once a week")

    keys.press("Escape")

    expect(ben.form).to_have_count(0)
    assert keys.at == "More actions"
