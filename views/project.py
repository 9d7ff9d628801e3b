"""Projects in a list: each in one line, the worst first, with the way to its card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.portfolio import ProjectLine, worst_first
from models.project import Project
from models.state import State
from views.ids import ActionId
from views.mark import MARKS, WORDS, day_words
from views.message import Message, button, buttons, inert, numbered, section, small, strong

MOST_LINES = 15
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{6,}")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is shown: from where on, and of which client's list, if of one's.

    `expected` are the finishes that are expected, by project.
    """

    start: int = 0
    of_client: str = ""
    expected: Mapping[int, date | None] = field(default_factory=dict)

    def start_in(self, count: int) -> int:
        """Return where it begins; the last page where there are no longer so many."""
        last = max(0, count - 1) // MOST_LINES * MOST_LINES
        return min(self.start, last)

    def of(self, lines: Sequence[ProjectLine]) -> Sequence[ProjectLine]:
        start = self.start_in(len(lines))
        return lines[start : start + MOST_LINES]


def project_line(line: ProjectLine, day: date, expected: date | None = None) -> str:
    """Draw a project in one line: mark, word, name, client, finish, age.

    The finish is the one that is expected, beside that of the plan; or that of the plan alone.
    """
    finish_on = expected or line.finish_on
    finish = f" · finish {day_words(finish_on, day)}" if finish_on else ""
    if finish_on and finish_on < day and line.state is State.ACTIVE:
        finish += " has passed"
    if expected and line.finish_on and expected != line.finish_on:
        finish += f" (plan {day_words(line.finish_on, day)})"
    name = f"{strong(line.name, 120)} for {inert(line.client, 80)}"
    last = line.shown.last
    was = f" (was {MARKS[last]} {WORDS[last].lower()})" if _is_faded(line) else ""
    return f"{MARKS[line.shown.colour]} {name} · {WORDS[line.shown.colour].lower()}{was}{finish}"


def listed_line(line: ProjectLine, day: date, expected: date | None) -> str:
    """Draw the same as everybody reads it in a list: with the day on which it was said."""
    on = line.said.confirmed_on
    said = f" · said {day_words(on, day)}" if on else ""
    return f"{project_line(line, day, expected)}{said}"


def projects_message(
    lines: Sequence[ProjectLine],
    day: date,
    head: str,
    after: Sequence[kit.Block] = (),
    page: Page | None = None,
) -> Message:
    """List a page of projects, the worst first, each with the way to its card; `after` follows."""
    page = page or Page()
    worst = worst_first(lines)
    counts = [(sum(line.shown.colour is c for line in worst), c) for c in Colour]
    counted = " · ".join(f"{n} {WORDS[c].lower()}" for n, c in counts if n)
    marks = "   ".join(f"{MARKS[c]} {n} {WORDS[c].lower()}" for n, c in counts if n)
    blocks: list[kit.Block] = [section(f"*{head}*\n{marks}" if len(worst) > 1 else f"*{head}*")]
    for line in page.of(worst):
        words = listed_line(line, day, page.expected.get(line.project_id))
        blocks.append(section(words, _opens(line)))
    blocks += [*_way_on(page, len(worst)), *after]
    return Message(f"{head}: {counted}", tuple(blocks))


def _way_on(page: Page, count: int) -> Iterator[kit.Block]:
    """Offer the pages before and after where not all fit on one."""
    if count <= MOST_LINES:
        return
    start = page.start_in(count)
    end = min(start + MOST_LINES, count)
    yield small(f"{start + 1} to {end} of {count}. One of them: `/project-status name`")
    before = [("Back", max(0, start - MOST_LINES))] if start else []
    after = [("More", end)] if end < count else []
    yield buttons(
        *(
            button(label, numbered(ActionId.PROJECT_MORE, at), f"{at} {page.of_client}".strip())
            for label, at in (*before, *after)
        )
    )


def empty_message(*, leads: bool) -> Message:
    """Say what to do first where no project is on record that the reader may see."""
    text = "There is no project here yet."
    hint = "*Add project* stands on my Home." if leads else "Leaders add projects on my Home."
    return Message(text, (section(text), small(hint)))


def nothing_message() -> Message:
    """Say what to do to somebody who holds nothing."""
    text = "You run no project, and look after no client or offering."
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


def about_none() -> list[kit.Block]:
    """Say that the channel is about no project, and how that is changed."""
    change = button("Change", numbered(ActionId.PROJECT_NO_PLACE, "open"), "open")
    return [section("This channel is about no project.", change)]


def which_project() -> list[kit.Block]:
    """Ask which project the channel is about, if any."""
    menu = kit.ExternalDataSelectElement(
        action_id=ActionId.PROJECT_PLACE,
        placeholder=kit.PlainTextObject(text="Choose a project"),
        min_query_length=0,
    )
    none = button("None", numbered(ActionId.PROJECT_NO_PLACE, "none"), "none")
    return [section("Which project is this channel about?", menu, "project"), buttons(none)]


def _is_faded(line: ProjectLine) -> bool:
    """Say whether something was said once that is too old to hold."""
    return line.shown.colour is Colour.GREY and line.shown.last is not Colour.GREY


def _opens(line: ProjectLine) -> kit.ButtonElement:
    return button("Open", numbered(ActionId.PROJECT_OPEN, line.project_id), line.project_id)
