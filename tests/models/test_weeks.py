"""The weeks of one project, drawn from its facts, against each day's portfolio, drawn in SQL."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.baseline import Baseline
from models.colour import Colour
from models.portfolio import AsOf, all_lines
from models.project import Project
from models.project_facts import moves, plans, said_of_project
from models.setting import FirmSettings
from models.state import State, StateMove, move
from models.weeks import WEEKS, Past, weeks

TODAY = date(2030, 5, 6)
SETTINGS = FirmSettings()
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
days = st.integers(0, 90).map(lambda back: TODAY - timedelta(days=back))
said = st.lists(
    st.tuples(
        days,
        st.sampled_from(["green", "amber", "red"]),
        st.sampled_from([None, Decimal(40), Decimal(100)]),
    ),
    max_size=6,
)
states = st.sampled_from([State.ACTIVE, State.PAUSED, State.CLOSING, State.CLOSED])
changed = st.lists(st.tuples(days, states), max_size=3)
planned = st.lists(st.tuples(st.none() | days, st.none() | days), max_size=3)


def draw(session, project, known_at=None):
    as_of = AsOf(TODAY, known_at)
    reports = [update for update, *_ in said_of_project(session, project, as_of)]
    past = Past(reports, moves(session, project, as_of), plans(session, project, as_of))
    return weeks(SETTINGS, TODAY, past)


@many
@given(said, changed, planned)
def test_each_week_has_the_colour_that_the_portfolio_had(firm, reports, changes, baselines):
    project = firm.project(f"Project {firm.next()}")
    for as_of, colour, percent in reports:
        firm.says(project, as_of, overall=colour, percent_complete=percent)
    with firm.writing() as session:
        for n, (in_force_on, finish_on) in enumerate(baselines, 1):
            facts = {"in_force_on": in_force_on if n > 1 else None, "finish_on": finish_on}
            session.add(Baseline(project_id=project.id, n=n, recorded_at=firm.now, **facts))
        for on, state in changes:
            move(session, firm.deed, session.merge(project), state, on)

    with firm.database.reading() as session:
        drawn = draw(session, project)
        this = [col(Project.id) == project.id]
        listed = [
            (day, all_lines(session, SETTINGS, AsOf(day), this)[0].shown.colour) for day, _ in drawn
        ]

    assert len(drawn) == WEEKS
    assert drawn == listed


def test_the_weeks_are_drawn_again_as_they_were_known(firm):
    project = firm.project("Apollo")
    firm.says(project, TODAY - timedelta(days=7), overall="green")
    then = firm.now
    firm.now += timedelta(hours=1)
    with firm.writing() as session:
        session.add(Baseline(project_id=project.id, finish_on=TODAY, recorded_at=firm.now))
        move(session, firm.deed, session.merge(project), State.PAUSED, TODAY - timedelta(days=60))
    firm.says(project, TODAY - timedelta(days=7), overall="red")

    with firm.database.reading() as session:
        before = draw(session, project, then)
        now = draw(session, project)
        moved = session.exec(select(StateMove)).all()

    assert len(moved) == 1
    assert [colour for _, colour in before][-2:] == [Colour.GREEN, Colour.GREEN]
    assert [colour for _, colour in now][-2:] == [Colour.RED, Colour.RED]


def test_of_what_nobody_spoke_every_week_is_grey():
    drawn = weeks(SETTINGS, TODAY, Past([], [], []))

    assert [colour for _, colour in drawn] == [Colour.GREY] * WEEKS
    assert [day.weekday() for day, _ in drawn] == [TODAY.weekday()] * WEEKS
