"""A project is asked for by the beginning of its name."""

import pytest

from tests.handlers.record import said, standing

pytestmark = pytest.mark.usefixtures("desk")
WORDS = "two testers are ill"


@pytest.fixture
def desk(firm, apollo, ana):
    """Ana runs Apollo, and two desks: their names are near each other."""
    assert apollo
    for name in ("Night Desk Assistant", "Desk Assistant"):
        firm.runs(ana, firm.project(name))


def test_the_beginning_of_one_name_alone_shows_its_card(talk):
    assert "Night Desk Assistant for Acme" in talk.ana.types("/project-status night desk").text


def test_the_beginning_of_two_names_shows_none(talk, firm):
    firm.project("Night Shift")

    seen = talk.ana.types("/project-status night")

    assert "No project is called “night”" in seen.text
    assert {"Night Desk Assistant", "Night Shift"} <= set(seen.buttons)


def test_who_may_not_see_a_project_does_not_meet_it_by_its_beginning(talk, firm, ana):
    firm.runs(ana, firm.project("Zebra Crossing", confidential=True))

    assert "No project is called “zebra”" in talk.dora.types("/project-status zebra").text


def test_for_a_report_the_one_project_is_offered_with_the_words(talk):
    seen = talk.ana.types(f"/project-status night desk green {WORDS}")

    assert "No project is called “night desk”" in seen.text
    assert seen.buttons == ["Night Desk Assistant"]
    assert said(talk) == []
    assert "Saved" in seen.clicks("Night Desk Assistant").text
    assert standing(talk).note == WORDS


@pytest.mark.parametrize("name", ["apollo", "night desk"])
def test_what_is_no_colour_is_said_to_be_none(talk, name):
    line = f"{name} purple {WORDS}"

    seen = talk.ana.types(f"/project-status {line}")

    assert "“purple” is none of the colours: green, amber, red." in seen.text
    assert line in seen.text.partition("You typed:")[2]
    assert seen.buttons == []
    assert said(talk) == []


def test_orange_may_be_meant_for_amber(talk):
    seen = talk.ana.types(f"/project-status apollo orange {WORDS}")

    assert "“orange” is no colour. Did you mean amber?" in seen.text
    seen.clicks("Amber")
    assert standing(talk).note == WORDS


def test_a_colour_of_others_is_a_word_like_any_other_behind_one_of_ours(talk):
    assert "Saved" in talk.ana.types("/project-status apollo amber purple paint is out").text
    assert standing(talk).note == "purple paint is out"
