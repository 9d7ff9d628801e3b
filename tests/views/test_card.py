"""Each state of a card, drawn from a database; and the words that may stand on no screen."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from models.baseline import Baseline
from models.card import project_card
from models.eyes import Eyes
from models.figures import Figures
from models.milestone import Milestone, MilestoneMove
from models.portfolio import AsOf
from models.project import Project
from models.setting import firm_settings
from tests.conftest import NOON
from views import card as cards
from views.card import Frame, card_words, project_message

TODAY = NOON.date()
ALL = Eyes(money=True, report=True, log=True, place=True)


@pytest.fixture
def apollo(firm):
    firm.runs(firm.person("Ana Lind"), firm.project("Apollo", currency="EUR"))
    with firm.database.reading() as session:
        return session.exec(select(Project)).one()


def add(firm, row):
    with firm.writing() as session:
        session.add(row)
    return row


def plan(firm, project, **facts):
    return add(firm, Baseline(project_id=project.id, recorded_at=firm.now, **facts))


def drawn(firm, project, eyes=ALL, day=TODAY):
    """Return the lines of a card's body, and its text for the ear."""
    with firm.database.reading() as session:
        project = session.get_one(Project, project.id)
        settings = firm_settings(session)
        card = project_card(session, settings, project, AsOf(day))
    message = project_message(card, Frame(day, eyes, settings.currency))
    return words_of(message, 2).replace("*", "").splitlines(), card_words(card, day)


def words_of(message, n):
    return message.payload()["blocks"][n]["text"]["text"]


def test_of_which_nobody_spoke(firm, apollo):
    lines, text = drawn(firm, apollo)

    assert lines == [
        "⚪ Not reported · nobody has said anything yet",
        "Last 8 weeks  ⚪⚪⚪⚪⚪⚪⚪⚪",
    ]
    assert text == "Apollo for Acme: Not reported."


def test_of_which_nobody_has_spoken_for_long(firm, apollo):
    firm.says(apollo, date(2030, 4, 1), firm.called("Ana Lind"), overall="red", note="broke")

    lines, _ = drawn(firm, apollo)

    assert lines[0] == "⚪ Not reported · no news since 1 Apr, when it was off track"
    assert "“broke”" in lines
    assert "Confirmed by Ana Lind, 1 Apr" in lines


def test_late_by_its_plan_though_said_to_be_well(firm, apollo):
    plan(firm, apollo, finish_on=date(2030, 5, 1))
    firm.says(apollo, TODAY, time="green", target="green", budget="green")

    lines, text = drawn(firm, apollo)

    assert lines[:2] == [
        "🟡 At risk",
        "Time  🟡 At risk · its planned finish, 1 May, has passed",
    ]
    assert "At risk (time at risk, target on track, budget on track)" in text


def test_expected_later_than_planned_at_first_and_now(firm, apollo):
    plan(firm, apollo, finish_on=date(2030, 6, 1))
    plan(firm, apollo, n=2, in_force_on=date(2030, 4, 1), finish_on=date(2030, 7, 1))
    firm.says(apollo, TODAY, time="amber", path="x", forecast_finish_on=date(2031, 2, 3))

    lines, _ = drawn(firm, apollo)

    assert "Time  🟡 At risk · finish 3 Feb 2031 (plan 1 Jul, first plan 1 Jun)" in lines


def test_a_turn_says_since_when_and_what_was_before(firm, apollo):
    for back, colour in ((14, "green"), (7, "red"), (0, "red")):
        firm.says(apollo, TODAY - timedelta(days=back), overall=colour)

    lines, _ = drawn(firm, apollo)

    assert lines[0] == "🔴 Off track since 29 Apr (was on track)"
    assert lines[-1] == "Last 8 weeks  ⚪⚪⚪⚪⚪🟢🔴🔴"


@pytest.mark.parametrize("state", ["paused", "closed", "cancelled", "closing"])
def test_its_state_is_said_where_it_is_not_just_running(firm, apollo, state):
    firm.says(apollo, date(2030, 5, 2), overall="green")
    firm.moves(apollo, state, date(2030, 5, 3))

    lines, _ = drawn(firm, apollo)
    assert lines[0].startswith(f"🟢 On track · {state}")


