"""Words of users are never markup, however a report is drawn."""

from datetime import date
from io import StringIO

from rich.console import Console

from models.colour import Colour, Declared, Horizon, shown
from models.portfolio import ProjectLine, summed
from models.state import State
from models.workdays import Workdays
from views.report import MOST_LINES, portfolio_report

TODAY = date(2030, 5, 6)


def line(number, name, colour):
    said = Declared(overall=colour, confirmed_on=TODAY if colour else None)
    seen = shown(said, Horizon.seen_from(TODAY, Workdays(), 5))
    subject = (number, f"K{number}", name, 1, "[red]Acme[/red]", False, "EUR")
    return ProjectLine(*subject, State.ACTIVE, None, None, None, 1000, said, seen)


def drawn(lines, width=100):
    told = StringIO()
    console = Console(file=told, width=width)
    console.print(portfolio_report(summed(lines, TODAY, {"project": 1}), lines))
    return told.getvalue()


def test_brackets_in_names_stay_brackets():
    told = drawn([line(1, "[link=https://evil.example]Apollo[/link]", Colour.RED)])

    assert "[red]Acme[/red]" in told
    assert "[link=" in told


def test_a_long_list_says_how_many_more():
    told = drawn([line(n, f"Project {n}", Colour.GREEN) for n in range(MOST_LINES + 7)])

    assert "and 7 more" in told


def test_below_six_in_ten_heard_nothing_is_said_of_the_whole():
    half = [line(1, "A", Colour.GREEN), line(2, "B", None)]

    assert drawn(half).splitlines()[0].endswith("2 projects, 1 heard of")
    assert drawn(half[:1]).splitlines()[0].endswith("1 project, none off track")


def test_a_phone_width_holds_names_of_300_characters():
    told = drawn([line(1, "Ünïcode " * 37, Colour.AMBER)], width=40)

    assert max(map(len, told.splitlines())) <= 42
