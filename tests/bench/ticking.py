"""What a beat costs: an idle one, and one for which very many schedules are due at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import event, func
from sqlmodel import col, select

from bot.database import Database
from models.outbox import OutboxRow
from models.tables import METADATA
from models.tuning import change_settings
from models.workspace import claim
from schedules.planning import Muster, Plan
from tests.bench.filling import put
from tests.conftest import NOON
from tests.firm import Firm

SCHEDULES, DUE = 100_000, 5_000
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London")
PLACES = ("DE", "US", None, "GB")
WEDNESDAY = NOON + timedelta(days=2, hours=2)
"""14:00 in London and everywhere else another hour; who is due is said by `look_at`."""
Tell = Callable[[str, float], None]


def measure_ticking(database: Database, tell: Tell) -> None:
    fill_schedules(database)
    at = [WEDNESDAY - timedelta(days=1)]
    plan = Plan(database.begin, database.reading, lambda: at[0])
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
    spans = [took(plan) for _ in range(200)]
    tell(f"an idle beat over {SCHEDULES:,} schedules", sorted(spans)[100])
    idle = [one for one in statements if not one.startswith(("PRAGMA", "BEGIN"))]
    print(f"  {'  statements of it':<58}{len(idle) / 200:>12.0f}")
    statements.clear()
    at[0] = WEDNESDAY
    tell(f"planning {DUE:,} due among them", took(plan))
    print(f"  {'  statements of it, in batches of 500':<58}{len(statements):>12}")
    tell("a muster that finds nothing missing", took(Muster(*openers(database), lambda: at[0])))
    with database.reading() as session:
        rows = select(func.count(col(OutboxRow.id)))
        if session.exec(rows).one() != DUE:
            raise RuntimeError(session.exec(rows).one())


def took(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def openers(database: Database) -> tuple[Any, Any]:
    return database.begin, database.reading


def fill_schedules(database: Database) -> None:
    """Put in a hundred thousand managers, each of an account and an offering, asked for weeks."""
    with database.begin() as session:
        claim(session, "T1")
        firm = Firm(database, NOON)
        change_settings(session, firm.deed, {"is_launched": True, "weekly_on": 2})
    ours = {"workspace_id": database.workspace_id}
    with database.engine.begin() as connection:
        for name, row in ROWS.items():
            rows = (row(n) | ours for n in range(1, SCHEDULES + 1))
            put(connection, METADATA.tables[name], rows)
        for back in range(1, 6):
            rows = (occurrence(n, back) | ours for n in range(1, SCHEDULES + 1))
            put(connection, METADATA.tables["occurrence"], rows)
        if database.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")


def person(n: int) -> dict[str, Any]:
    zone, place = ZONES[n % len(ZONES)], PLACES[n % len(PLACES)]
    about = {"time_zone": zone, "holidays": place, "weekly_on": 2, "weekly_hour": own_hour(zone)}
    return {"name": f"Person {n}", "slack_user_id": f"U{n}", "active": True} | about


def own_hour(zone: str) -> int:
    """Return the hour that a clock there shows when it is due."""
    return HOURS[zone]


HOURS = {"Europe/Berlin": 16, "America/New_York": 10, "Asia/Kolkata": 19, "Europe/London": 15}


def account(n: int) -> dict[str, Any]:
    flags = dict.fromkeys(("is_admin", "is_guest", "is_bot", "is_gone"), False)
    about = {"slack_user_id": f"U{n}", "team_id": "T1", "name": f"P{n}"}
    return about | flags | {"version": 0, "seen_at": NOON}


def offering(n: int) -> dict[str, Any]:
    return {"name": f"Offering {n}", "recorded_at": NOON}


def role(n: int) -> dict[str, Any]:
    about = {"kind": "offering_manager", "grade": "accountable", "recorded_at": NOON}
    return about | {"person_id": n, "offering_id": n}


def schedule(n: int) -> dict[str, Any]:
    is_due = n % (SCHEDULES // DUE) == 0
    look_at = WEDNESDAY if is_due else WEDNESDAY + timedelta(days=3)
    when = {"look_at": look_at, "since_at": NOON - timedelta(weeks=6)}
    return {"key": f"person:{n}", "rhythm": "weekly", "person_id": n} | when


def occurrence(n: int, back: int) -> dict[str, Any]:
    at: datetime = WEDNESDAY - timedelta(weeks=back)
    year, week, _ = at.isocalendar()
    about = {"schedule_id": n, "person_id": n, "period": f"{year}-W{week:02}", "step": "first"}
    return about | {"due_at": at, "made_at": at, "outcome": "answered", "is_late": False}


ROWS: dict[str, Callable[[int], dict[str, Any]]] = {
    "person": person,
    "account": account,
    "offering": offering,
    "role_assignment": role,
    "schedule": schedule,
}
