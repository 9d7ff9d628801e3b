"""A session sees and writes the rows of one workspace, whatever it is asked."""

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.client import Client, ClientAlias
from models.lesson import Draft, LessonWords, log_lesson
from models.lesson_search import search_lessons
from models.portfolio import AsOf, portfolio
from models.scope import OfWorkspace, TrespassError, WorkspaceSession
from models.setting import FirmSettings
from models.tables import METADATA
from models.workspace import Workspace
from tests.conftest import NOON


@pytest.fixture
def strangers(database):
    """A second workspace in the same database, with a session of its own."""
    with Session(database.engine) as session, session.begin():
        session.add(Workspace(id=2, created_at=NOON))
    with WorkspaceSession(database.engine, info={"workspace": 2}) as session:
        yield session


@pytest.fixture
def theirs(strangers):
    client = Client(name="Acme", sector="theirs", recorded_at=NOON)
    strangers.add(client)
    strangers.commit()
    return client


def test_every_table_but_the_workspace_belongs_to_one():
    without = {name for name, table in METADATA.tables.items() if "workspace_id" not in table.c}

    assert without == {"workspace"}


def test_a_query_a_get_and_an_alias_in_a_join_find_nothing_of_others(firm, theirs):
    ours = firm.client("Acme")
    twin = aliased(Client)

    with firm.database.reading() as session:
        assert session.exec(select(Client.id)).all() == [ours.id]
        assert session.get(Client, theirs.id) is None
        pairs = select(Client.id, twin.id).join(twin, col(twin.name) == Client.name)
        assert session.exec(pairs).all() == [(ours.id, ours.id)]


def test_a_statement_that_is_built_once_finds_for_each_workspace_its_own(firm, theirs, strangers):
    ours, twin = firm.client("Acme"), aliased(Client)
    pairs = select(Client.id, twin.id).join(twin, col(twin.name) == Client.name)

    with firm.database.reading() as session:
        for _ in range(2):
            assert session.exec(pairs).all() == [(ours.id, ours.id)]
            assert strangers.exec(pairs).all() == [(theirs.id, theirs.id)]


def test_an_update_and_a_delete_touch_nothing_of_others(firm, theirs, strangers):
    with firm.writing() as session:
        session.exec(update(Client).values(sector="ours"))
        session.exec(delete(Client))

    strangers.expire_all()
    assert strangers.get_one(Client, theirs.id).sector == "theirs"


def test_an_insert_by_statement_is_ours_whatever_it_says(firm):
    with firm.writing() as session:
        session.exec(insert(Client).values(name="Acme", confidential=False, recorded_at=NOON))
        session.exec(
            insert(Client).values(name="Ajax", confidential=False, recorded_at=NOON, workspace_id=2)
        )

    with firm.database.reading() as session:
        assert set(session.exec(select(Client.name))) == {"Acme", "Ajax"}


def test_no_statement_gives_rows_to_others(firm):
    row = {"name": "Acme", "confidential": False, "recorded_at": NOON}

    with firm.writing() as session, pytest.raises(TrespassError):
        session.execute(insert(Client), [row | {"workspace_id": 2}, row])
    with firm.writing() as session, pytest.raises(TrespassError):
        session.exec(update(Client).values(workspace_id=2))


def test_no_row_of_others_is_written(firm):
    with firm.writing() as session:
        session.add(Client(name="Acme", recorded_at=NOON, workspace_id=2))
        with pytest.raises(TrespassError):
            session.flush()
        session.rollback()


def test_no_sql_runs_that_cannot_be_bounded(database):
    with database.reading() as session, pytest.raises(TrespassError):
        session.execute(text("SELECT * FROM client"))
    with database.reading() as session, pytest.raises(TrespassError):
        session.execute(select(METADATA.tables["client"].c.name))


def test_reading_cannot_write(database):
    with database.reading() as session:
        session.add(Client(name="Acme", recorded_at=NOON))
        with pytest.raises(DBAPIError):
            session.flush()


def test_the_counts_and_the_search_of_one_workspace_leave_the_other_out(firm, strangers):
    firm.project("Apollo")
    with firm.writing() as session:
        draft = Draft(LessonWords(title="Ask for the data early"))
        log_lesson(session, firm.deed, draft)

    assert portfolio(strangers, FirmSettings(), AsOf(NOON.date())).projects == 0
    assert search_lessons(strangers, firm.deed, "data") == []


def test_every_table_is_bounded():
    bounded = {table.__tablename__ for table in _heirs(OfWorkspace) if hasattr(table, "__table__")}

    assert bounded == set(METADATA.tables) - {"workspace"}
    assert ClientAlias.__tablename__ in bounded


def _heirs(base):
    for heir in base.__subclasses__():
        yield heir
        yield from _heirs(heir)
