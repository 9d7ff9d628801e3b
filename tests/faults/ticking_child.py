"""A replica that plans at the instants it is told: `tick AT`, or `hold AT` and then `go`."""

import sys
from datetime import datetime

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.clock import now
from bot.database import Database
from models.planning.plan import due_schedules, plan
from schedules.planning import Plan


def tell(words):
    print(words, flush=True)  # noqa: T201  # the test reads it


def tick(database, at):
    """Say how much this replica made; where the database fails, a beat fails and the next comes."""
    try:
        made = Plan(database.begin, database.reading, lambda: at).run()
    except DBAPIError as error:
        tell(f"failed {type(error).__name__}")
    else:
        tell(f"done {len(made)}")


def hold(database, at):
    """Plan one batch, and keep the transaction open until told to go on."""
    try:
        with database.begin() as session:
            made = plan(session, due_schedules(session, at, 2), at)
            tell("inside")
            sys.stdin.readline()
    except DBAPIError as error:
        tell(f"failed {type(error).__name__}")
    else:
        tell(f"done {len(made)}")


def main():
    database = Database(make_url(sys.argv[1]))
    database.settle_in(now)
    tell("ready")
    for line in sys.stdin:
        word, at = line.split()
        {"tick": tick, "hold": hold}[word](database, datetime.fromisoformat(at))


if __name__ == "__main__":
    main()
