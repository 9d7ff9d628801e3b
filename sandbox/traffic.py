"""What was said between the app and its Slack: every exchange, in order, for tests and the page."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import Any

from sandbox.state import Json

REMEMBERED = 20_000
"""The oldest exchanges are forgotten after so many."""


class Direction(StrEnum):
    """Who asked."""

    TO_SLACK = "to_slack"
    TO_APP = "to_app"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; `fault` is what was done to the answer on demand."""

    direction: Direction
    kind: str
    arguments: Json
    answer: Any
    status: int
    at: datetime
    took: float
    """Seconds by the stopwatch."""
    fault: str | None = None
    is_accepted: bool = True
    """Whether it did what was asked; a fault may come before that or after."""
    user_id: str | None = None
    """Whose act a response URL answers, which its address says and its arguments do not."""


class Traffic:
    """The exchanges so far; any thread may read and record."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=REMEMBERED)
        self._lock = Lock()
        self.recorded = 0
        """How many there were, those included that are forgotten."""
        self.listeners: list[Callable[[], None]] = []
        """Called after each exchange, in the thread that recorded it."""

    def record(self, exchange: Exchange) -> None:
        with self._lock:
            self._exchanges.append(exchange)
            self.recorded += 1
        for listener in self.listeners:
            listener()

    def numbered(self) -> list[tuple[int, Exchange]]:
        """Return what is remembered, each with its number, which it keeps."""
        with self._lock:
            return list(enumerate(self._exchanges, self.recorded - len(self._exchanges)))

    def clear(self) -> None:
        with self._lock:
            self._exchanges.clear()  # the numbers go on

    def __iter__(self) -> Iterator[Exchange]:
        with self._lock:
            return iter(list(self._exchanges))

    def __len__(self) -> int:
        return len(self._exchanges)

    def of(self, kind: str) -> list[Exchange]:
        """Return what was said by one method or of one kind."""
        return [exchange for exchange in self if exchange.kind == kind]
