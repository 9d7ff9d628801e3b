"""The month form: a few figures for each project, all on one page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from slack_sdk.models import blocks as kit

from models.edit import marks
from models.month import MonthRow
from views.field import day_of, field, line_of
from views.ids import ActionId, ViewId
from views.mark import count_words, day_words
from views.message import Form, Message, button, buttons, heading, plain, section, small
from views.status import FIGURE, figure_words

MOST_ROWS = 20
"""Four blocks each; a form has room for a hundred."""


def month_form(rows: Sequence[MonthRow], end: date, currency: str, memory: dict[str, Any]) -> Form:
    """Ask for the figures of each project to a month's end; what was said last stands there."""
    blocks: list[kit.Block] = [small("What stands here was said last. Leave empty what you lack.")]
    for row in rows[:MOST_ROWS]:
        blocks += _row(row, end, currency)
    if len(rows) > MOST_ROWS:
        blocks.append(small(f"{len(rows) - MOST_ROWS} more come after these."))
    opened = {str(row.project.id): marks(row.values) for row in rows[:MOST_ROWS]}
    memory = memory | {"opened": opened}
    return Form(ViewId.MONTH, f"Figures to {day_words(end, end)}", blocks, memory=memory)


def month_button(rows: Sequence[MonthRow], end: date) -> list[kit.Block]:
    """Offer the month form where figures are out."""
    if not rows:
        return []
    text = f"Figures to {day_words(end, end)} for {count_words(len(rows), 'project')}"
    return [section(text, button("Fill in", ActionId.MONTH_OPEN))]


def month_saved(saved: int, left: int, end: date) -> Message:
    """Say for how many projects there are figures now, and whether any are left."""
    text = f"Figures to {day_words(end, end)} saved for {count_words(saved, 'project')}."
    if not saved:
        text = "Nothing was given, so nothing was saved."
    rest = f" {count_words(left, 'project')} still to go." if left else ""
    blocks: list[kit.Block] = [section(text + rest)]
    if left:
        blocks.append(buttons(button("Fill in", ActionId.MONTH_OPEN)))
    return Message(text + rest, tuple(blocks))


def nothing_due(end: date) -> Message:
    """Say that the figures are in, to who opened the form from an old message."""
    text = f"The figures to {day_words(end, end)} of all your projects are in."
    return Message(text, (section(text),))


def field_name(project_id: object, name: str) -> str:
    return f"{project_id}.{name}"


def _row(row: MonthRow, end: date, currency: str) -> Iterator[kit.Block]:
    id_ = row.project.id
    yield heading(f"{plain(row.line.name, 90)} for {plain(row.line.client, 50)}")
    own = row.project.currency or currency
    labels = {"percent_complete": "Percent done", "spent": f"Spent so far ({own})"}
    for name in row.asks:
        since = row.last.since.get(name)
        hint = f"Since {day_words(since, end)}" if since else None
        words = figure_words(name, row.values[name], own)
        box = line_of(name, initial_value=words, max_length=FIGURE)
        yield field(field_name(id_, name), labels[name], box, hint=hint)
    finish = field_name(id_, "forecast_finish_on")
    yield field(finish, "Finish expected", day_of("finish", row.values["forecast_finish_on"]))
