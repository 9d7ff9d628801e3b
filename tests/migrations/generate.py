"""Write a migration from what the models have and the migrations lack.

`python -m tests.migrations.generate 0001 "The first tables"` writes the first one anew (before the
first release only); with another number, the next one, and HEAD is yours to change. Read what comes
out: Alembic does not compare partial indexes and checks, but tests/models/test_migrations.py does.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.autogenerate.render import renderers
from alembic.operations.ops import MigrateOperation
from sqlalchemy import Enum, make_url
from sqlalchemy.types import TypeDecorator

from bot.clock import now
from bot.database import Database
from bot.migration import HOME, alembic_config, alone, migrate
from models.search import TABLES
from models.tables import METADATA

FIRST = "0001"
VERSIONS = HOME / "versions"


class SearchTables(MigrateOperation):
    """The tables of the search, which are no part of the metadata."""


@renderers.dispatch_for(SearchTables)
def render_search(_context, _operation):
    choice = "for ddl in search[op.get_bind().dialect.name]:"
    return [f"search = {TABLES!r}", choice, "op.execute(ddl)"]


def render_plain(kind, item, _context):
    """Write our own types as what the database sees: a migration must not import what moves."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def is_compared(name, kind, _parents):
    """Leave out the search, which consists of many tables on SQLite."""
    return kind != "table" or not name.startswith("lesson_search")


def add_search(_context, heads, directives):
    if not heads:
        directives[0].upgrade_ops.ops.append(SearchTables())


OPTIONS = {
    "target_metadata": METADATA,
    "render_item": render_plain,
    "include_name": is_compared,
    "process_revision_directives": add_search,
}


def generate(revision, message):
    """Compare a database at the last version, or an empty one for the first, with the models."""
    for old in VERSIONS.glob(f"{FIRST}_*.py") if revision == FIRST else ():
        old.unlink()
    config = alembic_config([VERSIONS])
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with TemporaryDirectory() as folder:
        engine = Database(make_url(f"sqlite:///{folder}/old.db")).engine
        if revision != FIRST:
            migrate(engine, Path(folder), now)
        with alone(engine) as connection:
            config.attributes["connection"] = connection
            config.attributes["options"] = OPTIONS | {"render_as_batch": revision != FIRST}
            command.revision(config, message, autogenerate=True, rev_id=revision)
    tidy(next(VERSIONS.glob(f"{revision}_*.py")))


def tidy(path):
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.strip().startswith("# ###")))
    for how in (["check", "--fix", "--select", "F,I"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *how, "--quiet", path], check=True)


if __name__ == "__main__":
    generate(*sys.argv[1:])
