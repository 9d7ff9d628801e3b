"""Two workspaces in one database: no message, no pace and no tidying crosses over (I5)."""

from datetime import timedelta

import pytest
from sqlalchemy import select as rows_of
from sqlmodel import Session

from bot.database import Database
from models.delivery.pace import take
from models.delivery.terms import POST
from models.outbox import Fate, OutboxRow, Parcel, post
from models.person import Person
from models.tables import METADATA
from models.workspace import Workspace
from tests.conftest import NOON

LONG_AGO = NOON - timedelta(days=90)


@pytest.fixture
def theirs(office):
    """Let a neighbour have one message in every state, long due, with keys that we have too."""
    with Session(office.database.engine) as session, session.begin():
        session.add(Workspace(id=2, created_at=NOON))
    neighbour = Database(office.database.engine.url)
    neighbour.workspace_id = 2
    with neighbour.begin() as session:
        person = Person(name="Nia Other", email="nia@example.org", slack_user_id="U0NIA00000")
        session.add(person)
        session.flush()
        for fate in Fate:
            parcel = Parcel(fate, "note", LONG_AGO, {"words": "theirs"}, person.id)
            row_id = post(session, parcel, LONG_AGO)
            row = session.get_one(OutboxRow, row_id)
            row.fate, row.tried_at = fate, LONG_AGO if fate is not Fate.PENDING else None
        take(session, POST, NOON, 5)
    yield neighbour
    neighbour.engine.dispose()


def picture(neighbour):
    with neighbour.engine.connect() as connection:
        return {
            name: connection.execute(rows_of(table).where(table.c.workspace_id == 2)).all()
            for name, table in METADATA.tables.items()
            if name in {"outbox", "pace", "person"}
        }


def test_i5_what_one_sends_settles_and_tidies_leaves_the_other_as_it_is(office, theirs):
    before = picture(theirs)
    for fate in Fate:
        assert office.post(fate, words="ours")

    office.drain()
    office.audit()
    office.passes(days=31)
    office.tidy()

    assert office.heard() == ["ours"] * len(Fate)
    assert office.rows() == []
    assert picture(theirs) == before
