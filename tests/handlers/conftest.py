"""What a conversation may ask for: `talk`, the firm in Slack, and `firm`, to fill its database."""

from datetime import timedelta

import pytest

from sandbox.server import Sandbox
from tests.beat import Beat
from tests.conftest import NOON
from tests.talk import Clock, Talk, workspace_at


@pytest.fixture
def clock():
    return Clock(NOON)


@pytest.fixture
def sandbox(clock):
    with Sandbox(workspace_at(clock), rates=False) as running:
        yield running


@pytest.fixture
def talk(sandbox, database, clock):
    talk = Talk(sandbox, database, clock)
    yield talk
    talk.gate.shut_down()


@pytest.fixture
def ana(firm):
    return firm.person("Ana Lind")


@pytest.fixture
def apollo(firm, ana):
    """Ana runs Apollo for Acme, whose manager is Ben; Mara leads."""
    ben = firm.person("Ben Ito")
    firm.leader("Mara Okoye")
    acme = firm.client("Acme")
    project = firm.project("Apollo", acme)
    firm.runs(ana, project)
    firm.runs(ben, acme)
    return project


@pytest.fixture
def beat(talk, monkeypatch):
    """Return what lets the time pass: plans, messages and all.

    Nobody travels meanwhile, so that nobody need look for that every hour.
    """
    monkeypatch.setattr("models.planning.deciding.AT_LEAST", timedelta(days=7))
    return Beat(talk)
