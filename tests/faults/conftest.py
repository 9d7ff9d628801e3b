"""What a fault is tried on: the post office on either database, and replicas on one PostgreSQL."""

import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from bot.database import Database
from models.tables import METADATA
from sandbox.server import Sandbox
from tests.bot.child import ROOT, Child
from tests.bot.conftest import new_child
from tests.conftest import NOON
from tests.faults.office import Office
from tests.firm import Firm
from tests.talk import Clock, workspace_at

__all__ = ["new_child"]
"""A fixture of the tests of serving that these ask for, too."""


@pytest.fixture
def clock():
    return Clock(NOON)


@pytest.fixture
def slack(clock):
    with Sandbox(workspace_at(clock), rates=False) as running:
        yield running


@pytest.fixture
def office(slack, database, clock):
    return Office(slack, database, clock)


@pytest.fixture
def unused_port():
    """Return a port on which nobody listens, and which nobody else can take meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def shared(new_postgres):
    """Return a firm on a PostgreSQL that several processes share."""
    database = Database(new_postgres())
    METADATA.create_all(database.engine)
    database.settle_in(lambda: NOON)
    yield Firm(database, NOON)
    database.engine.dispose()


@pytest.fixture
def replica(shared, monkeypatch):
    """Return what starts one more process that plans; each is known to PostgreSQL by a name."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    url = shared.database.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-m", "tests.faults.ticking_child", url]
    pipe = subprocess.PIPE
    with ExitStack() as ended:

        def start(name="replica"):
            monkeypatch.setenv("PGAPPNAME", name)
            process = ended.enter_context(
                subprocess.Popen(words, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
            )
            ended.callback(process.kill)
            child = Child(process)
            child.says("ready")
            return child

        yield start


@pytest.fixture
def cut(shared):
    """Return what ends the database's side of every connection of a replica."""
    ends = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
    )

    def terminate(name):
        with shared.database.engine.connect() as connection:
            return len(connection.execute(ends, {"name": name}).all())

    return terminate
