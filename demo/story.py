"""Tells the story: the firm is imported, and nine weeks pass in a few seconds."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from sqlalchemy import make_url

from bot.database import Database
from bot.migration import migrate
from demo.calendar import Calendar
from demo.clock import StoryClock
from demo.deeds import Deeds
from demo.history import History
from demo.office import Office
from demo.retelling import Row
from sandbox.config import load
from sandbox.server import Sandbox
from sandbox.state import Clocks, Message, Workspace

HERE = Path(__file__).parent
ROOT = HERE.parent
FIRM = ROOT / "docs" / "firm"
DATABASE = "trefoil.db"
SHEETS = ("people", "clients", "offerings", "projects", "baselines", "milestones", "lessons")
WELCOME = (HERE / "welcome.txt").read_text(encoding="utf-8").strip()


def workspace_at(clock: StoryClock) -> Workspace:
    """Return the firm's Slack, empty still."""
    clocks = Clocks(clock, clock.stopwatch)
    return load(HERE / "workspace.toml", ROOT / "manifest.yml", clocks)


def tell(
    sandbox: Sandbox,
    calendar: Calendar,
    home: Path,
    clock: StoryClock,
    passes: Callable[[int], object] = bool,
) -> Database:
    """Let the nine weeks pass in a database made anew; it ends at the calendar's now.

    `passes` is called with the number of each week that begins.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in home.glob(f"{DATABASE}*"):
        left.unlink()
    (home / "firm").mkdir(exist_ok=True)
    database = Database(make_url(f"sqlite:///{home / DATABASE}"))
    migrate(database.engine, home, clock)
    database.settle_in(clock)
    office = Office(sandbox, database, clock, calendar)
    try:
        _play(office, home, passes)
    finally:
        office.close()
    return database


def _play(office: Office, home: Path, passes: Callable[[int], object]) -> None:
    calendar = office.calendar
    deeds = Deeds(office, FIRM, home / "firm", calendar.retelling)
    deeds.imports_firm(SHEETS, lambda sheet, row: _as_it_was(calendar, sheet, row))
    office.knows_everybody()
    week = 0
    for event in History(FIRM, calendar, deeds).events():
        if calendar.week_of(event.at) > week:
            week = calendar.week_of(event.at)
            passes(week)
        office.until(event.at.astimezone(UTC))
        event.happens()
    passes(calendar.week_of(calendar.asked_at))
    office.until(calendar.now)
    office.beat()
    welcome(office.sandbox.workspace)


def welcome(workspace: Workspace) -> None:
    """Say what to try, where the page opens."""
    guide = next(user for user in workspace.users.values() if user.name == "guide")
    place = next(iter(workspace.channels.values()))
    message = Message(workspace.new_ts(), place.id, guide.id, WELCOME)
    workspace.messages[place.id] = [message]


def _as_it_was(calendar: Calendar, sheet: str, row: Row) -> Row | None:
    """Tell a row as it was before the story; what happens in the story happens there."""
    begins_on = calendar.begins_at.date()
    moved = calendar.retelling.row(row, begins_on)
    match sheet:
        case "people":
            del moved["holidays"]  # so that no day is one on which nothing happens
        case "projects":
            moved["status"] = "active"
        case "lessons" if moved["occurred_on"] > begins_on.isoformat():
            return None
        case "milestones" if moved["actual_on"] > begins_on.isoformat():
            moved["actual_on"] = ""
    return moved
