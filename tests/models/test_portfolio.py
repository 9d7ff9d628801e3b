from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import event

from models.baseline import Baseline
from models.colour import Colour, Declared, Horizon, shown
from models.portfolio import (
    PAGE,
    AsOf,
    ProjectLine,
    portfolio,
    project_lines,
    project_page,
    summed,
    worst_first,
)
from models.project import Project
from models.setting import FirmSettings
from models.state import State, move
from models.workdays import Workdays

TODAY = date(2030, 5, 6)
SETTINGS = FirmSettings()
GREEN, AMBER, RED, GREY = Colour


def counts(firm, day=TODAY, known_at=None):
    with firm.database.reading() as session:
        return portfolio(session, SETTINGS, AsOf(day, known_at))


def line(firm, day=TODAY):
    with firm.database.reading() as session:
        return project_lines(session, SETTINGS, AsOf(day))[0]


def test_an_empty_firm_has_no_projects_and_every_colour():
    total = summed([], TODAY, {})

    assert (total.projects, total.declared, total.budget) == (0, dict.fromkeys(Colour, 0), {})


def test_each_day_shows_what_was_said_up_to_it(firm):
    apollo = firm.project("Apollo")
    firm.says(apollo, date(2030, 5, 1), overall=GREEN)
    firm.says(apollo, date(2030, 5, 3), overall=RED)

    assert counts(firm, date(2030, 4, 30)).declared[GREY] == 1
    assert counts(firm, date(2030, 5, 2)).declared[GREEN] == 1
    assert counts(firm, date(2030, 5, 3)).declared[RED] == 1


def test_figures_alone_neither_say_nor_hide_a_colour(firm):
    apollo = firm.project("Apollo")
    firm.says(apollo, date(2030, 5, 2), overall=AMBER)
    firm.says(apollo, date(2030, 5, 3), percent_complete=Decimal(40))

    assert line(firm).said.confirmed_on == date(2030, 5, 2)
    assert line(firm).shown.colour is AMBER


def test_a_past_view_can_be_drawn_again_as_it_was_seen(firm):
    apollo = firm.project("Apollo")
    firm.says(apollo, date(2030, 5, 3), overall=GREEN)
    seen_at = firm.now
    firm.now += timedelta(hours=1)
    firm.says(apollo, date(2030, 5, 3), overall=RED)

    assert counts(firm, known_at=seen_at).declared[GREEN] == 1
    assert counts(firm).declared[RED] == 1


def test_ended_projects_are_out_from_the_day_they_ended(firm):
    apollo = firm.project("Apollo")
    with firm.writing() as session:
        move(session, firm.deed, session.merge(apollo), State.CLOSED, date(2030, 5, 3))

    assert counts(firm, date(2030, 5, 2)).projects == 1
    assert counts(firm, date(2030, 5, 3)).projects == 0


def test_the_plan_in_force_on_the_day_counts_and_money_is_not_converted(firm):
    with_plans(firm, "Apollo", "EUR", [(None, 1000_00), (date(2030, 5, 3), 2000_00)])
    with_plans(firm, "Borealis", "JPY", [(None, 500)])
    firm.project("Corvus")

    before, after = counts(firm, date(2030, 5, 2)), counts(firm)
    assert before.budget == {"EUR": Decimal(1000), "JPY": Decimal(500)}
    assert after.budget == {"EUR": Decimal(2000), "JPY": Decimal(500)}
    assert after.without_budget == 1


def with_plans(firm, name, currency, plans):
    project = firm.project(name, currency=currency)
    with firm.writing() as session:
        for n, (day, budget) in enumerate(plans, 1):
            session.add(
                Baseline(
                    project_id=project.id, n=n, in_force_on=day, budget=budget, recorded_at=firm.now
                )
            )
    return project


def test_a_project_that_has_not_begun_has_no_vacancy_yet(firm):
    project = firm.project("Apollo")
    with firm.writing() as session:
        session.add(
            Baseline(project_id=project.id, start_on=date(2030, 6, 1), recorded_at=firm.now)
        )

    assert counts(firm).vacancies["project"] == 0
    assert counts(firm, date(2030, 6, 1)).vacancies["project"] == 1


