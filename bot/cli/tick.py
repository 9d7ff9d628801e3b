"""`trefoil tick`: what is due at a moment, planned now; or told, with nothing written."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.opening import console, open_database
from bot.clock import now
from bot.database import Database
from models.planning.week_ahead import digest_ahead, week_ahead
from models.setting import firm_settings
from schedules.planning import Muster, Plan
from views.planned import made_data, made_words, planned_data, planned_table

FIRST_YEAR, LAST_YEAR = 1900, 2200
EXPECTED = (
    "expected is a moment such as 2026-11-25T14:00 (the firm's time) or with an offset, +01:00"
)


def register(app: typer.Typer) -> None:
    app.command("tick")(tick)


def _moment(words: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(words) if words else None
    except ValueError:
        raise typer.BadParameter(EXPECTED) from None
    if found and not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise typer.BadParameter(EXPECTED)
    return found


def tick(
    at: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="At which moment; now if none is given."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option(help="Say what would be sent to whom, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Put what is due at a moment into the outbox; `trefoil serve` sends it."""
    named = _moment(at)
    database = open_database()
    with database.reading() as session:
        zone = firm_settings(session).time_zone
    moment = named or now()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    (_tell if dry_run else _run)(database, moment, zone, as_json=as_json)


def _tell(database: Database, at: datetime, zone: str, *, as_json: bool) -> None:
    with database.reading() as session:
        planned = [*week_ahead(session, at), digest_ahead(session, at)]
    if as_json:
        console.print_json(data=planned_data(planned))
    else:
        console.print(planned_table(planned, zone))


def _run(database: Database, at: datetime, zone: str, *, as_json: bool) -> None:
    Muster(database.begin, database.reading, lambda: at)()
    made = Plan(database.begin, database.reading, lambda: at).run()
    # Whoever lets a tick deliver too does so here, where a token is set.
    if as_json:
        console.print_json(data=made_data(made, at))
    else:
        console.print(made_words(made, at, zone), markup=False, emoji=False, soft_wrap=True)
