"""What the leaders' digest costs, its lists and its spreadsheet, in a large firm."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter

from bot.database import Database
from models.digest.digest import digest_of
from models.digest.moment import Moment
from models.digest.sheet import sheet_rows
from models.portfolio import AsOf
from models.setting import FirmSettings
from models.withheld import as_told
from tests.bench.filling import PROJECTS, TODAY, fill
from tests.conftest import NOON
from views.digest import digest_message
from views.digest_sheet import digest_workbook
from views.digest_thread import digest_thread

SETTINGS = FirmSettings()
MOMENT = Moment(AsOf(TODAY, NOON), AsOf(TODAY - timedelta(weeks=1), NOON))
Tell = Callable[[str, float], None]


def measure_digest(database: Database, tell: Tell) -> None:
    """Draw the digest of a firm with 10,000 projects and 200,000 updates."""
    fill(database)
    with database.reading() as session:
        posted = timed(partial(as_told, session, SETTINGS, NOON))
        facts = timed(partial(digest_of, session, SETTINGS, MOMENT))
        digest = digest_of(session, SETTINGS, MOMENT)
        rows = timed(partial(sheet_rows, session, SETTINGS, MOMENT.now))
        found = sheet_rows(session, SETTINGS, MOMENT.now)
    tell("what is withheld from a digest", posted)
    tell(f"the digest of {PROJECTS:,} projects", facts)
    tell("  its message", timed(partial(digest_message, digest)))
    tell("  its thread", timed(partial(digest_thread, digest)))
    tell("  the rows of its spreadsheet", rows)
    tell("  its spreadsheet", timed(partial(digest_workbook, found, "")))


def timed(act: Callable[[], object]) -> float:
    """Return the least of three runs: what else the machine does is not meant."""
    return min(_once(act) for _ in range(3))


def _once(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
