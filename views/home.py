"""Home: what is asked of its reader, what they hold, and for leaders how the firm stands."""

from collections.abc import Iterator, Sequence

from slack_sdk.models import blocks as kit

from models.colour import Age
from models.home import HomeFacts
from models.planning.agenda import Held
from models.planning.week_ahead import Planned
from models.portfolio import ProjectLine
from models.week.month import month_end
from models.work import Work
from views.digest import digest_buttons
from views.held import held_blocks
from views.ids import ActionId
from views.mark import still_words
from views.message import Json, button, buttons, heading, home, numbered, section, small
from views.month import month_button
from views.overview import ask_blocks, opens, overview_blocks
from views.project import MOST_LINES, listed_line
from views.settings import preference_words
from views.setup import leading_blocks, step_blocks
from views.week_ahead import held_words

MOST_DUE = 10
MOST_BLOCKS = 100


def home_view(facts: HomeFacts) -> Json:
    """Draw a Home; nobody's is empty."""
    blocks: list[kit.Block] = [*step_blocks(facts)]
    blocks += overview_blocks(facts.overview, facts.today)
    blocks += digest_buttons(facts)
    blocks += ask_blocks(facts.asks, facts.today)
    if facts.work:
        is_asked = bool(facts.asks)
        blocks += _due(facts, facts.work, is_asked=is_asked)
        blocks += _holds(facts, facts.work)
    below = [*_below(facts)]
    return home([*blocks[: MOST_BLOCKS - len(below)], *below])


def outsider_home() -> Json:
    """Tell a guest why there is nothing to see."""
    return home([section("Trefoil is for colleagues of this firm only.")])


def _below(facts: HomeFacts) -> Iterator[kit.Block]:
    """Draw what is always there, however long the rest is."""
    if facts.work or facts.is_leader:
        yield from _mine(facts)
    else:
        yield from _can_do(facts)
    yield from leading_blocks(facts)


def _due(facts: HomeFacts, work: Work, *, is_asked: bool) -> Iterator[kit.Block]:
    day = facts.today
    if not (work.due or work.without_figures):
        if not is_asked:
            yield heading("Nothing is due from you")
        return
    yield heading("Due from you")
    for line in work.due[:MOST_DUE]:
        yield section(listed_line(line, day, facts.expected.get(line.project_id)))
        yield buttons(*_answers(line))
    if len(work.due) > MOST_DUE:
        yield small(f"and {len(work.due) - MOST_DUE} more, which stand first below")
    yield from month_button(work.without_figures, month_end(day))


def _answers(line: ProjectLine) -> Iterator[kit.ButtonElement]:
    """Offer what can be said of a project; that nothing changed, only where something was said."""
    id_ = line.project_id
    if line.shown.age is not Age.NEVER:
        yield button(still_words(line.shown.last), numbered(ActionId.STATUS_CONFIRM, id_), id_)
    yield button("Update", numbered(ActionId.STATUS_UPDATE, id_), id_)
    yield opens(line)


def _holds(facts: HomeFacts, work: Work) -> Iterator[kit.Block]:
    """Draw what somebody holds and is not asked for above; what is due, too, comes first."""
    due = {line.project_id for line in work.due}
    rest = [*work.due[MOST_DUE:], *(one for one in work.projects if one.project_id not in due)]
    blocks = [*_projects(rest, facts), *held_blocks(work)]
    if blocks:
        yield heading("You hold")
        yield from blocks
    if work.projects:
        yield buttons(button("What others see", ActionId.HOME_SEEN))


def _projects(lines: Sequence[ProjectLine], facts: HomeFacts) -> Iterator[kit.Block]:
    for line in lines[:MOST_LINES]:
        words = listed_line(line, facts.today, facts.expected.get(line.project_id))
        yield section(words, opens(line))
    if len(lines) > MOST_LINES:
        yield small(f"and {len(lines) - MOST_LINES} more: `/project-status` lists them all")


def _mine(facts: HomeFacts) -> Iterator[kit.Block]:
    yield heading("Your settings")
    words = preference_words(facts.preferences)
    yield section(f"{words}{_held_back(facts)}", button("Change", ActionId.SETTINGS_MINE))


def _held_back(facts: HomeFacts) -> str:
    """Say why no message comes to the reader this week, if none does."""
    sending = facts.sending
    if sending is None or sending.held in {None, Held.NO_ROLE}:
        return ""
    held = Planned(None, "", held=sending.held, until_on=sending.until_on)
    return f"\nNone comes this week: {held_words(held, facts.today)}."


def _can_do(facts: HomeFacts) -> Iterator[kit.Block]:
    if facts.is_empty and not facts.may_name_leaders:
        yield section(
            "Nothing is in Trefoil yet. A leader adds projects and says who runs them;"
            " then you see here what is yours."
        )
    yield heading("What you can do")
    yield section(
        "See how a project stands: `/project-status name`\n"
        "`/lesson late data` finds lessons; `/lesson` alone logs one\n"
        "Run a project, or look after a client? Ask a leader to name you; your work is shown"
        " here then."
    )
