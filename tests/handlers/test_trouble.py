import re
from contextlib import contextmanager

import pytest
from slack_bolt import Ack
from sqlalchemy import event

import handlers.project
import handlers.saving
from models.errors import BusyError
from models.milestone import Milestone, MilestoneMove
from tests.conftest import NOON
from tests.handlers.record import said

pytestmark = pytest.mark.usefixtures("apollo")
TODAY = NOON.date()
TYPED = "the supplier Whisperly is broke"


def breaks(*_args, **_more):
    raise ValueError(TYPED)


def is_busy(*_args, **_more):
    raise BusyError(2.5)


def test_a_busy_database_keeps_the_line(talk, monkeypatch):
    monkeypatch.setattr(handlers.saving, "report_status", is_busy)

    seen = talk.ana.types(f"/project-status apollo amber {TYPED}")

    assert "Somebody else was writing for more than 2.5 seconds. Nothing was saved" in seen.text
    assert f"apollo amber {TYPED}" in seen.text.partition("You typed:")[2]
    assert said(talk) == []
    monkeypatch.undo()
    assert "Saved" in talk.ana.types(f"/project-status apollo amber {TYPED}").text


def test_a_busy_database_keeps_the_form(talk, monkeypatch):
    form = talk.ana.types("/project-status apollo").clicks("Update")
    form.chooses("Time", "🟢 On track")
    form.fills("Note", TYPED)
    monkeypatch.setattr(handlers.saving, "report_status", is_busy)

    refused = form.saves()

    assert refused.title == "That did not work"
    assert "Nothing was saved" in refused.text
    refused.closes()
    monkeypatch.undo()
    assert form.value("Note") == TYPED
    assert "Saved" in form.saves().text


def test_a_bug_is_said_under_a_reference_that_the_log_has(talk, monkeypatch, caplog):
    monkeypatch.setattr(handlers.saving, "card_for", breaks)

    seen = talk.ana.types(f"/project-status apollo amber {TYPED}")

    (reference,) = re.findall(r"reference ([0-9A-F]{4})", seen.text)
    assert "Something broke on our side" in seen.text
    assert f"apollo amber {TYPED}" in seen.text
    assert said(talk) == []
    (record,) = [r for r in caplog.records if reference in r.getMessage()]
    assert TYPED not in record.getMessage()


def test_a_bug_in_a_form_keeps_the_form_and_saves_nothing(talk, monkeypatch, caplog):
    form = talk.ana.types("/project-status apollo").clicks("Update")
    form.chooses("Time", "🟢 On track")
    form.fills("Note", TYPED)
    monkeypatch.setattr(handlers.saving, "card_for", breaks)

    refused = form.saves()

    assert re.search(r"reference [0-9A-F]{4}\)\. Nothing was saved", refused.text)
    assert said(talk) == []
    assert [r for r in caplog.records if TYPED in r.getMessage()] == []
    refused.closes()
    monkeypatch.undo()
    assert "Saved" in form.saves().text


def test_a_bug_behind_a_button_is_said_beside_it(talk, monkeypatch):
    listed = talk.ana.types("/project-status")
    monkeypatch.setattr(handlers.project, "card_for", breaks)

    seen = listed.clicks("Open")

    assert "Something broke on our side" in seen.text
    assert "The projects you run" in listed.text


def test_a_bug_behind_a_button_of_a_window_lies_on_it(talk, monkeypatch):
    card = talk.ana.opens_home().clicks("Open", near="Apollo")
    monkeypatch.setattr(handlers.project, "history_modal", breaks)

    assert card.clicks("History").title == "That did not work"


def test_a_menu_that_breaks_has_no_options(talk, monkeypatch):
    listed = talk.ana.types("/project-status", in_="apollo")
    monkeypatch.setattr(handlers.project, "offered", breaks)

    assert listed.offers("Choose a project", "a") == []


@pytest.mark.parametrize(
    "words", ["", "apollo", "apolo", "help", "apollo green", "apollo red", "x"]
)
def test_each_command_is_answered_once(talk, words, monkeypatch):
    acks: list[dict[str, object]] = []
    monkeypatch.setattr(Ack, "__call__", counting(Ack.__call__, acks))

    talk.ana.types(f"/project-status {words}")

    assert len(acks) <= 1


def counting(call, calls):
    def counted(*args, **more):
        calls.append(more)
        return call(*args, **more)

    return counted


@contextmanager
def statements(database):
    """Count what is asked of the database."""
    asked = []

    def note(*call):
        asked.append(call[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def counted(talk, act):
    talk.ana.types("/project-status help")
    with statements(talk.database) as asked:
        act()
    return len([s for s in asked if not s.startswith(("PRAGMA", "BEGIN"))])


def test_a_card_and_a_list_take_few_statements_whatever_there_is(talk, firm, apollo, ana):
    def card():
        return counted(talk, lambda: talk.ana.types("/project-status apollo"))

    def listed():
        return counted(talk, lambda: talk.ana.types("/project-status"))

    few, some = card(), listed()
    firm.runs_many(ana, firm.client("Globex"), 30)
    filled(firm, apollo, ana)

    assert card() == few == 14
    assert listed() == some <= 11


def test_a_saved_form_takes_few_statements_whatever_there_is(talk, firm, apollo, ana):
    def saved():
        form = talk.ana.types("/project-status apollo").clicks("Update")
        form.fills("Note", f"News {firm.next()}")
        return counted(talk, form.saves)

    saved()
    few = saved()
    filled(firm, apollo, ana)

    # with colours it is looked up which messages it answers, and who was told of what
    assert (few, saved()) == (22, 29)
    assert saved() == 29


def filled(firm, project, ana):
    """Say a lot of a project, and let others have a stake in it."""
    for day in range(1, 6):
        firm.says(project, TODAY.replace(day=day), ana, overall="green", percent_complete=day)
    offerings = [firm.offering(name) for name in ("Data", "Coaching", "Audit")]
    firm.shares(project, *offerings)
    for n, offering in enumerate(offerings):
        firm.runs(firm.person(f"Person {n}"), offering)
    with firm.writing() as session:
        for n in range(3):
            stone = Milestone(project_id=project.id, name=f"Stone {n}", baseline_on=TODAY)
            session.add(stone)
            session.flush()
            session.add(MilestoneMove(milestone_id=stone.id or 0, forecast_on=TODAY, **firm.fact))
