from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.baseline import Baseline
from models.figures import Figures
from sandbox.faults import Say
from tests.conftest import NOON
from tests.handlers.record import said

pytestmark = pytest.mark.usefixtures("apollo")
TODAY = NOON.date()
END = date(2030, 4, 30)


def plan(firm, project, **facts):
    with firm.writing() as session:
        session.add(Baseline(project_id=project.id, recorded_at=firm.now, **facts))


def finance(firm, project, as_of):
    with firm.writing() as session:
        session.add(Figures(project_id=project.id, as_of=as_of, spent=100, **firm.fact))


def month_form(person):
    return person.types("/project-status").clicks("Fill in")


def test_one_page_asks_for_the_figures_of_all_projects(talk, firm, apollo, ana):
    firm.runs(ana, firm.project("Borealis", currency="JPY"))
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, spent=4_800_050)

    form = month_form(talk.ana)

    assert form.title == "Figures to 30 Apr"
    assert form.value("Percent done", near="Apollo") == "40"
    assert form.value("Spent so far (EUR)") == "48000.5"
    assert form.value("Percent done", near="Borealis") is None
    assert "Spent so far (JPY)" in form.labels
    assert form.text.count("Stands since 2 Apr") == 2
    form.fills("Percent done", "62,5 %", near="Apollo")
    form.fills("Spent so far (EUR)", "50k")
    form.fills("Finish expected", date(2030, 6, 12), near="Borealis")
    seen = form.saves()

    assert (
        seen.text
        == "Figures to 30 Apr saved for 2 projects. Figures are still missing for 1 project."
    )
    figures, finish = said(talk)[1:]
    assert (figures.as_of, figures.percent_complete, figures.spent) == (
        END,
        Decimal("62.5"),
        5_000_000,
    )
    assert figures.forecast_finish_on is None
    assert (finish.as_of, finish.forecast_finish_on) == (TODAY, date(2030, 6, 12))
    again = seen.clicks("Fill in")
    assert again.labels == ["Percent done", "Spent so far (JPY)", "Finish expected"]


def test_what_stays_as_it_was_is_confirmed_to_the_end_of_the_month(talk, firm, apollo, ana):
    plan(firm, apollo, finish_on=date(2030, 7, 1))
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, spent=100)

    form = month_form(talk.ana)
    assert form.value("Finish expected") == "2030-07-01"
    seen = form.saves()

    assert "saved for 1 project." in seen.text
    (_, confirmed) = said(talk)
    assert (confirmed.as_of, confirmed.percent_complete, confirmed.spent) == (END, 40, 100)
    assert confirmed.forecast_finish_on is None  # the plan is nobody's forecast
    card = talk.ana.types("/project-status apollo")
    assert "40 % done, 30 Apr" in card.text
    assert talk.ana.types("/project-status").buttons == ["Open"]


@pytest.mark.parametrize(("added", "is_asked"), [(1, False), (29, True)])
def test_of_what_was_added_since_nobody_asks_for_last_month(talk, firm, ana, added, is_asked):
    firm.runs(ana, firm.project("Borealis", recorded_at=NOON - timedelta(days=added)))

    assert ("Borealis" in month_form(talk.ana).text) is is_asked


def test_nothing_given_is_nothing_saved(talk):
    form = month_form(talk.ana)

    seen = form.saves()

    assert (
        seen.text
        == "Nothing was given, so nothing was saved. Figures are still missing for 1 project."
    )
    assert said(talk) == []


def test_what_is_wrong_is_said_at_its_row_and_nothing_is_saved(talk, firm, ana):
    firm.runs(ana, firm.project("Borealis"))
    form = month_form(talk.ana)
    form.fills("Percent done", "40", near="Apollo")
    form.fills("Percent done", "lots", near="Borealis")
    form.fills("Spent so far (EUR)", "-1", near="Borealis")
    form.fills("Finish expected", TODAY - timedelta(days=1), near="Apollo")

    form.saves()

    assert form.errors == {
        "Percent done": "Give a number, like 48000 or 48k.",
        "Spent so far (EUR)": "Give a number that is not below zero.",
        "Finish expected": "Finish is before today. Give the day you expect now.",
    }
    assert said(talk) == []
    form.fills("Percent done", "100", near="Apollo")
    form.clears("Percent done", near="Borealis")
    form.clears("Spent so far (EUR)", near="Borealis")
    assert "saved for 1 project." in form.saves().text


