"""Lists of projects: mine, those of a channel, and those that fit what is typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block, Option

from handlers.call import Call
from handlers.card import card_for
from models.channel import is_of_none, projects_in
from models.client import clients_called
from models.eyes import concerns, in_sight, leads, one_of, runs
from models.portfolio import AsOf, ProjectLine, project_lines, worst_first
from models.ports import Session
from models.prefill import expected_finishes
from models.setting import firm_settings
from models.text import fold
from models.visitor import Visitor
from models.week.month import figures_due, month_end
from views.message import Message, inert, option
from views.month import month_button
from views.project import (
    Page,
    about_none,
    empty_message,
    nothing_message,
    projects_message,
    which_project,
)

MOST_OPTIONS = 100
"""As many as Slack shows in a menu."""


def listed(session: Session, visitor: Visitor, call: Call, start: int = 0) -> Message:
    """Return the card of the channel's project, else a page of my projects: the worst first."""
    here = projects_in(session, visitor.deed, call.channel)
    if len(here) == 1:
        return card_for(session, visitor, here[0], in_channel=True)
    today = firm_settings(session).today(visitor.now)
    if here:
        ids = [project.id for project in here]
        lines = _lines(session, visitor, [one_of(ids)])
        head = "The projects of this channel"
        return projects_message(lines, today, head, page=_page(session, lines, today, Page(start)))
    head, mine = my_lines(session, visitor)
    if not mine:
        return _nothing(session, visitor)
    due = month_button(figures_due(session, visitor.deed), month_end(today))
    after = [*due, *_about(session, call)]
    return projects_message(mine, today, head, after, _page(session, mine, today, Page(start)))


def _nothing(session: Session, visitor: Visitor) -> Message:
    """Say that somebody holds nothing; or that there is nothing yet to hold."""
    if _lines(session, visitor, []):
        return nothing_message()
    return empty_message(leads=leads(session, visitor.deed))


def of_client(session: Session, visitor: Visitor, name: str, start: int = 0) -> Message | None:
    """Return a page of the projects of the client of this name, or another of its names, if any.

    A project of the same name comes first.
    """
    wanted = fold(name)
    ids = clients_called(session, wanted)
    lines = _lines(session, visitor, []) if ids else []
    if any(wanted in (fold(line.name), fold(line.key)) for line in lines):
        return None
    theirs = [line for line in lines if line.client_id in ids]
    if not theirs:
        return None
    today = firm_settings(session).today(visitor.now)
    head = f"Projects for {inert(theirs[0].client)}"
    page = _page(session, theirs, today, Page(start, name))
    return projects_message(theirs, today, head, page=page)


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


def _about(session: Session, call: Call) -> list[Block]:
    """Ask what a channel is about that has no project, unless it was said that it has none."""
    if call.is_direct:
        return []
    if is_of_none(session, call.channel_id):
        return about_none()
    return which_project()


def _page(session: Session, lines: Sequence[ProjectLine], today: date, page: Page) -> Page:
    """Return the page with the finish that is expected of each project that it shows."""
    ids = [line.project_id for line in page.of(worst_first(lines))]
    return replace(page, expected=expected_finishes(session, ids, today))


def _option(line: ProjectLine) -> Option:
    return option(f"{line.name} ({line.client})", line.project_id)


def _lines(session: Session, visitor: Visitor, only: Sequence[Any]) -> list[ProjectLine]:
    settings = firm_settings(session)
    walls = in_sight(session, visitor.deed)
    return project_lines(session, settings, AsOf(settings.today(visitor.now)), [*only, *walls])
