"""Tells open pages that something may have changed, at once; what it is they then ask for."""

import asyncio
from threading import Lock

LOOK = 0.5
"""Seconds between two looks at what changed without a word, such as by a test's own client."""


class Pulse:
    """A number that grows; any thread beats, the server's loop waits."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = Lock()

    def beat(self) -> None:
        with self._lock:
            self.count += 1
            waiting, self._waiting = self._waiting, set()
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    async def wait(self, seen: int) -> None:
        """Return when it has grown beyond `seen`, or after a look's time."""
        event = asyncio.Event()
        with self._lock:
            if self.count != seen:
                return
            waiter = (asyncio.get_running_loop(), event)
            self._waiting.add(waiter)
        try:
            await asyncio.wait_for(event.wait(), LOOK)
        except TimeoutError:
            with self._lock:
                self._waiting.discard(waiter)