def due(talk, person="ana"):
    """Return how many projects are asked for, in the words of the list."""
    seen = talk.person(person).types("/project-status").text
    return next((line.partition(" for ")[2] for line in seen.split("\n") if "Figures" in line), "")


def test_a_project_is_asked_once_a_month_until_it_has_its_figures(talk, firm, apollo, ana):
    assert due(talk) == "1 project"

    firm.says(apollo, END - timedelta(days=1), ana, percent_complete=40, spent=1)
    assert due(talk) == "1 project"
    firm.says(apollo, END, ana, percent_complete=40)
    assert due(talk) == "1 project"
    firm.says(apollo, TODAY, ana, spent=1)
    assert due(talk) == ""
    talk.clock.passes(days=25)
    assert due(talk) == ""
    talk.clock.passes(days=1)
    assert TODAY + timedelta(days=26) == date(2030, 6, 1)
    assert due(talk) == "1 project"


def test_only_who_runs_it_is_asked(talk):
    assert due(talk, "ben") == due(talk, "mara") == ""


@pytest.mark.parametrize("state", ["paused", "closed", "cancelled", "proposed"])
def test_what_is_not_under_way_is_not_asked(talk, firm, apollo, state):
    firm.moves(apollo, state, date(2030, 4, 1))

    assert due(talk) == ""


def test_what_finance_brings_nobody_else_need_bring(talk, firm, apollo):
    finance(firm, apollo, date(2030, 3, 31))
    assert "Spent so far (EUR)" in month_form(talk.ana).labels
    talk.ana.sees.closes()
    finance(firm, apollo, date(2030, 4, 2))

    assert month_form(talk.ana).labels == ["Percent done", "Finish expected"]


def test_a_retainer_is_asked_no_percentage_and_nothing_where_finance_pays(talk, firm, ana):
    retainer = firm.project("Retainer", terms="retainer")
    firm.runs(ana, retainer)

    assert month_form(talk.ana).labels.count("Percent done") == 1
    finance(firm, retainer, END)
    assert due(talk) == "1 project"


def test_a_project_that_began_after_the_month_is_not_asked(talk, firm, apollo):
    plan(firm, apollo, start_on=date(2030, 5, 1))
    assert due(talk) == ""


def test_the_month_ends_where_the_firm_is(talk, firm, apollo, ana):
    firm.says(apollo, END, ana, percent_complete=40, spent=1)
    firm.sets(time_zone="Pacific/Auckland")
    talk.clock.now = NOON.replace(month=5, day=31, hour=12)  # the first of June over there

    assert month_form(talk.ana).title == "Figures to 31 May"


def test_more_than_a_page_comes_in_pages(talk, firm, ana):
    firm.runs_many(ana, firm.client("Globex"), 22)

    form = month_form(talk.ana)

    assert form.labels.count("Percent done") == 20
    assert "3 more projects: press Fill in again when these are saved." in form.text
    assert len(form.payload["private_metadata"]) < 3000
    form.fills("Percent done", "10", near="Apollo")
    form.fills("Spent so far (EUR)", "10", near="Apollo")
    assert "still missing for 22 projects" in form.saves().text


def test_an_old_button_finds_nothing_left(talk, firm, apollo, ana):
    seen = talk.ana.types("/project-status").as_it_was()
    firm.says(apollo, END, ana, percent_complete=40, spent=1)

    window = seen.clicks("Fill in")

    assert window.title == "Nothing is due"
    assert window.text == "The figures to 30 Apr of all your projects are in."


def test_what_another_gave_meanwhile_is_not_undone_by_an_old_form(talk, firm, apollo, ana):
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, spent=100)
    form = month_form(talk.ana)
    firm.says(apollo, END, percent_complete=60)
    firm.says(apollo, TODAY, forecast_finish_on=date(2030, 9, 1))
    form.fills("Spent so far (EUR)", "3")

    form.saves()

    card = talk.ana.types("/project-status apollo")
    assert "60 % done, 30 Apr" in card.text
    assert "3.00 EUR spent (30 Apr)" in card.text
    assert "finish 1 Sep" in card.text


