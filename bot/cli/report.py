"""`trefoil report`: the figures that the views show, for people and for programs."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from sqlmodel import Session

from bot.cli.opening import console, open_database
from bot.clock import now
from models.card import find_project, project_card
from models.errors import NameMissingError
from models.portfolio import AsOf, portfolio, project_lines
from models.report import report_client, report_offering, report_roles
from models.setting import FirmSettings, firm_settings
from views import report as drawn
from views import report_data as data

FIRST_YEAR, LAST_YEAR = 1900, 2200
YEARS = f"a year between {FIRST_YEAR} and {LAST_YEAR} is expected"
Both = tuple[RenderableType, dict[str, Any]]


class What(StrEnum):
    PORTFOLIO = "portfolio"
    PROJECT = "project"
    CLIENT = "client"
    OFFERING = "offering"
    ROLES = "roles"


def _in_our_time(moment: datetime | None) -> datetime | None:
    """Refuse a day so far off that no calendar reaches it."""
    if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise typer.BadParameter(YEARS)
    return moment


def register(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    what: What,
    name: Annotated[
        str, typer.Argument(help="Which project (key or name), client, offering.")
    ] = "",
    as_of: Annotated[
        datetime | None,
        typer.Option(
            help="On which day; today if none is given.",
            formats=["%Y-%m-%d"],
            callback=_in_our_time,
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Say how things stand, today or on any day."""
    database = open_database()
    with database.reading() as session:
        settings = firm_settings(session)
        day = as_of.date() if as_of else settings.today(now())
        for_people, for_programs = _report(session, settings, (what, name), AsOf(day))
    if as_json:
        console.print_json(data=for_programs)
    else:
        console.print(for_people)


def _report(session: Session, settings: FirmSettings, of: tuple[What, str], as_of: AsOf) -> Both:
    what, name = of
    if what is What.PORTFOLIO:
        return _portfolio(session, settings, as_of)
    if what is What.ROLES:
        roles = report_roles(session, settings, as_of)
        return drawn.roles_report(roles), data.roles_data(roles)
    if not name:
        raise NameMissingError(what)
    if what is What.PROJECT:
        card = project_card(session, settings, find_project(session, name), as_of)
        return drawn.project_report(card, as_of.day), data.project_data(card, as_of.day)
    group = (report_client if what is What.CLIENT else report_offering)(
        session, settings, name, as_of
    )
    return drawn.group_report(what, group), data.group_data(group)


def _portfolio(session: Session, settings: FirmSettings, as_of: AsOf) -> Both:
    total = portfolio(session, settings, as_of)
    lines = project_lines(session, settings, as_of)
    return drawn.portfolio_report(total, lines), data.portfolio_data(total, lines)
