"""Home: what is due from its reader, what they hold, and for leaders how the firm is set up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.home import HomeFacts
from models.month import month_end
from models.portfolio import ProjectLine
from models.preference import Preferences
from models.work import Held, Work
from views.ids import ActionId
from views.mark import MARKS, WORDS, count_words, day_words
from views.message import Json, button, heading, home, inert, numbered, section, small
from views.month import month_button
from views.project import MOST_LINES, project_line
from views.settings import preference_words
from views.setup import leading_blocks, step_blocks

MOST_DUE = 10
MOST_HELD = 15
MOST_BLOCKS = 100
WORST_FIRST = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)


def home_view(facts: HomeFacts) -> Json:
    """Draw a Home; nobody's is empty."""
    blocks: list[kit.Block] = [*step_blocks(facts)]
    if facts.work:
        blocks += [*_due(facts.work, facts.today), *_holds(facts.work, facts.today)]
        blocks += _others(facts.work, facts.today)
    if facts.work or facts.is_leader:
        blocks += _mine(facts.preferences)
    else:
        blocks += _can_do(facts)
    blocks += leading_blocks(facts)
    return home(blocks[:MOST_BLOCKS])


def outsider_home() -> Json:
    """Tell a guest why there is nothing to see."""
    return home([section("Trefoil is for colleagues of this firm only.")])


def _due(work: Work, day: date) -> Iterator[kit.Block]:
    if not (work.due or work.without_figures):
        yield heading("Nothing is due from you")
        return
    yield heading("Due from you")
    for line in work.due[:MOST_DUE]:
        update = button(
            "Update", numbered(ActionId.STATUS_UPDATE, line.project_id), line.project_id
        )
        yield section(f"{project_line(line, day)}\n{_age(line, day)}", update)
    if len(work.due) > MOST_DUE:
        yield small(f"and {len(work.due) - MOST_DUE} more below")
    yield from month_button(work.without_figures, month_end(day))


def _age(line: ProjectLine, day: date) -> str:
    said_on = line.said.confirmed_on
    if said_on is None:
        return "Nothing was said of it yet."
    return f"Last said {day_words(said_on, day)}: {WORDS[line.shown.last].lower()}."


def _holds(work: Work, day: date) -> Iterator[kit.Block]:
    yield heading("You hold")
    for line in work.projects[:MOST_LINES]:
        yield section(f"{project_line(line, day)}{_said(line, day)}", _opens(line))
    if len(work.projects) > MOST_LINES:
        yield small(f"and {len(work.projects) - MOST_LINES} more: `/project-status name`")
    yield from _held("Client", work.clients)
    yield from _held("Offering", work.offerings)


def _held(what: str, held: Sequence[Held]) -> Iterator[kit.Block]:
    lines = [f"{what} *{inert(one.name, 120)}* · {_mix(one.projects)}" for one in held[:MOST_HELD]]
    if len(held) > MOST_HELD:
        lines.append(f"and {len(held) - MOST_HELD} more")
    if lines:
        yield section("\n".join(lines))


def _mix(lines: Sequence[ProjectLine]) -> str:
    """Count the projects of a client or an offering by colour, the worst first."""
    if not lines:
        return "no open project"
    counts = Counter(line.shown.colour for line in lines)
    worst = (colour for colour in WORST_FIRST if counts[colour])
    parts = [f"{MARKS[colour]} {counts[colour]} {WORDS[colour].lower()}" for colour in worst]
    return f"{count_words(len(lines), 'project')}: {', '.join(parts)}"


def _said(line: ProjectLine, day: date) -> str:
    said_on = line.said.confirmed_on
    return f" · said {day_words(said_on, day)}" if said_on else ""


def _opens(line: ProjectLine) -> kit.ButtonElement:
    return button("Open", numbered(ActionId.PROJECT_OPEN, line.project_id), line.project_id)


def _others(work: Work, day: date) -> Iterator[kit.Block]:
    """Show the lines of the reader's projects as every colleague reads them: without money."""
    if not work.projects:
        return
    yield heading("What others see")
    yield section("\n".join(_seen(line, work.notes, day) for line in work.projects[:MOST_LINES]))
    if len(work.projects) > MOST_LINES:
        yield small(f"and {len(work.projects) - MOST_LINES} more")


def _seen(line: ProjectLine, notes: dict[int, str], day: date) -> str:
    note = notes.get(line.project_id)
    words = f" · {inert(note, 90)}" if note else ""
    wall = " · confidential: its managers and leaders only" if line.confidential else ""
    return f"{project_line(line, day)}{words}{wall}"


def _mine(mine: Preferences) -> Iterator[kit.Block]:
    yield heading("Your settings")
    yield section(preference_words(mine), button("Change", ActionId.SETTINGS_MINE))


def _can_do(facts: HomeFacts) -> Iterator[kit.Block]:
    if facts.is_empty and not facts.may_name_leaders:
        yield section(
            "Nothing is in Trefoil yet. A leader adds projects and says who runs them;"
            " then you see here what is yours."
        )
    yield heading("What you can do")
    yield section(
        "See how a project stands: `/project-status name`\n"
        "Log what was learned, or look it up: `/lesson search words`\n"
        "Run a project, or hold a client? Ask a leader to name you; your work is shown here then."
    )