@pytest.fixture
def clashed(talk, firm, apollo, ana):
    """Return Ana's form as it comes back: Mara said percent and finish while it was open."""
    firm.runs(ana, firm.project("Borealis"))
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, spent=100)
    form = month_form(talk.ana)
    theirs = talk.mara.types("/project-status apollo").clicks("Update").clicks("More")
    theirs.fills({"Percent done": "60", "Finish expected": date(2030, 9, 1)})
    theirs.saves()
    form.fills("Percent done", "50", near="Apollo")
    form.fills("Spent so far (EUR)", "3", near="Apollo")
    form.fills("Finish expected", date(2030, 8, 1), near="Apollo")
    form.fills("Percent done", "70", near="Borealis")
    return form.saves()


def test_what_two_gave_differently_comes_back_with_both(clashed):
    assert "Saved for 1 project. Not saved yet for 1 project: look again." in clashed.text
    assert "Mara Okoye changed this meanwhile. Theirs is shown." in clashed.text
    assert "Yours: Percent done, 50" in clashed.text
    assert "Yours: Finish expected, 1 Aug 2030" in clashed.text
    assert "Yours: Spent" not in clashed.text
    assert (clashed.value("Percent done"), clashed.value("Finish expected")) == ("60", "2030-09-01")
    assert clashed.value("Spent so far (EUR)") == "3"
    assert "Borealis" not in clashed.text


def test_what_came_back_is_saved_as_it_stands_then(talk, apollo, clashed):
    clashed.fills("Percent done", "50")

    assert "saved for 2 projects." in clashed.saves().text
    card = talk.ana.types("/project-status apollo").text
    assert "3.00 EUR spent (30 Apr)" in card
    assert "finish 1 Sep" in card
    given = [u for u in said(talk) if u.project_id == apollo.id and u.as_of == END]
    assert [(u.percent_complete, u.spent) for u in given] == [(50, 300)]


def test_who_gave_the_same_meanwhile_is_no_clash(talk, firm, apollo, ana):
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, spent=100)
    firm.stands_in(firm.person("Cem Aydin"), apollo)
    forms = [month_form(talk.ana), month_form(talk.cem)]
    for form in forms:
        form.fills("Percent done", "50")

    assert ["saved for 1 project." in form.saves().text for form in forms] == [True, True]


def test_the_form_says_what_saving_means_and_since_when_each_thing_stands(talk, firm, apollo, ana):
    plan(firm, apollo, finish_on=date(2030, 7, 1))
    assert "From the plan" in month_form(talk.ana).text
    talk.ana.sees.closes()
    firm.says(apollo, date(2030, 4, 2), ana, percent_complete=40, forecast_finish_on=TODAY)
    firm.says(apollo, date(2030, 4, 3), ana, spent=100)

    form = month_form(talk.ana)

    assert "Save confirms what you leave as it is, for 30 Apr." in form.text
    assert form.text.count("Stands since 2 Apr") == 2
    assert form.text.count("Stands since 3 Apr") == 1


def test_a_project_that_ended_meanwhile_does_not_stop_the_others(talk, firm, ana):
    other = firm.project("Borealis")
    firm.runs(ana, other)
    form = month_form(talk.ana)
    form.fills("Percent done", "40", near="Apollo")
    form.fills("Percent done", "50", near="Borealis")
    firm.moves(other, "closed", date(2030, 4, 30))

    assert "saved for 1 project." in form.saves().text


def test_the_month_form_sent_twice_is_saved_once(talk):
    form = month_form(talk.ana)
    form.fills("Percent done", "40")
    form.saves(twice=True)

    assert len(said(talk)) == 1


def test_from_home_it_is_answered_in_a_window_and_home_is_drawn_anew(talk):
    home = talk.ana.opens_home()
    form = home.clicks("Fill in")
    form.fills({"Percent done": "40", "Spent so far (EUR)": "1"})

    window = form.saves()

    assert (window.title, window.text) == ("Saved", "Figures to 30 Apr saved for 1 project.")
    assert "Figures to" not in home.text


def test_the_window_of_the_rest_lies_on_the_one_before(talk, firm, ana):
    firm.runs(ana, firm.project("Borealis"))
    form = talk.ana.opens_home().clicks("Fill in")
    form.fills("Percent done", "40", near="Apollo")
    window = form.saves()
    talk.sandbox.faults.next("views.publish", Say("internal_error"))

    rest = window.clicks("Fill in")
    rest.fills("Percent done", "40", near="Borealis")

    assert "saved for 1 project" in rest.saves().text
