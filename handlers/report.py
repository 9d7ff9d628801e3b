"""What was typed into a status form, as a report; each thing that is wrong is said at its field."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from handlers.figure import FigureError, figure
from models.colour import Colour
from models.edit import Marks, Merged, mark
from models.errors import OutsiderError, UnknownAccountError
from models.exchange.sheet import UNSTORABLE
from models.ports import Session
from models.prefill import Prefill
from models.status import FIGURES, Doubt, Report, doubts
from models.text import LINE
from models.visitor import enrol

PARTS = ("time", "target", "budget")
SAYABLE = {Colour.GREEN, Colour.AMBER, Colour.RED}
WORDS = ("path", "note")
FIELD_OF = {
    Doubt.RED_WITHOUT_PATH: "path",
    Doubt.AMBER_WITHOUT_PATH: "path",
    Doubt.RED_WITHOUT_HELP: "help_from_id",
    Doubt.FINISH_IN_THE_PAST: "forecast_finish_on",
}
FARTHEST = {"path_due_on": timedelta(days=366), "forecast_finish_on": timedelta(days=40 * 366)}
"""A day that is typed and lies further ahead is a slip: real projects run for decades, no more."""
Faults = dict[str, str]


def typed(
    session: Session, fields: Mapping[str, Any], currency: str
) -> tuple[dict[str, Any], Faults]:
    """Return what stands in a form's fields, as the values of a report, and what is wrong.

    What the form did not ask, since nothing was amber or red, is not so; figures that it did not
    ask are left out.
    """
    values: dict[str, Any] = {part: _colour(fields.get(part)) for part in PARTS}
    values |= {name: fields.get(name) for name in ("forecast_finish_on", "path_due_on")}
    values |= {name: UNSTORABLE.sub("", fields.get(name) or "") or None for name in WORDS}
    values["path"] = " ".join((values["path"] or "").split()) or None
    values["someone_must_decide"] = bool(fields.get("someone_must_decide"))
    faults = {name: "too_long" for name in WORDS if len(values[name] or "") > LINE}
    try:
        values["help_from_id"] = _helper(session, fields.get("help_from_id"))
    except (OutsiderError, UnknownAccountError):
        faults["help_from_id"] = "no_colleague"
    for name in (name for name in FIGURES if name in fields):
        try:
            values[name] = figure(name, fields[name], currency)
        except FigureError as fault:
            faults[name] = str(fault)
    return values, faults


def with_long_note(values: dict[str, Any], opened: Marks, last: Prefill) -> dict[str, Any]:
    """Return the values with the note that had no room in the form, if nothing was typed for it."""
    is_same = values["note"] is None and mark(last.long_note) == opened.get("note")
    return values | {"note": last.long_note} if last.long_note and is_same else values


def doubted(merged: Merged, now: Mapping[str, Any], today: date) -> Faults:
    """Return which rules of the form it breaks, by the field that would mend it."""
    whole = Report(**{name: now[name] for name in FIGURES} | merged.values)
    faults = {FIELD_OF[doubt]: doubt.value for doubt in doubts(whole, today)}
    due_on = merged.values["path_due_on"]
    if due_on and due_on < today:
        faults["path_due_on"] = "plan_in_the_past"
    return faults | {
        name: "far_away"
        for name, most in FARTHEST.items()
        if name in merged.changed and merged.values[name] and merged.values[name] - today > most
    }


def report_of(merged: Merged) -> Report:
    """Return the report to save: colours and words anew, of the figures those that were changed."""
    said = {n: v for n, v in merged.values.items() if n not in FIGURES or n in merged.changed}
    return Report(**said)


def _colour(word: str | None) -> Colour | None:
    return Colour(word) if word in SAYABLE else None


def _helper(session: Session, slack_user_id: str | None) -> int | None:
    return enrol(session, slack_user_id).id if slack_user_id else None
