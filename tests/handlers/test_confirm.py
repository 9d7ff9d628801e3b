"""One click for what has not changed; and what the past keeps of several voices on one day."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.fact import known
from models.status import StatusUpdate
from tests.conftest import NOON

TODAY = NOON.date()
LAST_WEEK = TODAY - timedelta(days=7)


def standing(talk):
    with talk.database.reading() as session:
        rows = select(StatusUpdate).where(known(StatusUpdate, None))
        return session.exec(rows.order_by(col(StatusUpdate.as_of).desc())).all()


@pytest.fixture
def amber(firm, apollo, ana):
    firm.says(
        apollo, LAST_WEEK, ana, time="amber", target="green", path="new tester", note="ill", spent=5
    )


@pytest.mark.usefixtures("amber")
def test_nothing_changed_says_again_what_was_said_but_for_figures_and_note(talk):
    card = talk.ana.types("/project-status apollo")

    seen = card.clicks("Still at risk")

    now = standing(talk)[0]
    assert (now.as_of, now.time, now.target, now.path) == (TODAY, "amber", "green", "new tester")
    assert (now.note, now.spent) == (None, None)
    assert "Saved" in seen.text
    assert "Confirmed by Ana Lind, 6 May" in seen.text
    assert "Still at risk" not in seen.buttons
    assert "Undo" in seen.buttons


def test_what_nobody_has_said_yet_cannot_be_confirmed(talk, apollo):
    assert apollo
    labels = talk.ana.types("/project-status apollo").buttons
    assert [label for label in labels if label.startswith("Still")] == []


def test_a_confirmation_that_no_longer_holds_together_opens_the_form(talk, firm, apollo, ana):
    firm.says(apollo, LAST_WEEK, ana, time="green", forecast_finish_on=TODAY - timedelta(days=1))

    form = talk.ana.types("/project-status apollo").clicks("Still on course")

    assert form.title == "Update Apollo"
    assert len(standing(talk)) == 1


@pytest.mark.usefixtures("amber")
def test_only_who_may_report_may_confirm(talk):
    hers = talk.ana.types("/project-status apollo")
    pressed = hers.press("Still at risk").element.json

    assert "Still at risk" not in talk.cem.types("/project-status apollo").buttons
    talk.ana.clicks("History")
    click = talk.ana.last.payload
    action = click["actions"][0] | {"action_id": pressed["action_id"], "value": pressed["value"]}
    who = click["user"] | {"id": talk.cem.user.id}
    talk.cem.sends(click | {"actions": [action], "user": who, "trigger_id": "9.9.new"})
    assert len(standing(talk)) == 1


@pytest.mark.usefixtures("amber")
def test_a_report_that_somebody_else_replaced_stays_in_the_history(talk):
    form = talk.mara.types("/project-status apollo red budget: finance stopped payment")
    form.fills("What gets it back", "a call")
    form.chooses("Decision", "Someone must decide")
    form.saves()
    talk.clock.passes(minutes=3)

    form = talk.ana.types("/project-status apollo green")
    assert "Mara Okoye said today:" in form.text
    form.saves()

    past = talk.ana.types("/project-status apollo").clicks("History").text
    assert "Mara Okoye" in past
    assert "replaced since" in past
    assert "finance stopped payment" in past


@pytest.mark.usefixtures("amber")
def test_what_was_said_again_counts_once_and_what_was_taken_back_not_at_all(talk):
    talk.ana.types("/project-status apollo green first")
    talk.clock.passes(minutes=1)
    talk.ana.types("/project-status apollo green second")
    talk.clock.passes(minutes=1)
    talk.ana.types("/project-status apollo green third").clicks("Undo")

    past = talk.ana.types("/project-status apollo").clicks("History").text

    assert [word for word in ("first", "second", "third") if word in past] == ["second"]


def test_a_plan_that_was_promised_and_did_not_come_is_said_so(talk, firm, apollo, ana):
    firm.says(apollo, LAST_WEEK, ana, time="amber", path_due_on=TODAY - timedelta(days=1))

    assert (
        "The plan promised for 5 May has not come" in talk.ana.types("/project-status apollo").text
    )


def test_what_is_too_old_says_in_the_list_what_it_was(talk, firm, apollo, ana):
    firm.says(apollo, TODAY - timedelta(days=60), ana, time="red", path="x")
    fresh = firm.project("Borealis")
    firm.runs(ana, fresh)

    lines = talk.ana.types("/project-status").text.splitlines()

    assert "⚪ Apollo for Acme · not reported (was 🔴 off track) · said 7 Mar" in lines[2]
    assert "Borealis" in lines[3]


def test_the_name_of_a_client_lists_its_projects(talk, firm, apollo):
    assert apollo
    secret = firm.project("Hidden", confidential=True)
    assert secret

    seen = talk.dora.types("/project-status acme")

    assert "Projects for Acme" in seen.text
    assert "Apollo" in seen.text
    assert "Hidden" not in seen.text
    assert "Hidden" in talk.mara.types("/project-status acme").text


def test_the_list_has_the_finish_that_is_expected(talk, firm, apollo, ana):
    firm.says(apollo, TODAY, ana, time="green", forecast_finish_on=TODAY + timedelta(days=30))

    line = talk.ana.types("/project-status").text.splitlines()[1]

    assert line == "🟢 Apollo for Acme · on track · finish 5 Jun · said 6 May"
