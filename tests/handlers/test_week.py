"""The weekly message, as a manager answers it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.colour import Colour
from models.fact import known
from models.outbox import OutboxRow
from models.schedule import Occurrence, Step
from models.state import StateMove
from models.status import Report, StatusUpdate
from tests.conftest import NOON
from tests.handlers.weekly import week_comes

TODAY = NOON.date()
LAST_WEEK = TODAY - timedelta(days=5)


def standing(talk):
    """Return the reports of today, by the name of their project."""
    with talk.database.reading() as session:
        rows = select(StatusUpdate).where(known(StatusUpdate, None), StatusUpdate.as_of == TODAY)
        return {row.project_id: row for row in session.exec(rows)}


def outcomes(talk):
    with talk.database.reading() as session:
        return [
            one.outcome for one in session.exec(select(Occurrence).order_by(col(Occurrence.id)))
        ]


@pytest.fixture
def borealis(firm, apollo, ana):
    project = firm.project("Borealis")
    firm.runs(ana, project)
    firm.says(apollo, LAST_WEEK, ana, time="amber", target="green", path="new tester")
    firm.says(project, LAST_WEEK, ana, time="green", target="green", budget="green")
    return project


@pytest.fixture
def message(talk, firm, borealis):
    """Post Ana's weekly message about Apollo and Borealis; return it."""
    assert borealis
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))
    return talk.ana.reads()[-1]


def test_one_click_confirms_all_that_the_message_shows(talk, message, apollo, borealis):
    assert "🟡 Apollo for Acme · at risk · said 1 May" in message.text
    assert "What gets it back: new tester" in message.text
    before = talk.ana.actions

    seen = message.clicks("All unchanged")

    assert talk.ana.actions - before == 1
    assert {*standing(talk)} == {apollo.id, borealis.id}
    assert standing(talk)[apollo.id].path == "new tester"
    assert "All answered. The month's figures are left." in seen.text
    assert "Apollo · still at risk" in seen.text
    assert outcomes(talk) == ["answered"]
    assert len(talk.ana.reads()) == 1


def test_a_click_says_what_it_puts_on_record(message):
    assert message.buttons.count("Still at risk") == message.buttons.count("Still on course") == 1

    seen = message.clicks("All unchanged")

    assert "🟡 Apollo · still at risk" in seen.text
    assert "🟢 Borealis · still on course" in seen.text


def test_it_counts_all_that_somebody_runs_and_not_only_what_it_asks(talk, firm, borealis, ana):
    firm.says(borealis, TODAY, ana, overall="green")
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))

    message = talk.ana.reads()[-1]

    assert "Borealis" not in message.text
    assert "You run 2 projects" in message.clicks("Why this?").text


def test_where_all_is_green_one_click_says_so(talk, firm, borealis, ana):
    assert borealis
    firm.says(firm.project_called("Apollo"), TODAY - timedelta(days=4), ana, overall="green")
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))

    seen = talk.ana.reads()[-1].clicks("All still on course")

    assert "🟢 Apollo · still on course" in seen.text
    assert outcomes(talk) == ["answered"]


def test_one_project_is_confirmed_and_the_other_still_asked(talk, message, apollo):
    seen = message.clicks("Still at risk", near="Apollo")

    assert {*standing(talk)} == {apollo.id}
    assert "Apollo · still at risk" in seen.text
    assert "Still on course" in seen.buttons
    assert outcomes(talk) == ["asked"]


def test_for_ten_minutes_an_answer_can_be_taken_back(talk, message):
    seen = message.clicks("All unchanged").clicks("Undo", near="Apollo")

    assert len(standing(talk)) == 1
    assert "🟡 Apollo for Acme" in seen.text
    assert outcomes(talk) == ["asked"]
    seen = seen.clicks("Still at risk", near="Apollo")
    talk.clock.passes(minutes=11)

    late = seen.clicks("Undo", near="Apollo")

    assert "Ten minutes are over" in late.text
    assert len(standing(talk)) == 2


def test_what_changed_after_the_message_came_is_not_confirmed(talk, message, apollo, firm):
    said = Report(time=Colour.RED, path="a call", someone_must_decide=True).model_dump()
    with firm.writing() as session:  # as an import does, which asks nobody
        about = {"project_id": apollo.id, "as_of": TODAY - timedelta(days=1), "recorded_at": NOON}
        session.add(StatusUpdate.model_validate(said | about))

    seen = message.clicks("All unchanged")

    assert apollo.id not in standing(talk)
    assert "It changed after I asked" in seen.text
    assert "🔴 Apollo for Acme · off track" in seen.text
    seen.clicks("Still off track")
    assert standing(talk)[apollo.id].time == "red"


def test_a_report_made_elsewhere_answers_it_too(talk, message, apollo):
    talk.ana.types("/project-status apollo green")

    with talk.database.reading() as session:
        assert session.get(StatusUpdate, standing(talk)[apollo.id].id)
    seen = message.clicks("All unchanged")
    assert "🟢 Apollo · on track, 14:00" in seen.text
    assert outcomes(talk) == ["answered"]


