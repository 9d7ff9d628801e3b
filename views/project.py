"""Projects in a list: each in one line, the worst first, with the way to its card."""

import re
from collections.abc import Sequence
from datetime import date

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.portfolio import ProjectLine, worst_first
from models.project import Project
from models.state import State
from views.ids import ActionId
from views.mark import MARKS, WORDS, day_words
from views.message import Message, button, inert, numbered, section, small

MOST_LINES = 15
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{6,}")


def project_line(line: ProjectLine, day: date) -> str:
    """Draw a project in one line: mark, word, name, client, finish, age."""
    finish = f" · finish {day_words(line.finish_on, day)}" if line.finish_on else ""
    if line.finish_on and line.finish_on < day and line.state is State.ACTIVE:
        finish = f" · finish {day_words(line.finish_on, day)} has passed"
    name = f"*{inert(line.name, 120)}* for {inert(line.client, 80)}"
    return f"{MARKS[line.shown.colour]} {name} · {WORDS[line.shown.colour].lower()}{finish}"


def projects_message(
    lines: Sequence[ProjectLine],
    day: date,
    head: str,
    more: tuple[Sequence[kit.Block], bool] = ((), False),
) -> Message:
    """List projects, the worst first, each with the way to its card.

    `more` are blocks that follow, and whether to ask which project the channel is about.
    """
    after, asks = more
    worst = worst_first(lines)
    blocks: list[kit.Block] = [section(f"*{head}*")]
    drawn = [(f"{project_line(line, day)}{_said(line, day)}", line) for line in worst[:MOST_LINES]]
    blocks += [section(words, _opens(line)) for words, line in drawn]
    if len(worst) > MOST_LINES:
        blocks.append(small(f"and {len(worst) - MOST_LINES} more: `/project-status name`"))
    blocks += [*after, *(_which() if asks else ())]
    counts = [(sum(line.shown.colour is c for line in worst), WORDS[c].lower()) for c in Colour]
    text = ", ".join(f"{count} {words}" for count, words in counts if count)
    return Message(f"{head}: {text}", tuple(blocks))


def nothing_message() -> Message:
    """Say what to do to somebody who holds nothing."""
    text = "You hold no project, client or offering."
    hint = "`/project-status name` shows any project. Leaders name managers on my Home."
    return Message(text, (section(text), small(hint)))


def placed_notice(project: Project, *, is_here: bool) -> list[kit.Block]:
    """Say what the channel is from now on; a project that has another channel keeps that one."""
    name = inert(project.name, 120)
    if is_here:
        return [section(f"This channel is about *{name}* from now on.")]
    channel = project.channel or ""
    known = f"<#{channel}>" if CHANNEL_ID.fullmatch(channel) else inert(channel, 80)
    return [section(f"*{name}* has its channel, {known}; that stays.")]


def _which() -> list[kit.Block]:
    menu = kit.ExternalDataSelectElement(
        action_id=ActionId.PROJECT_PLACE,
        placeholder=kit.PlainTextObject(text="Choose a project"),
        min_query_length=0,
    )
    return [section("Which project is this channel about?", menu, "project")]


def _said(line: ProjectLine, day: date) -> str:
    """Say when somebody spoke of it last."""
    on = line.said.confirmed_on
    return f" · said {day_words(on, day)}" if on else ""


def _opens(line: ProjectLine) -> kit.ButtonElement:
    return button("Open", numbered(ActionId.PROJECT_OPEN, line.project_id), line.project_id)
