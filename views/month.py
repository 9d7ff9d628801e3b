"""The month form: a few figures for each project, all on one page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models import blocks as kit

from models.edit import marks
from models.week.month import FINISH, MonthRow
from views.field import day_of, field, line_of
from views.ids import ActionId, ViewId
from views.mark import count_words, day_words
from views.message import (
    Form,
    Message,
    button,
    buttons,
    heading,
    numbered,
    plain,
    section,
    small,
)
from views.status import FIGURE, figure_words

MOST_ROWS = 20
"""Four blocks each; a form has room for a hundred."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row as it is drawn: what was said last, or what its author has made of it, and why again.

    Nothing for `asked` and `values` stands for those of the row itself.
    """

    row: MonthRow
    asked: tuple[str, ...] | None = None
    values: Mapping[str, Any] | None = None
    why: tuple[str, ...] = ()


def month_form(rows: Sequence[Drawn], end: date, currency: str, memory: dict[str, Any]) -> Form:
    """Ask for the figures of each project to a month's end; what was said last stands there."""
    blocks: list[kit.Block] = [*_head(memory, len(rows)), small(_means(end))]
    for one in rows[:MOST_ROWS]:
        blocks += _row(one, end, currency, memory.get("round", 0))
    if len(rows) > MOST_ROWS:
        more = count_words(len(rows) - MOST_ROWS, "more project")
        blocks.append(small(f"{more}: press *Fill in* again when these are saved."))
    opened = {str(one.row.project.id): marks(one.row.values) for one in rows[:MOST_ROWS]}
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
    rest = f" Figures are still missing for {count_words(left, 'project')}." if left else ""
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


def _head(memory: Mapping[str, Any], clashed: int) -> Iterator[kit.Block]:
    """Say how far the form got that is shown again."""
    if memory.get("round"):
        saved = memory.get("saved", 0)
        done = f"Saved for {count_words(saved, 'project')}. " if saved else ""
        yield section(f"{done}*Not saved yet for {count_words(clashed, 'project')}:* look again.")


def _means(end: date) -> str:
    day = day_words(end, end)
    return f"*Save* confirms what you leave as it is, for {day}. An empty field says nothing."


def _row(one: Drawn, end: date, currency: str, round_: int) -> Iterator[kit.Block]:
    row, id_ = one.row, one.row.project.id
    values = row.values if one.values is None else one.values
    yield heading(f"{plain(row.line.name, 90)} for {plain(row.line.client, 50)}")
    own = row.project.currency or currency
    labels = {"percent_complete": "Percent done", "spent": f"Spent so far ({own})"}
    for name in row.asks if one.asked is None else one.asked:
        words = figure_words(name, values[name], own)
        box = line_of(numbered(name, round_), initial_value=words, max_length=FIGURE)
        yield field(field_name(id_, name), labels[name], box, hint=_since(row, name, end))
    day = day_of(numbered("finish", round_), values[FINISH])
    hint = _since(row, FINISH, end) or ("From the plan" if row.values[FINISH] else None)
    yield field(field_name(id_, FINISH), "Finish expected", day, hint=hint)
    if one.why:
        yield section("\n".join(one.why))


def _since(row: MonthRow, name: str, end: date) -> str | None:
    since = row.last.since.get(name)
    return f"Stands since {day_words(since, end)}" if since else None
