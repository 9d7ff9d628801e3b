from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select

from models.appointment import hand_over
from models.colour import Colour
from models.errors import (
    ConflictError,
    FutureError,
    NotAllowedError,
    NothingSaidError,
    OverError,
)
from models.state import State, move
from models.status import Doubt, Report, StatusUpdate, doubts
from models.tuning import change_settings

TODAY = date(2030, 5, 6)
GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED


@pytest.fixture
def apollo(firm):
    return firm.project("Apollo")


def standing(firm):
    with firm.database.reading() as session:
        rows = select(StatusUpdate).where(col(StatusUpdate.superseded_at).is_(None))
        return session.exec(rows.order_by(col(StatusUpdate.as_of))).all()


def test_a_second_report_of_a_day_adds_to_what_was_said_of_it(firm, apollo):
    firm.says(apollo, TODAY, time=AMBER, note="Tester is ill")
    firm.says(apollo, TODAY, percent_complete=Decimal("62.5"), spent=0)

    (said,) = standing(firm)
    assert (said.time, said.note) == (AMBER, "Tester is ill")
    assert (said.percent_complete, said.spent) == (Decimal("62.5"), 0)


def test_what_was_said_before_stays_on_record(firm, apollo):
    firm.says(apollo, TODAY, overall=GREEN)
    firm.now += timedelta(minutes=3)
    firm.says(apollo, TODAY, overall=RED)

    with firm.database.reading() as session:
        rows = session.exec(select(StatusUpdate).order_by(col(StatusUpdate.id))).all()
    assert [(row.overall, row.superseded_at) for row in rows] == [(GREEN, firm.now), (RED, None)]


def test_a_day_that_has_not_come_cannot_be_reported(firm, apollo):
    with pytest.raises(FutureError):
        firm.says(apollo, TODAY + timedelta(days=1), overall=GREEN)


def test_an_empty_report_is_none(firm, apollo):
    with pytest.raises(NothingSaidError):
        firm.says(apollo, TODAY)


def test_x1_a_closed_project_takes_no_report_after_its_end(firm, apollo):
    with firm.writing() as session:
        move(session, firm.deed, session.merge(apollo), State.CLOSED, date(2030, 5, 2))

    firm.says(apollo, date(2030, 5, 1), overall=GREEN)
    with pytest.raises(OverError) as refused:
        firm.says(apollo, date(2030, 5, 2), overall=GREEN)
    assert refused.value.ended_on == date(2030, 5, 2)


def test_only_its_manager_and_leaders_report_on_a_project(firm, apollo):
    ana, ben, zoe = firm.person("Ana"), firm.person("Ben"), firm.leader("Zoe")
    firm.runs(ana, apollo)

    assert firm.says(apollo, TODAY, ana, overall=GREEN).by_id == ana.id
    assert firm.says(apollo, TODAY, zoe, overall=AMBER).by_id == zoe.id
    with pytest.raises(NotAllowedError):
        firm.says(apollo, TODAY, ben, overall=RED)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (Report(overall=RED), {Doubt.RED_WITHOUT_PATH, Doubt.RED_WITHOUT_HELP}),
        (Report(budget=RED, path="Fewer sites", someone_must_decide=True), set()),
        (Report(time=AMBER), {Doubt.AMBER_WITHOUT_PATH}),
        (Report(time=GREEN, forecast_finish_on=date(2030, 5, 5)), {Doubt.FINISH_IN_THE_PAST}),
        (Report(percent_complete=Decimal(100), forecast_finish_on=date(2030, 5, 5)), set()),
        (Report(), set()),
    ],
)
def test_what_a_form_would_ask_about(report, expected):
    assert set(doubts(report, TODAY)) == expected


def test_a_new_colour_takes_the_place_of_all_that_was_said_with_the_old_one(firm, apollo):
    firm.says(apollo, TODAY, time=RED, path="Fewer sites", someone_must_decide=True, note="Ill")

    said = firm.says(apollo, TODAY, overall=GREEN)

    assert (said.time, said.path, said.someone_must_decide) == (None, None, False)
    assert (said.overall, said.note) == (GREEN, "Ill")


def test_who_handed_over_reports_no_more_and_the_successor_may_mend_last_week(firm, apollo):
    ana, ben = firm.person("Ana"), firm.person("Ben")
    firm.runs(ana, apollo)
    with firm.writing() as session:
        hand_over(session, firm.deed, session.merge(apollo), session.merge(ben), TODAY)

    last_week = TODAY - timedelta(days=7)
    assert firm.says(apollo, last_week, ben, overall=AMBER).by_id == ben.id
    with pytest.raises(NotAllowedError):
        firm.says(apollo, last_week, ana, overall=GREEN)


def test_today_is_the_firms_day(firm, apollo):
    with firm.writing() as session:
        change_settings(session, firm.deed, {"time_zone": "Pacific/Auckland"})
    firm.now = datetime(2030, 5, 6, 20, tzinfo=UTC)

    assert firm.says(apollo, date(2030, 5, 7), overall=GREEN).as_of == date(2030, 5, 7)


def test_two_reports_of_one_day_at_once_leave_one_and_say_so(firm, apollo):
    row = {"project_id": apollo.id, "as_of": TODAY, "overall": GREEN} | firm.fact

    def both():
        with firm.writing() as session:
            session.add_all([StatusUpdate(**row), StatusUpdate(**row)])

    with pytest.raises(ConflictError):
        both()
