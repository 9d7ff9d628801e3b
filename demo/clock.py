"""The demo's clock: the story sets it, and when the story has been told it shows the real time."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from bot.clock import now


class StoryClock:
    """The wall's time when called, and a stopwatch that goes with it and never backwards."""

    def __init__(self, start: datetime) -> None:
        self._show: Callable[[], datetime] = lambda: self._at
        self._at = start
        self._seconds = 0.0
        self._live_since: float | None = None

    def __call__(self) -> datetime:
        return self._show()

    def stopwatch(self) -> float:
        since = self._live_since
        return self._seconds + (0.0 if since is None else monotonic() - since)

    def to(self, moment: datetime) -> None:
        """Let the time pass up to a moment; what is past stays past."""
        self._seconds += max((moment - self._at).total_seconds(), 0.0)
        self._at = max(moment, self._at)

    def goes_live(self) -> None:
        """Show the real time from now on."""
        self._live_since = monotonic()
        self._show = now
