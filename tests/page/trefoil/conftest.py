"""What a story of Trefoil may ask for: the office in each look, and a seat in it."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import make_url

from bot.database import Database
from sandbox.server import Sandbox
from tests.page.looks import LOOKS
from tests.page.trefoil.office import MONDAY, Office, workspace_at
from tests.talk import Clock


@pytest.fixture(
    scope="package",
    params=[pytest.param(look, marks=pytest.mark.xdist_group(look.name)) for look in LOOKS],
    ids=str,
)
def look(request):
    """In one process per look, so that its days pass once."""
    return request.param


@pytest.fixture(scope="package")
def office(look, sqlite_template, tmp_path_factory):
    """Let the days up to Wednesday pass, once for all stories of a look; nobody travels then."""
    path = tmp_path_factory.mktemp(look.name) / "firm.db"
    shutil.copy(sqlite_template, path)
    clock = Clock(MONDAY)
    database = Database(make_url(f"sqlite:///{path}"))
    database.settle_in(clock)
    with (
        Sandbox(workspace_at(clock), rates=False) as sandbox,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("models.planning.deciding.AT_LEAST", timedelta(days=7))
        office = Office(sandbox, database, clock)
        yield office
        office.talk.gate.shut_down()
    database.engine.dispose()


@pytest.fixture
def sit(office, look, visit):
    """Return what seats somebody before the page, in a channel or at Home."""

    def sit(name, place="apollo"):
        user = office.person(name).user.id
        at = place if place == "home" else office.beat.channel(place)
        return visit(office.talk.sandbox, user, at, **look.options)

    return sit
