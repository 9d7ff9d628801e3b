"""Lists of projects: mine, those of a channel, and those that fit what is typed."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Option

from handlers.call import Call
from handlers.card import card_for
from models.channel import projects_in
from models.eyes import concerns, in_sight, leads, one_of, runs
from models.month import figures_due, month_end
from models.portfolio import AsOf, ProjectLine, project_lines
from models.ports import Session
from models.setting import firm_settings
from models.text import fold
from models.visitor import Visitor
from views.message import Message, option
from views.month import month_button
from views.project import nothing_message, projects_message

MOST_OPTIONS = 100
"""As many as Slack shows in a menu."""


def listed(session: Session, visitor: Visitor, call: Call) -> Message:
    """Return the card of the channel's project, else my projects: the worst first."""
    here = projects_in(session, visitor.deed, call.channel)
    if len(here) == 1:
        return card_for(session, visitor, here[0], in_channel=True)
    today = firm_settings(session).today(visitor.now)
    if here:
        ids = [project.id for project in here]
        lines = _lines(session, visitor, [one_of(ids)])
        return projects_message(lines, today, "The projects of this channel")
    head, mine = my_lines(session, visitor)
    if not mine:
        return nothing_message()
    due = month_button(figures_due(session, visitor.deed), month_end(today))
    return projects_message(mine, today, head, (due, not call.is_direct))


def my_lines(session: Session, visitor: Visitor) -> tuple[str, Sequence[ProjectLine]]:
    """Return the projects that somebody runs; else those that concern them; else, to a leader, all.

    With what to call them.
    """
    deed = visitor.deed
    for head, only in (
        ("The projects you run", runs(session, deed)),
        ("The projects of your clients and offerings", concerns(session, deed)),
    ):
        if lines := _lines(session, visitor, [only]):
            return head, lines
    if leads(session, deed):
        return "All projects", _lines(session, visitor, [])
    return "", []


def offered(session: Session, visitor: Visitor, typed: str) -> list[dict[str, Any]]:
    """Return the projects that fit what is typed, as the options of a menu."""
    wanted = fold(typed)
    lines = _lines(session, visitor, [])
    fitting = [line for line in lines if wanted in fold(f"{line.name} {line.key} {line.client}")]
    return [_option(line).to_dict() for line in fitting[:MOST_OPTIONS]]


def _option(line: ProjectLine) -> Option:
    return option(f"{line.name} ({line.client})", line.project_id)


def _lines(session: Session, visitor: Visitor, only: Sequence[Any]) -> list[ProjectLine]:
    settings = firm_settings(session)
    walls = in_sight(session, visitor.deed)
    return project_lines(session, settings, AsOf(settings.today(visitor.now)), [*only, *walls])
