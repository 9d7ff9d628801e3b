"""Plans and money: what a later import changes is a new plan, and old reports stay as they were."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.baseline import Baseline, PlannedValue
from tests.models.exchange.conftest import LATER, TODAY, tallies

AFTER = LATER.date()


@pytest.fixture
def draw(bring):
    """Import the curve of project X, a value for each month named."""

    def draw(now, **values):
        rows = [f"X,2030-{month[1:]}-01,{value}\n" for month, value in values.items()]
        return bring(now, baselines="project,on,planned_value\n" + "".join(rows))

    return draw


@pytest.fixture
def curves(database):
    """Return the curve of each plan of project X."""

    def curves():
        with database.reading() as session:
            points = session.exec(select(PlannedValue).order_by(col(PlannedValue.planned_on))).all()
            plans = session.exec(select(Baseline).order_by(col(Baseline.n))).all()
            return [[p.amount for p in points if p.baseline_id == plan.id] for plan in plans]

    return curves


def test_the_first_plan_is_in_force_from_the_beginning(plan, seen, database):
    plan(LATER)

    assert seen(TODAY) == seen(AFTER) == (date(2030, 12, 31), 100_000)
    with database.reading() as session:
        first = session.exec(select(Baseline)).one()
        assert (first.n, first.in_force_on, first.reason) == (1, None, "initial")


def test_a_changed_plan_is_in_force_from_the_imports_day(plan, seen):
    plan(LATER - timedelta(days=1))
    plan(LATER, finish_on="2031-03-31", budget="2000")

    assert seen(AFTER - timedelta(days=1)) == (date(2030, 12, 31), 100_000)
    assert seen(AFTER) == (date(2031, 3, 31), 200_000)


def test_the_same_plan_again_is_no_new_one(plan, curves, draw):
    plan(LATER)
    draw(LATER, m01=0, m12=1000)
    plan(LATER + timedelta(days=1))
    draw(LATER + timedelta(days=1), m01=0, m12=1000)

    assert curves() == [[0, 100_000]]


def test_a_plan_can_be_taken_back(plan, seen):
    plan(LATER - timedelta(days=1))
    plan(LATER, finish_on="", budget="")

    assert seen(AFTER) == (None, None)


def test_a_point_that_changes_gives_the_plan_a_successor_with_the_whole_curve(plan, draw, curves):
    plan(LATER)
    draw(LATER, m01=0, m06=500, m12=1000)

    done = draw(LATER + timedelta(days=1), m06=400)

    assert tallies(done)["baselines"] == (0, 1, 0)
    assert curves() == [[0, 50_000, 100_000], [0, 40_000, 100_000]]


def test_points_that_are_added_later_join_the_curve(plan, draw, curves):
    plan(LATER)
    draw(LATER, m01=0, m12=1000)
    draw(LATER + timedelta(days=1), m06=500)

    assert curves()[-1] == [0, 50_000, 100_000]


def test_a_curve_that_falls_or_misses_the_budget_is_remarked(plan, draw):
    plan(LATER)

    assert [w.remark for w in draw(LATER, m01=500, m12=400).warned] == ["curve_falls"]
    later = LATER + timedelta(days=1)
    assert [w.remark for w in draw(later, m01=0, m12=999).warned] == ["curve_misses_budget"]


def test_a_finish_before_the_start_is_remarked(plan):
    (warned,) = plan(LATER, finish_on="2029-12-31").warned

    assert (warned.remark, warned.found) == ("finish_before_start", "2029-12-31 < 2030-01-01")
