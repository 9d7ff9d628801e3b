"""Large firms for measuring: as rows put straight into the database, and as sheets."""

from datetime import date, timedelta
from itertools import islice
from random import Random

from sqlalchemy import insert

from models.tables import METADATA
from tests.conftest import NOON

TODAY = NOON.date()
PEOPLE, CLIENTS, PROJECTS, UPDATES = 100, 500, 10_000, 200_000
COLOURS = ("green", "green", "green", "amber", "red")
AT_ONCE = 10_000


def fill(database, projects=PROJECTS, updates=UPDATES):
    """Put a firm into an empty database: each project with a plan, a manager and its updates."""
    ours = {"workspace_id": database.workspace_id}
    fact = ours | {"recorded_at": NOON}
    dice = Random(1)
    ids = range(1, projects + 1)
    tables = {
        "person": (
            {"name": f"Person {n}", "email": f"p{n}@example.org", "active": True} | ours
            for n in range(PEOPLE)
        ),
        "client": (
            {"name": f"Client {n}", "confidential": False, "recorded_at": NOON} | ours
            for n in range(CLIENTS)
        ),
        "project": (
            {
                "key": f"K{n}",
                "name": f"Project {n * 7919 % projects:05}",
                "client_id": 1 + n % CLIENTS,
                "currency": "EUR",
                "confidential": False,
                "recorded_at": NOON,
            }
            | ours
            for n in ids
        ),
        "baseline": (
            {
                "project_id": n,
                "n": 1,
                "reason": "initial",
                "start_on": TODAY - timedelta(days=300),
                "finish_on": TODAY + timedelta(days=dice.randrange(-30, 300)),
                "budget": dice.randrange(10**7),
            }
            | fact
            for n in ids
        ),
        "role_assignment": (
            {
                "kind": "project_manager",
                "grade": "accountable",
                "person_id": 1 + n % PEOPLE,
                "project_id": n,
            }
            | fact
            for n in ids
            if n % 17
        ),
        "status_update": (
            {
                "project_id": 1 + n % projects,
                "as_of": TODAY - timedelta(days=7 * (n // projects)),
                "overall": dice.choice(COLOURS),
                "note": "As planned, the second tester comes on Monday.",
                "someone_must_decide": False,
            }
            | fact
            for n in range(updates)
        ),
    }
    with database.engine.begin() as connection:
        for name, rows in tables.items():
            put(connection, METADATA.tables[name], rows)
        if database.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")


def put(connection, table, rows):
    while some := list(islice(rows, AT_ONCE)):
        connection.execute(insert(table), some)


def write_sheets(folder, projects=5_000):
    """Write the sheets of a firm: people, clients, offerings and projects."""
    dice, start = Random(1), date(2030, 1, 1)
    sheets = {
        "people": [
            ["email", "name"],
            *([f"p{n}@example.org", f"Person {n}"] for n in range(PEOPLE)),
        ],
        "clients": [
            ["name", "manager"],
            *([f"Client {n}", f"p{n % PEOPLE}@example.org"] for n in range(CLIENTS)),
        ],
        "offerings": [["name"], *([f"Offering {n}"] for n in range(8))],
        "projects": [
            [
                "key",
                "name",
                "client",
                "offerings",
                "manager",
                "start_on",
                "finish_on",
                "budget",
                "currency",
            ],
            *(
                [
                    f"K{n}",
                    f"Project {n}",
                    f"Client {n % CLIENTS}",
                    f"Offering {n % 8} 60%; Offering {(n + 1) % 8} 40%",
                    f"p{n % PEOPLE}@example.org",
                    start.isoformat(),
                    (start + timedelta(days=dice.randrange(30, 900))).isoformat(),
                    str(dice.randrange(10**6)),
                    "EUR",
                ]
                for n in range(projects)
            ),
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        words = "\n".join(",".join(row) for row in rows)
        (folder / f"{name}.csv").write_text(f"{words}\n", encoding="utf-8")
    return folder