def test_figures_are_each_as_they_were_said_last(firm, apollo):
    plan(firm, apollo, budget=9_000_000)
    firm.says(apollo, date(2030, 4, 2), percent_complete=Decimal("62.5"), forecast_cost=9_700_000)
    firm.says(apollo, date(2030, 4, 30), spent=4_800_000)
    firm.says(apollo, TODAY, overall="green")

    lines, _ = drawn(firm, apollo)
    assert "Target  62.5 % done, 2 Apr" in lines
    assert "Budget  48k of 90k EUR (30 Apr) · likely 97k EUR at the end" in lines

    add(
        firm,
        Figures(
            project_id=apollo.id,
            as_of=date(2030, 5, 1),
            spent=5_000_000,
            forecast_cost=9_900_000,
            **firm.fact,
        ),
    )
    lines, _ = drawn(firm, apollo)
    assert "Budget  50k of 90k EUR (finance, 1 May) · likely 99k EUR at the end" in lines
    lines, _ = drawn(firm, apollo, eyes=cards.SILENT)
    assert [line for line in lines if "Budget" in line or "EUR" in line] == []


def test_a_budget_without_currency_is_in_that_of_the_firm(firm):
    project = firm.project("Borealis")
    plan(firm, project, budget=9_000_000)

    assert "Budget  90k EUR" in drawn(firm, project)[0]


def test_what_was_reached_counts_towards_its_goal(firm):
    project = firm.project("Borealis", value_metric="sites live", value_to=Decimal(3))
    firm.says(project, TODAY, target="green", value_delivered=Decimal("2.0"))

    assert "Target  🟢 On track · sites live: 2 of 3, 6 May" in drawn(firm, project)[0]


def test_milestones_count_and_the_next_is_named(firm, apollo):
    for name, day, reached in (("One", 1, 2), ("Two", 3, None), ("Three", 20, None)):
        row = add(firm, Milestone(project_id=apollo.id, name=name, baseline_on=date(2030, 5, day)))
        if reached:
            fact = {"milestone_id": row.id, "actual_on": date(2030, 5, reached)} | firm.fact
            add(firm, MilestoneMove(**fact))

    assert (
        "1 of 3 milestones reached · next Two, planned 3 May: 3 days late so far"
        in drawn(firm, apollo)[0]
    )


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (None, "next Pilot, planned 2 May: 4 days late so far"),
        (date(2030, 5, 4), "next Pilot, expected 4 May, planned 2 May: 4 days late so far"),
        (date(2030, 5, 12), "next Pilot, 12 May (planned 2 May: 10 days late)"),
    ],
)
def test_how_late_a_milestone_is_counts_from_its_plan(firm, apollo, expected, words):
    row = add(firm, Milestone(project_id=apollo.id, name="Pilot", baseline_on=date(2030, 5, 2)))
    if expected:
        add(firm, MilestoneMove(milestone_id=row.id, forecast_on=expected, **firm.fact))

    assert any(line.endswith(words) for line in drawn(firm, apollo)[0])


def test_nothing_of_it_stands_for_a_word_that_may_not_be_read(firm, apollo):
    firm.says(apollo, TODAY, overall="red", path_due_on=date(2030, 5, 9), someone_must_decide=True)

    lines, _ = drawn(firm, apollo)

    assert "No plan yet; there will be one by 9 May" in lines
    assert "Someone must decide" in lines


def test_a_title_of_many_names_fits(firm, apollo):
    offerings = [firm.offering(f"{'&' * 290}{n}") for n in range(7)]
    firm.shares(apollo, *offerings)
    with firm.database.reading() as session:
        settings = firm_settings(session)
        card = project_card(session, settings, apollo, AsOf(TODAY))

    message = project_message(card, Frame(TODAY, ALL, "EUR"))

    title = words_of(message, 0)
    assert title.startswith("*Apollo* for Acme · &amp;")
    assert "and 2 more" in title or title.endswith("…")
    assert len(title) <= 3000


FORBIDDEN = re.compile(
    r"\b(whitespace|uptake|adoption|coverage|penetration|stale|untriaged|earned value|CPI|SPI|EAC"
    r"|TCPI|baseline|pace|attainment|path to green|drags?|ring|assess|cross-sell|accountable"
    r"|vacancy|conflict|candour|FG|NRR|health score|rank)\b",
    re.IGNORECASE,
)
OURS = ("card", "history", "month", "problem_message", "project", "saved", "status", "usage")
WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"')


@pytest.mark.parametrize("name", [*OURS, "visit_problem"])
def test_no_screen_of_projects_holds_a_word_of_the_trade(name):
    source = (cards.__file__).replace("card.py", f"{name}.py")
    with open(source, encoding="utf-8") as file:  # noqa: PTH123
        code = re.sub(r'"""(?:.|\n)*?"""', "", file.read())
    shown = [words for words in WORDS.findall(code) if " " in words or words.istitle()]

    assert len(shown) > 0
    assert [
        words for words in shown if FORBIDDEN.search(words) or re.search(r"!(\s|$)", words)
    ] == []
