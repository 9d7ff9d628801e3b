"""A form's last word: what was saved, laid where the form was."""

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from views.message import TITLE, Json, clamp, section


def notice(title: str, *lines: str) -> Json:
    """Return a small window that says what was saved; typed words in it are inert already."""
    return View(
        type="modal",
        title=kit.PlainTextObject(text=clamp(title, TITLE)),
        close=kit.PlainTextObject(text="Close"),
        blocks=[section(line) for line in lines],
    ).to_dict()
