"""Windows without fields: what was saved, laid where the form was, or something to read."""

from collections.abc import Sequence

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from views.message import TITLE, Json, buttons, section
from views.typed import clamp


def notice(title: str, *lines: str, verbs: Sequence[kit.InteractiveElement] = ()) -> Json:
    """Return a small window that says what was saved; typed words in it are inert already."""
    blocks: list[kit.Block] = [section(line) for line in lines]
    return window(title, [*blocks, buttons(*verbs)] if verbs else blocks)


def window(title: str, blocks: Sequence[kit.Block]) -> Json:
    return View(
        type="modal",
        title=kit.PlainTextObject(text=clamp(title, TITLE)),
        close=kit.PlainTextObject(text="Close"),
        blocks=list(blocks),
    ).to_dict()
