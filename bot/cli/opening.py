"""What every command begins with: the database, and where words and progress go."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import TaskID

from bot.clock import now
from bot.database import Database
from bot.settings import Settings
from models.errors import FileFailedError, SchemaError, SettingsError
from models.migrations import HEAD
from models.ports import Progress

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)
opened = ExitStack()
"""What a command opened, and main closes when it ends."""


def read_settings() -> Settings:
    """Read the environment; raises SettingsError with what cannot be used, and no values."""
    try:
        return Settings()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        named = (f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in faults)
        raise SettingsError(tuple(named)) from None


def home() -> Path:
    """Return the folder for the database and its copies."""
    return read_settings().home


def open_database(*, migrated: bool = True) -> Database:
    """Connect; an empty database is given its tables, and that is said.

    Raises SchemaError when the tables are of another version than the program.
    """
    from bot.migration import migrate, schema_of  # noqa: PLC0415  # Alembic is heavy

    settings = read_settings()
    if settings.url.get_backend_name() == "sqlite":
        _make_private(Path(settings.url.database or ""))
    database = Database(settings.url)
    opened.callback(database.engine.dispose)
    if not migrated:
        return database
    found = schema_of(database.engine)
    if found is None:
        migrate(database.engine, settings.home, now)
        shown = settings.url.render_as_string()
        errors.print(f"Made a new, empty database: {shown}", style="dim", soft_wrap=True)
    elif found != HEAD:
        raise SchemaError(found, HEAD)
    database.settle_in(now)
    return database


def _make_private(file: Path) -> None:
    """Make the file, which will hold everything, for its owner's eyes only."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise FileFailedError(file, error.strerror or "") from error


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show how far long work has come, where somebody is watching."""
    with Bar(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield tell
