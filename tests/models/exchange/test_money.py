"""Amounts by their currency: kept in its smallest coin, exact, and refused where it has none."""

import pytest
from sqlmodel import select

from models.project import Project
from tests.models.exchange.conftest import FIRM, LATER, PLAN

AFTER = LATER.date()


@pytest.mark.parametrize(
    ("money", "minor"),
    [("12.34,EUR", 1234), ("1234,JPY", 1234), ("1.234,KWD", 1234), ("0.1234,CLF", 1234)],
)
def test_money_is_kept_in_the_smallest_unit_of_its_currency(plan, seen, exported, money, minor):
    budget, currency = money.split(",")
    plan(LATER, currency=currency, budget=budget)

    assert seen(AFTER)[1] == minor
    assert f",{money}," in exported()["projects"][0]


@pytest.mark.parametrize(
    ("currency", "budget", "expected"),
    [
        ("JPY", "1.5", "at most 0 decimals in JPY"),
        ("EUR", "1.005", "at most 2 decimals in EUR"),
        ("KWD", "1.0005", "at most 3 decimals in KWD"),
        ("EUR", "100000000000000000", "at most 92,233,720,368,547,758.07"),
        ("JPY", "-1", "an amount like 48000 or 48000.50, not below zero"),
    ],
)
def test_money_that_a_currency_has_no_coin_for_is_refused(problems, currency, budget, expected):
    told = problems(**FIRM | {"projects": PLAN.format("", budget, currency)})

    assert told == [f"projects.csv, row 2, column budget: found “{budget}”; expected {expected}"]


def test_the_largest_amount_is_exact(plan, seen, exported):
    plan(LATER, budget="92233720368547758.07")

    assert seen(AFTER)[1] == 2**63 - 1
    assert ",92233720368547758.07," in exported()["projects"][0]


def test_a_currency_may_change_for_one_with_as_many_decimals(plan, exported, problems):
    plan(LATER)
    plan(LATER, currency="USD")

    assert ",1000,USD," in exported()["projects"][0]
    (told,) = problems(projects=PLAN.format("2030-12-31", "1000", "JPY"))
    assert told.endswith("“JPY”; expected a currency with as many decimals as USD")


def test_a_currency_that_nobody_named_is_the_firms_until_a_sheet_names_it(plan, exported, database):
    plan(LATER, currency="")
    with database.reading() as session:
        assert session.exec(select(Project.currency)).one() == "EUR"

    done = plan(LATER, currency="USD")

    assert ",1000,USD," in exported()["projects"][0]
    assert done.sheets["projects"].kept == 0
