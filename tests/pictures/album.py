"""The pictures of README and docs: what each is called, shows and says to who does not see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.page.seat import Seat

Size = tuple[int, int]
PANE: Size = (1060, 1400)
"""Wide enough for a message, a form or Home, and so high that they may grow."""
DESK: Size = (1280, 800)
PHONE: Size = (390, 844)
WHOLE = 0.999
"""All of it; browsers round."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: somebody goes somewhere, does something, and one element is cut out."""

    name: str
    who: str
    where: str
    shows: Callable[[Seat], Locator]
    alt: str
    size: Size = PANE


def weekly(seat):
    seat.page.get_by_role("tab", name="Messages").click()
    return seat.message("Your week")


def card(seat):
    seat.types("/project-status berth planning")
    return seat.message("Berth Planning")


def update(seat):
    weekly(seat).get_by_role("button", name="Update").first.click()
    expect(seat.field("What gets it back")).not_to_be_empty()
    return seat.form


def digest(seat):
    return seat.message("The firm, week")


def home(seat):
    seat.page.get_by_role("tab", name="Home").click()
    panel = seat.page.get_by_role("tabpanel")
    expect(panel).to_contain_text("How the firm stands")
    return panel.locator(":scope > *").first


def lesson(seat):
    said = "Two nights at the desk"
    seat.menu(said, "Log as lesson")
    expect(seat.field("What happened")).to_have_value(re.compile(said))
    seat.field("Title").fill("The manuals are silent about what is asked most")
    advice = "Read the questions of two nights before the manuals are chosen."
    seat.field("What to do next time").fill(advice)
    return seat.form


def page(seat):
    expect(card(seat)).to_be_in_viewport(ratio=WHOLE)
    return seat.page.locator("body")


def phone(seat):
    weekly(seat).evaluate("node => node.scrollIntoView()")
    return seat.page.locator("body")


ANNEKE, INES = "Anneke Veldstra", "Inês Cardosela"

ALBUM = (
    Picture(
        "page",
        ANNEKE,
        "general",
        page,
        "The sandbox's page on a desk. On the left the channels with what is unread, Trefoil, and "
        "colleagues; below them “You act as Anneke Veldstra”. In the middle a channel: colleagues' "
        "messages, then a project's card, marked as visible to Anneke alone, and the field in "
        "which one writes.",
        DESK,
    ),
    Picture(
        "phone",
        ANNEKE,
        "Trefoil",
        phone,
        "The same page on a phone: one pane at a time, with a way back to the list. Here it is "
        "Anneke's weekly message with its buttons.",
        PHONE,
    ),
    Picture(
        "weekly",
        ANNEKE,
        "Trefoil",
        weekly,
        "The weekly message to Anneke, who runs two projects, both at risk. Its first button says "
        "that nothing has changed, and answers for both; the next one asks again tomorrow. Below, "
        "each project with its finish and what gets it back, a button to confirm it and one to "
        "update it.",
    ),
    Picture(
        "card",
        INES,
        "general",
        card,
        "The card of the project Berth Planning, visible to the asker alone: off track since when, "
        "time, target and budget each with its colour and figures, what gets it back, who must "
        "help, who confirmed it, milestones, and the colours of the last eight weeks.",
    ),
    Picture(
        "update",
        ANNEKE,
        "Trefoil",
        update,
        "The update form of a project whose time is at risk: three colours, the expected finish "
        "beside the planned one, and, because of the amber, what gets it back, or the day by which "
        "there will be a plan; then a note.",
    ),
    Picture(
        "digest",
        INES,
        "leaders",
        digest,
        "The weekly digest in the leaders' channel: one of ten projects is off track; the counts "
        "of each colour with their change, which project got worse and why, what is off track and "
        "who must help, what ends with nothing next, and what nobody holds.",
    ),
    Picture(
        "home",
        INES,
        "Trefoil",
        home,
        "Trefoil's Home as a leader sees it: how the firm stands, with the worst projects first; "
        "whose help is wanted; what she holds; her settings; this week's messages with “Who and "
        "why”; and buttons to add projects, clients, offerings and people.",
    ),
    Picture(
        "lesson",
        ANNEKE,
        "hqw-night",
        lesson,
        "The form “Log a lesson”, opened from a colleague's message: what happened is in her "
        "words already, project and offering are set; a title and what to do next time were typed. "
        "Below: tick what could identify the client, or leave your name out.",
    ),
)
"""In this order they are taken: first those of a whole page, while nobody has done anything."""
