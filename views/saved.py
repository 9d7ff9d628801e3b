"""What is said when a report was saved or taken back: who can read it, and the way back."""

from slack_sdk.models import blocks as kit

from models.audience import Audience
from models.colour import Colour, worst
from models.status import COLOURS, StatusUpdate
from views.ids import ActionId
from views.message import Json, Message, button, inert, moment, section


def saved_notice(
    update: StatusUpdate, readers: Audience, helper: str | None = None
) -> list[kit.Block]:
    """Say that it is saved, who reads it, and what is open; for ten minutes it can be undone."""
    words = [f"*Saved* {moment(update.recorded_at)}. {_readers(readers)} I have told nobody."]
    if helper:
        words.append(f"{inert(helper)} does not hear of it from me: write to them.")
    if _lacks_a_way_back(update):
        words.append("What gets it back? Say it by *Update*.")
    return [section(" ".join(words), button("Undo", ActionId.STATUS_UNDO, update.id))]


def _lacks_a_way_back(update: StatusUpdate) -> bool:
    is_well = worst(getattr(update, part) for part in COLOURS) in {Colour.GREEN, Colour.GREY}
    return not (is_well or update.path or update.path_due_on)


def undone_notice() -> list[kit.Block]:
    return [section("*Taken back.* It is as if you had not said it.")]


def saved_modal(message: Message, title: str = "Saved") -> Json:
    """Return a window with what would have stood where the form was opened from."""
    return saved_window(message.payload(), title)


def saved_window(drawn: Json, title: str = "Saved") -> Json:
    """Return the same for a message that is drawn already: to draw it once more takes long."""
    words = {"title": title, "close": "Done"}
    frame = {
        name: kit.PlainTextObject(text=text, emoji=True).to_dict() for name, text in words.items()
    }
    return {"type": "modal", "blocks": drawn["blocks"]} | frame


def _readers(readers: Audience) -> str:
    named = [f"{inert(readers.client_manager)} (client)"] if readers.client_manager else []
    named += [f"{inert(who)} ({inert(what, 60)})" for who, what in readers.offering_managers]
    if readers.is_walled:
        return f"Only {_and(['you', *named, 'the leaders'])} can read it."
    if not named:
        return "Every colleague can see it on the card."
    return f"{_and(named)} can see it on the card, as every colleague can."


def _and(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
