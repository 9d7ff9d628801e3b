"""A turning point, told to one person: what turned, what gets it back, and the way to its card."""

from datetime import datetime

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.turning_reading import Turned
from views.ids import ActionId
from views.mark import MARKS, WORDS, day_words, marked
from views.message import (
    Message,
    button,
    buttons,
    inert,
    moment,
    numbered,
    plain,
    section,
    small,
    strong,
)

LABELS = {"time": "Time", "target": "Target", "budget": "Budget"}


def turn_message(turned: Turned) -> Message:
    """Say it in the first line; what follows is for who wants to help."""
    lines = [_head(turned), _parts(turned), _back(turned)]
    if turned.helps:
        who = inert(turned.by, 80) if turned.by else "Its manager"
        lines.insert(0, f"*{who} asks for your help.*")
    if turned.helper and not turned.helps:
        lines.append(f"{inert(turned.helper, 80)} must help.")
    if turned.wants_decision:
        lines.append("A decision is wanted.")
    if turned.note:
        lines.append(inert(turned.note, 600))
    said = f"{inert(turned.by, 80)}, " if turned.by else ""
    blocks = (
        section("\n".join(line for line in lines if line)),
        buttons(opens_project(turned.project_id)),
        small(f"{said}{day_words(turned.said_on, turned.said_on)}"),
    )
    return Message(_spoken(turned), blocks)


def turn_words(turned: Turned) -> str:
    """Return the same in two lines, for a message that tells of more."""
    return "\n".join(line for line in (_head(turned), _parts(turned), _back(turned)) if line)


def opens_project(project_id: int) -> kit.ButtonElement:
    return button("Open", numbered(ActionId.PROJECT_OPEN, project_id), project_id)


def _head(turned: Turned) -> str:
    name = f"{strong(turned.name, 120)} for {inert(turned.client, 80)}"
    again = " again" if turned.colour is Colour.GREEN else " now" if turned.told_at else ""
    return f"{MARKS[turned.colour]} {name} is {WORDS[turned.colour].lower()}{again}{_was(turned)}"


def _was(turned: Turned) -> str:
    if turned.was in {Colour.GREY, turned.colour}:
        return ""
    was = WORDS[turned.was].lower()
    if turned.told_at:
        return f"; you were told {was} {_when(turned.told_at, turned.at)}"
    return f" (was {was})"


def _when(told_at: datetime, at: datetime) -> str:
    is_same_day = told_at.date() == at.date()
    return f"at {moment(told_at)}" if is_same_day else f"on {day_words(told_at.date(), at.date())}"


def _parts(turned: Turned) -> str:
    return " · ".join(f"{LABELS[part]} {marked(colour)}" for part, colour in turned.parts.items())


def _back(turned: Turned) -> str:
    if turned.path:
        return f"What gets it back: {inert(turned.path, 300)}"
    if turned.path_due_on:
        return f"No plan yet; one by {day_words(turned.path_due_on, turned.said_on)}."
    return ""


def _spoken(turned: Turned) -> str:
    help_ = f"{plain(turned.by, 80)} asks for your help. " if turned.helps and turned.by else ""
    state = WORDS[turned.colour].lower()
    return f"{help_}{plain(turned.name, 120)} for {plain(turned.client, 80)} is {state}"
