"""What somebody holds besides projects: each client and offering, and what to look at in it."""

from collections.abc import Iterator, Sequence

from slack_sdk.models import blocks as kit

from models.colour import Colour
from models.held import Held
from models.portfolio import ProjectLine, mix
from models.work import Work
from views.mark import MARKS, WORDS, count_words
from views.message import inert, section, small
from views.overview import opens

MOST_HELD = 15
NOTE = 120
PARTS = ("time", "target", "budget")
WORST_FIRST = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)


def held_blocks(work: Work) -> Iterator[kit.Block]:
    """Draw clients, then offerings: how their projects stand, and below it the worst of them."""
    yield from _held("Client", work.clients, work.notes)
    if any(len(one.projects) > len(one.worst) for one in work.clients):
        yield small("`/project-status` and the name of a client lists all its projects")
    yield from _held("Offering", work.offerings, work.notes)


def _held(what: str, held: Sequence[Held], notes: dict[int, str]) -> Iterator[kit.Block]:
    """Draw each in a line; lines with nothing below them share a paragraph."""
    together: list[str] = []
    for one in held[:MOST_HELD]:
        together.append(f"{what} *{inert(one.name, 120)}* · {_mix(one.projects)}")
        if one.worst:
            yield section("\n".join(together))
            together = []
        for line in one.worst:
            yield section(_worst(line, notes), opens(line))
    if len(held) > MOST_HELD:
        together.append(f"and {len(held) - MOST_HELD} more")
    if together:
        yield section("\n".join(together))


def _mix(lines: Sequence[ProjectLine]) -> str:
    """Count the projects of a client or an offering by colour, the worst first."""
    if not lines:
        return "no open project"
    counts = mix(line.shown.colour for line in lines)
    worst = (colour for colour in WORST_FIRST if counts[colour])
    parts = [f"{MARKS[colour]} {counts[colour]} {WORDS[colour].lower()}" for colour in worst]
    return f"{count_words(len(lines), 'project')}: {', '.join(parts)}"


def _worst(line: ProjectLine, notes: dict[int, str]) -> str:
    """Say which part of a project is as bad as the whole, and what was said of it."""
    colour = line.shown.colour
    parts = [part for part in PARTS if getattr(line.shown, part) is colour]
    why = ", ".join(parts) or WORDS[colour].lower()
    note = notes.get(line.project_id)
    words = f" · {inert(note, NOTE)}" if note else ""
    return f"{MARKS[colour]} *{inert(line.name, 120)}* · {why}{words}"
