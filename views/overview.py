"""The top of a Home: how the firm stands, for leaders, and what is asked of the reader."""

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models import blocks as kit

from models.asking import Ask
from models.colour import Age, Colour
from models.digest.overview import BAD, Overview
from models.portfolio import ProjectLine
from models.post import Post
from views.ids import ActionId
from views.mark import MARKS, WORDS, count_words, day_words
from views.message import button, heading, inert, numbered, section, small, strong
from views.project import project_line

MOST_VACANT = 8
MOST_ASKS = 10
NOT_YET = "of the last ten minutes, which can still be taken back."
WORST_FIRST = (Colour.RED, Colour.AMBER, Colour.GREEN, Colour.GREY)


def overview_blocks(overview: Overview | None, day: date) -> Iterator[kit.Block]:
    """Draw how the firm stands; where too little is known, with counts and single facts alone."""
    if overview is None or not (overview.projects or overview.vacant):
        return
    yield heading("How the firm stands")
    if overview.projects:
        yield section(_counted(overview))
    for line in overview.worst:
        words = project_line(line, day, overview.expected.get(line.project_id))
        yield section(words, opens(line))
    yield from map(small, _beyond(overview))
    if overview.vacant:
        yield section(f"Nobody holds: {_listed(overview.vacant)}", _names(overview.vacant))


def ask_blocks(asks: Sequence[Ask], day: date) -> Iterator[kit.Block]:
    """Draw of which projects somebody asks for the reader's help, or for a decision."""
    if not asks:
        return
    yield heading("Your help is wanted")
    for ask in asks[:MOST_ASKS]:
        yield section(_asked(ask, day), opens(ask.line))
    if len(asks) > MOST_ASKS:
        yield small(f"and {len(asks) - MOST_ASKS} more")


def opens(line: ProjectLine) -> kit.ButtonElement:
    """Return the way to a project's card."""
    return button("Open", numbered(ActionId.PROJECT_OPEN, line.project_id), line.project_id)


def _counted(overview: Overview) -> str:
    """Count the projects by colour, of how many."""
    found = [colour for colour in WORST_FIRST if overview.counts[colour]]
    parts = [f"{MARKS[c]} {overview.counts[c]} {WORDS[c].lower()}" for c in found]
    return f"{count_words(overview.projects, 'project')}: {' · '.join(parts)}"


def _beyond(overview: Overview) -> Iterator[str]:
    """Say what the list leaves out."""
    if rest := _unseen(overview):
        yield f"and {rest} more: *Spreadsheet* lists them all"
    if overview.withheld:
        yield f"Not counted yet: {count_words(overview.withheld, 'report')} {NOT_YET}"


def _unseen(overview: Overview) -> int:
    """Count the red and amber that are not shown, where the worst are."""
    bad = sum(overview.counts[colour] for colour in BAD)
    return bad - len(overview.worst) if overview.worst else 0


def _listed(vacant: Sequence[Post]) -> str:
    shown = [f"{inert(post.name, 80)} ({post.kind})" for post in vacant[:MOST_VACANT]]
    more = len(vacant) - MOST_VACANT
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _names(vacant: Sequence[Post]) -> kit.ButtonElement:
    """Offer to name a manager; where one thing alone has none, it is chosen already."""
    only = vacant[0].code if len(vacant) == 1 else ""
    return button("Name manager", ActionId.ROLE_NAME, only)


def _asked(ask: Ask, day: date) -> str:
    line = ask.line
    what = f"{MARKS[line.shown.colour]} {strong(line.name, 120)} for {inert(line.client, 80)}"
    said = "" if line.shown.age is Age.FRESH else f" · said {day_words(ask.said_on, day)}"
    if not ask.wants_help:
        by = f" · {inert(ask.by, 80)}" if ask.by else ""
        return f"A decision is wanted: {what}{by}{said}"
    too = " and a decision" if ask.wants_decision else ""
    if ask.by is None:
        return f"{what} · your help{too} is asked for{said}"
    return f"{what} · {inert(ask.by, 80)} asks for your help{too}{said}"
