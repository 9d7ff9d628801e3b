"""The only place in the sandbox that reads a real clock."""

from datetime import UTC, datetime
from time import monotonic

from sandbox.state import Clocks


def real_clocks() -> Clocks:
    """Return the clocks of this machine; the stopwatch never runs backwards."""
    return Clocks(wall=lambda: datetime.now(UTC), stopwatch=monotonic)  # noqa: TID251  # see above
