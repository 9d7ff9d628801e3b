"""What is said when a report was saved or taken back: who can read it, and the way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.models import blocks as kit

from models.absence import Absent
from models.audience import Audience
from models.colour import Colour, worst
from models.status import COLOURS, StatusUpdate
from models.turning import Telling
from models.withheld import SECOND_THOUGHTS
from views.ids import ActionId
from views.mark import day_words
from views.message import PERSON, Json, Message, button, buttons, inert, moment, section
from views.settings import WEEKDAYS

SOON = SECOND_THOUGHTS + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who reads a report, who is told of it, and on which weekday the leaders' digest has it.

    `helper` is who was asked for help and cannot be told by us; `away` until when who must help is
    not here.
    """

    readers: Audience
    told: Sequence[Telling] = ()
    digest_on: int | None = None
    helper: str | None = None
    away: Absent | None = None


def saved_notice(update: StatusUpdate, reach: Reach) -> list[kit.Block]:
    """Say that it is saved, who is told and who reads it; for ten minutes it can be undone."""
    words = [f"*Saved* {moment(update.recorded_at)}.", *_told(update, reach)]
    if reach.helper:
        words.append(f"{inert(reach.helper, PERSON)} does not hear of it from me: write to them.")
    if reach.away:
        words.append(_absent(reach, update))
    if _lacks_a_way_back(update):
        words.append("What gets it back? Say it by *Update*.")
    undo = button("Undo", ActionId.STATUS_UNDO, update.id)
    if not any(not one.is_told for one in reach.told):
        return [section(" ".join(words), undo)]
    return [
        section(" ".join(words)),
        buttons(undo, button("Tell now", ActionId.STATUS_TELL, update.id)),
    ]


def told_notice(told: Sequence[Telling], away: Absent | None = None) -> list[kit.Block]:
    """Say who is told this moment, and who of them is not here to read it."""
    words = [f"*Told* {_and([inert(one.name, PERSON) for one in told])}."]
    if away and any(one.helps for one in told):
        words.append(f"{inert(away.name, PERSON)} is away until {_back(away, told[0].at)}.")
        words += _covers(away)
    return [section(" ".join(words))]


def _absent(reach: Reach, update: StatusUpdate) -> str:
    """Say until when who must help is away, and who covers; they are told when they are back."""
    away = reach.away
    if away is None:
        return ""
    then = " and hears of it then" if any(one.helps for one in reach.told) else ""
    until = f"{inert(away.name, PERSON)} is away until {_back(away, update.recorded_at)}{then}."
    return " ".join((until, *_covers(away)))


def _back(away: Absent, at: datetime) -> str:
    return day_words(away.until_on, at.date())


def _covers(away: Absent) -> Iterator[str]:
    if away.cover:
        yield f"{inert(away.cover, PERSON)} covers."


def _told(update: StatusUpdate, reach: Reach) -> Iterator[str]:
    """Say who is told, and when; or who reads it, where nobody is."""
    here = [one for one in reach.told if not (one.helps and reach.away)]
    soon = [one for one in here if one.at <= update.recorded_at + SOON]
    later = [one for one in here if one not in soon]
    client = reach.readers.client
    if not reach.told:
        yield _readers(reach.readers)
    if soon:
        yield f"{_called(soon, client)} {_is(soon)} told in ten minutes."
    if later:
        yield f"{_called(later, client)} {_is(later)} told before the leaders read it."
    if reach.digest_on is not None and _colour(update) in {Colour.AMBER, Colour.RED}:
        yield f"The leaders' digest has it on {WEEKDAYS[reach.digest_on]}."
    elif not reach.told:
        yield "I tell nobody."


def _called(told: Sequence[Telling], client: str) -> str:
    """Name who is told; of who is told for the client, say so: it is not the client."""
    if len(told) == 1 and not (told[0].helps or told[0].is_better):
        return f"{inert(told[0].name, PERSON)}, who looks after {inert(client, 60)},"
    return _and([_named(one, client) for one in told])


def _named(one: Telling, client: str) -> str:
    is_told_for_it = not (one.helps or one.is_better)
    return _looks_after(one.name, client) if is_told_for_it else inert(one.name, PERSON)


def _looks_after(name: str, what: str) -> str:
    return f"{inert(name, PERSON)} (looks after {inert(what, 60)})"


def _is(told: Sequence[Telling]) -> str:
    return "is" if len(told) == 1 else "are"


def _colour(update: StatusUpdate) -> Colour:
    return worst(getattr(update, part) for part in COLOURS)


def _lacks_a_way_back(update: StatusUpdate) -> bool:
    is_well = _colour(update) in {Colour.GREEN, Colour.GREY}
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
    manager = readers.client_manager
    named = [_looks_after(manager, readers.client)] if manager else []
    named += [_looks_after(who, what) for who, what in readers.offering_managers]
    if readers.is_walled:
        return f"Only {_and(['you', *named, 'the leaders'])} can read it."
    if not named:
        return "Every colleague can see it on the card."
    return f"{_and(named)} can see it on the card, as every colleague can."


def _and(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
