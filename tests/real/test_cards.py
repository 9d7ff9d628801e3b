"""Every card, history and form of a real portfolio, as Slack takes them."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models.appointment import name_leader
from models.permission import Deed, Operator
from models.person import Person
from models.project import Project
from sandbox.server import Sandbox
from tests.talk import Clock, Talk, workspace_at

MARCH = datetime(2023, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def talk(bring, data, database):
    """The portfolio, imported, and Mara, who leads the firm and so sees all of it."""
    bring(data / "gmpp")
    with database.begin() as session:
        mara = Person(name="Mara Okoye", email="mara.okoye@example.org")
        session.add(mara)
        session.flush()
        name_leader(session, Deed(Operator.COMMAND_LINE, MARCH), mara, None)
    clock = Clock(MARCH)
    with Sandbox(workspace_at(clock), rates=False) as sandbox:
        yield Talk(sandbox, database, clock)


def test_every_card_is_inside_the_limits_of_slack(talk, database):
    with database.reading() as session:
        projects = session.exec(select(Project.key, Project.name)).all()
    assert len(projects) == 298

    every = 1 if database.engine.dialect.name == "sqlite" else 4  # they are drawn alike
    for key, name in projects[::every]:
        card = talk.mara.types(f"/project-status {key}")
        assert " ".join(name.split())[:100] in card.text.replace("\N{WORD JOINER}", "")
        buttons = [label for label in card.buttons if not label.startswith("Still ")]
        assert buttons == ["Update", "Log a lesson", "History"]
        assert "Last 8 weeks" in card.text


def test_every_tenth_form_and_history_is_inside_them_too(talk, database):
    with database.reading() as session:
        keys = session.exec(select(Project.key).order_by(Project.key)).all()[::10]

    for key in keys:
        card = talk.mara.types(f"/project-status {key}")
        form = card.clicks("Update").clicks("More")
        assert "Percent done" in form.labels
        form.closes()
        past = card.clicks("History")
        assert past.title.startswith("History of")
        past.closes()


def test_the_whole_firm_is_a_list_of_the_worst(talk):
    seen = talk.mara.types("/project-status")

    assert seen.text.count("Open") == 0
    assert seen.buttons.count("Open") == 15
    assert "1 to 15 of 298." in seen.text
    assert seen.text.index("🔴") < seen.text.index("1 to 15 of 298.")
