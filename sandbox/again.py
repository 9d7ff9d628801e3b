"""A thread that delivers events again when they are due, for a sandbox that runs by itself."""

from threading import Event, Thread
from types import TracebackType
from typing import Self

from sandbox.courier import Courier

LOOK = 1.0
"""Seconds between two looks at what is due."""


class Again:
    """Looks for due events between __enter__ and __exit__."""

    def __init__(self, courier: Courier, every: float = LOOK) -> None:
        self.courier = courier
        self.every = every
        self._ending = Event()
        self._thread = Thread(target=self._run, name="again", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(self.every):
            self.courier.deliver_due()
