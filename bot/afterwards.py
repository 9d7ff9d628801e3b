"""What follows an answer, such as a Home drawn anew: done beside it, so that no answer waits.

Two threads of its own, counted by nobody else: what is lost here was no part of what was saved.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Condition

THREADS = 2
MOST = 200
"""So much may wait; with more, Slack is so slow that nobody looks at what comes of it."""
DRAIN = 2.5
"""Seconds for what is left when we stop; as long as those inside the gate have."""
log = logging.getLogger(__name__)


class Afterwards:
    """Takes what may be done later, and does it soon; what fails is logged and harms nothing."""

    def __init__(self, most: int = MOST) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="afterwards")
        self._most = most
        self._count = 0
        self._is_over = False
        self._changed = Condition()

    def later(self, work: Callable[[], None]) -> None:
        """Have the next free thread do it, unless too much waits already or we have stopped."""
        with self._changed:
            if self._is_over or self._count >= self._most:
                log.warning("what follows an answer was left out: %d wait", self._count)
                return
            self._count += 1
            future = self._threads.submit(work)
        future.add_done_callback(self._leave)

    def drain(self, seconds: float = DRAIN) -> bool:
        """Wait for what is left, so long at most, and take no more; say whether all was done."""
        with self._changed:
            is_done = self._changed.wait_for(lambda: self._count == 0, seconds)
            self._is_over = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        return is_done

    def _leave(self, done: "Future[None]") -> None:
        if not done.cancelled() and (error := done.exception()):
            log.error("what follows an answer failed", exc_info=error)
        with self._changed:
            self._count -= 1
            self._changed.notify_all()
