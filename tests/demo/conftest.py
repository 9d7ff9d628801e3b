"""What a test of the demo may ask for: the story, told once on a Wednesday half a year later."""

from datetime import UTC, datetime

import pytest

from bot.claim import known_team
from demo.calendar import Calendar
from demo.clock import StoryClock
from demo.office import Office
from demo.story import tell, workspace_at
from sandbox.server import Sandbox

WEDNESDAY = datetime(2027, 5, 12, 8, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """Return the office at the end of the story, for tests that only look, or end what they do."""
    calendar = Calendar(WEDNESDAY)
    clock = StoryClock(calendar.begins_at.astimezone(UTC))
    with Sandbox(workspace_at(clock)) as sandbox:
        database = tell(sandbox, calendar, tmp_path_factory.mktemp("demo"), clock)
        assert known_team(database) == "T0CLOVER00"
        office = Office(sandbox, database, clock, calendar)
        yield office
        office.close()
        database.engine.dispose()
