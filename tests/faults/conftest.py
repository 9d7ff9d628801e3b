"""What a fault is tried on: the post office, on either database."""

import socket

import pytest

from sandbox.server import Sandbox
from tests.conftest import NOON
from tests.faults.office import Office
from tests.talk import Clock, workspace_at


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
