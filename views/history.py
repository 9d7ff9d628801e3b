"""The history of a project: each report in a few lines, the latest first."""

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from models.colour import Colour
from models.past import MOST, Saying
from models.project import Project
from models.status import StatusUpdate
from views.card import said_lines
from views.mark import day_words, marked, percent_words
from views.message import PERSON, TITLE, Json, in_full, inert, moment, plain, section, small
from views.typed import clamp

PARTS = ("time", "target", "budget")


def history_modal(project: Project, past: Sequence[Saying], day: date) -> Json:
    """Return a window with what was said of a project."""
    title = f"History of {plain(project.name)}"
    entries: list[kit.Block] = [section("\n".join(_entry(one, day))) for one in past[:MOST]]
    nothing = section("Nothing has been said of it yet.")
    older = [small(f"These are the latest {MOST}; an export has all.")] * (len(past) > MOST)
    return View(
        type="modal",
        title=clamp(title, TITLE),
        close="Close",
        blocks=[*in_full(title, project.name), *(entries or [nothing]), *older],
    ).to_dict()


def _entry(one: Saying, day: date) -> Iterator[str]:
    said = one.update
    by = f" · {inert(one.by, PERSON)}" if one.by else ""
    replaced = f" · said {moment(said.recorded_at)}, replaced since" if one.is_replaced else ""
    yield f"*{day_words(said.as_of, day)}*{by} · {colours_said(said)}{replaced}"
    yield from said_lines(said, one.helper, said.as_of)
    if said.forecast_finish_on:
        yield f"Finish expected {day_words(said.forecast_finish_on, day)}"
    if said.percent_complete is not None:
        yield percent_words(said.percent_complete)


def colours_said(said: StatusUpdate) -> str:
    """Return what was said in colours, or that there were none."""
    parts = [(part, getattr(said, part)) for part in PARTS if getattr(said, part)]
    words = [f"{part} {marked(Colour(colour)).lower()}" for part, colour in parts]
    if said.overall:
        words.insert(0, marked(said.overall))
    return " · ".join(words) or "no colours"