def test_what_nobody_has_said_yet_takes_one_tap(talk, firm, apollo):
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))
    message = talk.ana.reads()[-1]
    assert "At risk" in message.buttons
    assert [label for label in message.buttons if label.startswith(("All", "These", "Still"))] == []

    seen = message.clicks("At risk")

    assert standing(talk)[apollo.id].overall == "amber"
    assert "All answered" in seen.text


def test_update_opens_the_form_and_the_message_counts_it(talk, message, apollo):
    form = message.clicks("Update", near="Apollo")
    assert form.title == "Update Apollo"
    form.chooses("Budget", "🟢 On track")
    form.saves()

    assert standing(talk)[apollo.id].budget == "green"
    with talk.database.reading() as session:
        edits = session.exec(select(OutboxRow).where(OutboxRow.kind == "week.edit")).all()
    assert len(edits) == 1


def test_a_project_that_is_not_hers_is_asked_no_more(talk, message, firm):
    seen = message.clicks("Not mine", near="Borealis")

    assert "Borealis · you said it is not yours; the leaders see it" in seen.text
    talk.clock.passes(days=7)
    week_comes(talk, firm.called("Ana Lind"))
    assert "Borealis" not in talk.ana.reads()[-1].text


def test_a_paused_project_is_asked_no_more_and_goes_on_at_undo(talk, message, borealis):
    seen = message.clicks("Pause project", near="Borealis")
    assert "Borealis · paused" in seen.text

    seen.clicks("Undo", near="Borealis")

    with talk.database.reading() as session:
        moves = session.exec(select(StateMove).where(known(StateMove, None))).all()
    assert [move.state for move in moves if move.project_id == borealis.id] == ["active"]


def test_a_snoozed_message_asks_nothing_and_comes_again(talk, message, firm):
    seen = message.clicks("Snooze to tomorrow")

    assert seen.text.strip() == "Your week: put off to 7 May."
    assert outcomes(talk) == ["snoozed"]
    talk.clock.passes(days=1)
    week_comes(talk, firm.called("Ana Lind"), Step.AGAIN)
    again = talk.ana.reads()[-1]
    assert "Snooze to tomorrow" not in again.buttons
    again.clicks("All unchanged")
    assert outcomes(talk)[0] == "answered"


def test_who_is_away_names_who_is_asked_meanwhile(talk, message, firm, apollo):
    talk.cem.opens_home()
    form = message.clicks("I'm away until …")
    form.fills("Back on", "2030-05-20")
    form.chooses("Who is asked meanwhile", "Cem Aydin")
    form.saves()

    assert "Away; back on 20 May. Cem Aydin is asked meanwhile." in talk.ana.reads()[-1].text
    week_comes(talk, firm.called("Cem Aydin"))
    asked = talk.cem.reads()[-1]
    assert "Apollo for Acme · at risk · said 1 May · for Ana Lind, who is away" in asked.text
    asked.clicks("Still at risk", near="Apollo")
    assert standing(talk)[apollo.id].time == "amber"


def test_why_it_comes_is_said(message):
    assert "Once a week I ask" in message.clicks("Why this?").text


def test_day_and_hour_are_changed_from_it(message):
    form = message.clicks("Change day and hour")
    assert form.title == "Your settings"


def test_a_later_message_of_the_week_takes_the_place_of_the_first(talk, message, firm):
    talk.clock.passes(days=2)
    week_comes(talk, firm.called("Ana Lind"), Step.FOLLOW_UP)

    late = message.clicks("All unchanged")

    assert "I asked again, further down" in late.text
    assert outcomes(talk)[0] == "answered"


def test_nobody_else_can_answer_it(talk, message):
    message.clicks("Still at risk", near="Apollo")
    click = talk.ana.last.payload
    who = click["user"] | {"id": talk.mara.user.id}
    for action in (
        {"action_id": "week.all", "value": "1"},
        {"action_id": "week.undo.1", "value": "1:1"},
    ):
        sent = click["actions"][0] | action
        talk.mara.sends(
            click | {"actions": [sent], "user": who, "trigger_id": f"1.{action['value']}.x"}
        )
    assert len(standing(talk)) == 1


def test_what_came_without_a_way_back_asks_for_it_and_offers_no_click_that_cannot_work(
    talk, firm, apollo, ana
):
    firm.says(apollo, LAST_WEEK, time="amber", target="green")
    for name in ("Borealis", "Corvus"):
        project = firm.project(name)
        firm.runs(ana, project)
        firm.says(project, LAST_WEEK, ana, time="green", target="green")
    talk.ana.opens_home()
    week_comes(talk, firm.called("Ana Lind"))
    message = talk.ana.reads()[-1]

    assert "Still at risk" not in message.buttons
    assert "This one needs a word: Update." in message.text
    seen = message.clicks("These 2 still on course")
    form = seen.clicks("Update", near="Apollo")
    form.fills("What gets it back", "a new tester")
    form.saves().closes()

    assert standing(talk)[apollo.id].path == "a new tester"
    assert outcomes(talk)[-1] == "answered"