def test_vacancies_are_of_the_day_and_leave_out_who_is_gone(firm):
    ana, acme, gone = firm.person("Ana"), firm.client("Acme"), firm.client("Gone")
    firm.offering("Data")
    firm.runs(ana, acme, start_on=date(2030, 5, 3))
    with firm.writing() as session:
        move(session, firm.deed, session.merge(gone), State.FORMER, date(2030, 1, 1))

    assert counts(firm, date(2030, 5, 2)).vacancies == {"project": 0, "client": 1, "offering": 1}
    assert counts(firm).vacancies == {"project": 0, "client": 0, "offering": 1}


def test_the_portfolio_and_a_page_take_few_statements_whatever_their_size(firm):
    statements = []
    event.listen(
        firm.database.engine, "before_cursor_execute", lambda *call: statements.append(call[2])
    )

    def asked(question, projects):
        for n in range(projects):
            firm.project(f"{projects}-{n}")
        with firm.database.reading() as session:
            statements.clear()
            question(session, SETTINGS, AsOf(TODAY))
            return len([s for s in statements if s.startswith("SELECT")])

    assert asked(portfolio, 1) == asked(portfolio, 30) == 3
    assert asked(project_page, 2) == asked(project_page, 31) == 2


def test_pages_follow_each_other_without_gap_or_repetition(firm):
    names = sorted(f"Project {n % 7}" for n in range(2 * PAGE + 3))
    acme = firm.client("Acme")
    with firm.writing() as session:
        rows = enumerate(names)
        facts = {"client_id": acme.id, "recorded_at": firm.now}
        session.add_all(Project(key=str(n), name=name, **facts) for n, name in rows)

    pages, after = [], ("", 0)
    with firm.database.reading() as session:
        while page := project_page(session, SETTINGS, AsOf(TODAY), after):
            pages.append(page)
            after = (page[-1].name, page[-1].project_id)

    seen = [one for page in pages for one in page]
    assert [one.name for one in seen] == names
    assert len({one.project_id for one in seen}) == len(names)
    assert [len(page) for page in pages] == [PAGE, PAGE, 3]


def test_the_worst_comes_first():
    rows = [drawn("d", GREEN), drawn("c", None), drawn("b", AMBER), drawn("a", RED)]

    assert [row.name for row in worst_first(rows)] == ["a", "b", "c", "d"]


def drawn(name, colour):
    said = Declared(overall=colour, confirmed_on=TODAY)
    seen = shown(said, Horizon.seen_from(TODAY, Workdays(), 5))
    plan = (State.ACTIVE, None, None, None, None)
    subject = (1, name, name, 1, "Acme", False, None)
    return ProjectLine(*subject, *plan, said, seen)


def test_what_was_not_yet_known_is_not_in_a_replay(firm):
    seen_at = firm.now
    firm.now += timedelta(hours=1)
    firm.project("Apollo", recorded_at=firm.now)

    assert counts(firm, known_at=seen_at).projects == 0
    assert counts(firm).projects == 1


def planned(firm, name, finish_on):
    project = firm.project(name)
    plan = Baseline(project_id=project.id, finish_on=finish_on, recorded_at=firm.now)
    with firm.writing() as session:
        session.add(plan)
    return project


def test_past_its_finish_a_project_is_amber_unless_it_is_done(firm):
    apollo = planned(firm, "Apollo", date(2030, 5, 1))
    firm.says(apollo, TODAY, overall=GREEN, percent_complete=Decimal(99))
    assert line(firm).shown.colour is AMBER

    firm.says(apollo, TODAY, percent_complete=Decimal(100))
    assert line(firm).shown.colour is GREEN


def test_a_pause_is_not_late_and_after_20_working_days_time_is_grey(firm):
    apollo = planned(firm, "Apollo", date(2030, 5, 1))
    firm.says(apollo, TODAY, time=GREEN, target=GREEN)
    with firm.writing() as session:
        move(session, firm.deed, session.merge(apollo), State.PAUSED, date(2030, 4, 26))
    assert line(firm).shown.time is GREEN


def test_a_long_pause_says_nothing_of_time(firm):
    apollo = firm.project("Apollo")
    firm.says(apollo, TODAY, time=GREEN, target=AMBER)
    with firm.writing() as session:
        move(session, firm.deed, session.merge(apollo), State.PAUSED, date(2030, 4, 1))

    assert (line(firm).shown.time, line(firm).shown.colour) == (GREY, AMBER)
