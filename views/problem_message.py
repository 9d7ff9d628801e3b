"""How a refusal or a fault looks in Slack; views/problem.py has the words."""

from collections.abc import Sequence

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from models.errors import (
    AmbiguousError,
    MisspeltError,
    NotFoundError,
    RefusedError,
    TooLateError,
    UnplacedError,
)
from views.ids import ActionId
from views.message import (
    FALLBACK,
    VALUE,
    Json,
    Message,
    button,
    buttons,
    inert,
    numbered,
    plain,
    section,
    small,
)
from views.problem import refusal

MOST_MEANT = 5
QUOTED, MOST_QUOTED = 2500, 7500
LATE = "That took too long for Slack. Try again."
NOT_SHOWN = "I am not sure that the card arrived. Look before you show it again."


def problem_message(error: RefusedError) -> Message:
    """Say a refusal; where a project was nearly named, with a button for each that may be meant.

    Such a button asks the whole line again of that project, so nothing typed is lost.
    """
    text = refusal(error)
    match error:
        case NotFoundError(what="project", again=again) if again:
            head = f"No project is called “{inert(error.name)}”. Did you mean"
        case AmbiguousError(what="project", again=again) if again:
            head = f"“{inert(error.name)}” is the name of more than one project:"
        case UnplacedError(again=again) if again:
            head = inert(text)
        case MisspeltError(colour=colour, again=line, typed=typed) if colour and len(line) <= VALUE:
            asking = _asking([(colour.capitalize(), line)])
            return Message(text, (section(inert(text)), buttons(*asking), *_typed(typed)))
        case _:
            return _plainly(error, text)
    if asking := _asking(again):
        return Message(text, (section(head), buttons(*asking)))
    return Message(text, (section(inert(text, FALLBACK)),))


def _plainly(error: RefusedError, text: str) -> Message:
    """Say it in words; where they name *Update*, with that button: none may stand in sight."""
    said = section(inert(text, FALLBACK))
    if isinstance(error, TooLateError) and (id_ := error.project_id):
        update = button("Update", numbered(ActionId.STATUS_UPDATE, id_), id_)
        return Message(text, (said, buttons(update)))
    return Message(text, (said,))


def with_typed(message: Message, line: str) -> Message:
    """Return an answer to a command with what was typed below it, for Slack has taken that away."""
    blocks = message.blocks or (section(inert(message.text, FALLBACK)),)
    if any(isinstance(block, kit.ActionsBlock) for block in blocks) or line in message.text:
        return message
    return Message(message.text, (*blocks, *_typed(line)))


def problem_modal(text: str) -> Json:
    """Return a small window that lies on whatever was open: nothing typed is lost."""
    said = kit.SectionBlock(text=kit.PlainTextObject(text=plain(text, FALLBACK)))
    return View(type="modal", title="That did not work", close="Back", blocks=[said]).to_dict()


def apology(reference: str) -> str:
    """Say that the fault is ours, under a reference that the log has too."""
    return f"Something broke on our side (reference {reference}). Nothing was saved; try again."


def _typed(line: str) -> list[kit.Block]:
    """Show what was typed as it was, to be copied."""
    parts = [line[at : at + QUOTED] for at in range(0, min(len(line), MOST_QUOTED), QUOTED)]
    return [small("You typed:"), *map(_verbatim, parts)]


def _verbatim(words: str) -> kit.RichTextBlock:
    """Return words as they are, to be copied; nothing in them is markup there."""
    text = kit.RichTextElementParts.Text(text=words)
    return kit.RichTextBlock(elements=[kit.RichTextPreformattedElement(elements=[text])])


def _asking(again: Sequence[tuple[str, str]]) -> list[kit.ButtonElement]:
    """Return the buttons; there are none for a line that is longer than a button can carry."""
    return [
        button(name, numbered(ActionId.PROJECT_ASK_AGAIN, n), line)
        for n, (name, line) in enumerate(again[:MOST_MEANT])
        if len(line) <= VALUE
    ]
