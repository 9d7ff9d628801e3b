"""A quick update: a colour and some words in a line, or the form where the line is not enough."""

from typing import Any

from handlers.phrase import Phrase, says_more
from models.colour import Colour, worst
from models.errors import TooLongError
from models.prefill import Prefill
from models.status import COLOURS, Report
from models.text import NOTE

PARTS = ("time", "target", "budget")
BAD = {Colour.AMBER, Colour.RED}


def colours_of(phrase: Phrase, last: Prefill) -> dict[str, Any]:
    """Return the colours that a line says; what was known of a part that it does not name, stays.

    Amber or red for the whole leaves all parts as they were: which it is, the line does not say.
    """
    stay = {name: last.values[name] for name in COLOURS}
    if phrase.parts:
        return stay | dict.fromkeys(phrase.parts, phrase.colour)
    if not _is_spoken(last):
        return dict.fromkeys(PARTS) | {"overall": phrase.colour}
    if phrase.colour is Colour.GREEN:
        return dict.fromkeys(PARTS, Colour.GREEN) | {"overall": None}
    return stay | {"overall": None}


def _is_spoken(last: Prefill) -> bool:
    return any(last.values[part] for part in PARTS)


def is_enough(phrase: Phrase, last: Prefill, others: str | None = None) -> bool:
    """Say whether a line can be saved: amber needs words, red also somebody who must help.

    A line that says two colours is for its author to look at, and so is one about a day of which
    somebody else has spoken: `others` is what they said. Where the parts are known, an amber must
    be that of one of them.
    """
    if says_more(phrase) or others:
        return False
    if phrase.colour is Colour.GREEN:
        return True
    return phrase.colour is Colour.AMBER and bool(phrase.words) and _has_its_part(phrase, last)


def _has_its_part(phrase: Phrase, last: Prefill) -> bool:
    """Say whether it is clear which part a line means, or nothing is known of any."""
    is_it = worst(last.values[part] for part in PARTS) is phrase.colour
    return bool(phrase.parts) or is_it or not _is_spoken(last)


def quick_report(phrase: Phrase, last: Prefill) -> Report:
    """Return the report of a line that is enough; finish and way back stay as they were.

    Raises TooLongError.
    """
    if len(phrase.words) > NOTE:
        raise TooLongError(len(phrase.words), NOTE)
    colours = colours_of(phrase, last)
    values = {"forecast_finish_on": last.values["forecast_finish_on"], "note": phrase.words or None}
    if BAD & set(colours.values()):
        values |= {name: last.values[name] for name in ("help_from_id", "someone_must_decide")}
        if _is_still(colours, last):
            values |= {name: last.values[name] for name in ("path", "path_due_on")}
    return Report(**colours, **values)


def _is_still(colours: dict[str, Any], last: Prefill) -> bool:
    """Say whether something is bad that was bad before: what gets it back still holds."""
    return any(colour in BAD and last.values[name] in BAD for name, colour in colours.items())


def started_form(phrase: Phrase, last: Prefill) -> dict[str, Any]:
    """Return what stands in the form that a line begins: its colour and its words.

    Green for the whole is green for each part; of amber and red the form asks which part it is, and
    shows the parts as they were said last.
    """
    said = colours_of(phrase, last)
    if phrase.colour is Colour.GREEN and not phrase.parts:
        said = dict.fromkeys(PARTS, Colour.GREEN)
    words = {"note": phrase.words} if phrase.words else {}
    return {name: said[name] for name in PARTS} | words


def said_for_all(phrase: Phrase) -> dict[str, str]:
    """Return the colour that a form must remember since no part of it shows it."""
    is_open = phrase.colour in BAD and not phrase.parts
    return {"overall": str(phrase.colour)} if is_open else {}
