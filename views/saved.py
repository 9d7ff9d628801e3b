"""What is said when a report was saved or taken back: who can read it, and the way back."""

from datetime import datetime

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from models.audience import Audience
from models.status import StatusUpdate
from views.ids import ActionId
from views.message import Json, Message, button, inert, section


def saved_notice(update: StatusUpdate, readers: Audience) -> list[kit.Block]:
    """Say that it is saved and who reads it; for ten minutes it can be taken back."""
    text = f"*Saved* {moment(update.recorded_at)}. {_readers(readers)}"
    return [section(text, button("Undo", ActionId.STATUS_UNDO, update.id))]


def undone_notice() -> list[kit.Block]:
    return [section("*Taken back.* It is as if you had not said it.")]


def saved_modal(message: Message, title: str = "Saved") -> Json:
    """Return a window with what would have stood where the form was opened from."""
    return View(type="modal", title=title, close="Done", blocks=list(message.blocks)).to_dict()


def moment(at: datetime) -> str:
    """Return a time of day, shown in each reader's own time zone."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at:%H:%M} UTC>"


def _readers(readers: Audience) -> str:
    named = [f"{inert(readers.client_manager)} (client)"] if readers.client_manager else []
    named += [f"{inert(who)} ({inert(what, 60)})" for who, what in readers.offering_managers]
    if readers.is_walled:
        return f"Only {_and([*named, 'the leaders'])} can read it besides you."
    return f"{_and([*named, 'the leaders'])} see it on the card, as every colleague can."


def _and(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last[0].upper() + last[1:]
