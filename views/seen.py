"""What others see of somebody's projects, in a window: without money, as every colleague reads."""

from datetime import date

from slack_sdk.models import blocks as kit

from models.portfolio import ProjectLine
from models.preference import Preferences
from models.work import MOST_SEEN, Seen
from views.message import Json, inert, section, small
from views.notice import window
from views.project import listed_line
from views.settings import preference_words


def seen_view(seen: Seen, mine: Preferences, day: date) -> Json:
    """Draw the lines of somebody's projects, and when their weekly message comes."""
    blocks: list[kit.Block] = [section(_line(line, seen, day)) for line in seen.lines[:MOST_SEEN]]
    if not blocks:
        blocks.append(section("You run no project just now, so there is nothing to see."))
    if len(seen.lines) > MOST_SEEN:
        blocks.append(small(f"and {len(seen.lines) - MOST_SEEN} more"))
    return window("What others see", [*blocks, small(preference_words(mine))])


def _line(line: ProjectLine, seen: Seen, day: date) -> str:
    note = seen.notes.get(line.project_id)
    words = f" · {inert(note, 200)}" if note else ""
    wall = (
        " · confidential: its managers and leaders only" if line.project_id in seen.walled else ""
    )
    return f"{listed_line(line, day, seen.expected.get(line.project_id))}{words}{wall}"
