"""`trefoil report`, typed by a person and by a program."""

import json
from pathlib import Path

import pytest

FIRM = Path(__file__).parents[2] / "docs" / "firm"
DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def report(trefoil, new_url):
    """Import the demo's firm and return what a report of it prints."""
    url = new_url()
    trefoil(url, "import", FIRM)

    def run(*words, ok=True):
        said = trefoil(url, "report", *words, ok=ok)
        return said.out if ok else said.err

    return run


def test_the_portfolio_for_programs_adds_up(report):
    told = json.loads(report("portfolio", *DAY, "--json"))

    assert (told["as_of"], told["projects"]) == ("2026-11-20", 11)
    assert sum(told["declared"].values()) == sum(told["shown"].values()) == len(told["list"]) == 11
    assert set(told["declared"]) == {"green", "amber", "red", "grey"}
    assert set(told["vacancies"]) == {"project", "client", "offering"}
    assert told["budget"]["JPY"] == "18500000"


def test_the_portfolio_for_people_begins_with_what_matters(report):
    told = report("portfolio", *DAY)

    assert told.splitlines()[0] == "Portfolio on 20 November 2026: 1 of 11 projects off track"
    assert "🔴 Off track" in told
    assert "Berth" in told


def test_a_firm_of_which_little_is_known_is_not_said_to_be_on_track(report):
    assert "0 heard of" in report("portfolio", "--as-of", "2030-01-01").splitlines()[0]


def test_a_project_is_found_by_its_key_or_its_name(report):
    by_key = json.loads(report("project", "BRN-BERTH", *DAY, "--json"))
    by_name = json.loads(report("project", "berth planning", *DAY, "--json"))

    assert by_key == by_name
    assert by_key["shown"]["overall"] == "red"
    assert by_key["finance"]["spent"]
    assert len(by_key["weeks"]) == 8


def test_a_project_card_names_people_money_and_milestones(report):
    card = report("project", "HQW-LEAK", *DAY)

    for words in ("Anneke Veldstra", "240k EUR", "What gets it back", "Milestone", "28 days"):
        assert words in card


@pytest.mark.parametrize(
    ("what", "name"), [("client", "Havelquell Waterworks"), ("offering", "Demand Forecasting")]
)
def test_clients_and_offerings_have_their_report(report, what, name):
    told = json.loads(report(what, name, *DAY, "--json"))

    assert told["name"] == name
    assert told["projects"] == len(told["list"]) > 0
    assert report(what, name, *DAY).startswith(f"{what.capitalize()} {name}")


def test_roles_say_who_holds_what_and_what_nobody_holds(report):
    told = json.loads(report("roles", *DAY, "--json"))

    assert told["vacancies"]["project"] == ["OOS-SHELF"]
    assert told["vacancies"]["client"] == ["Oostmolen Foods"]
    assert "Nobody holds 1 project: Shelf Demand (OOS-SHELF)" in report("roles", *DAY)


def test_an_unknown_name_is_answered_with_what_is_near(report):
    assert "Did you mean" in report("project", "Berth Planing", ok=False)
    assert report("client", "zzz", ok=False).strip() == "No client is called “zzz”."


def test_a_report_of_something_needs_its_name(report):
    assert "trefoil report project NAME" in report("project", ok=False)


def test_an_empty_firm_has_a_report_too(trefoil, new_url):
    url = new_url()

    assert "0 projects" in trefoil(url, "report", "portfolio").out
    assert "No open projects." in trefoil(url, "report", "portfolio").out
    assert json.loads(trefoil(url, "report", "roles", "--json").out)["leaders"] == []
