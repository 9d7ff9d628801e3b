"""Faults on demand: what goes wrong with an answer, once or always, by the name of the method."""

import json
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import Protocol

EVERY = "*"
"""Stands for every method."""
HTML = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Server error</body></html>"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on its way: `sent` bytes of its body only, if that is set, then the line is cut."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None
    is_reset: bool = False
    """Whether the line is cut the hard way, so that the other side reads a reset."""
    until: Event | None = None
    """It leaves only when this has happened."""


JSON_HEADERS = {"content-type": "application/json; charset=utf-8"}
CUT = Reply(sent=0)


class Fault(Protocol):
    """`after`: the call is accepted, and only its answer goes wrong."""

    @property
    def after(self) -> bool: ...

    def spoil(self, reply: Reply) -> Reply:
        """Return what is sent instead; before acceptance, `reply` is the cut line."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection closes and nothing was answered."""

    after: bool = False
    is_reset: bool = False

    def spoil(self, reply: Reply) -> Reply:
        return replace(reply, sent=0, is_reset=self.is_reset)


@dataclass(frozen=True, slots=True)
class Say:
    """Slack answers with an error of its own: `internal_error`, `token_revoked`, ..."""

    error: str
    after: bool = False

    def spoil(self, reply: Reply) -> Reply:  # noqa: ARG002  # it replaces any answer
        return Reply(200, json.dumps({"ok": False, "error": self.error}).encode(), JSON_HEADERS)


@dataclass(frozen=True, slots=True)
class Status:
    """What stands before Slack answers with a page of its own."""

    status: int
    body: str = HTML
    after: bool = False

    def spoil(self, reply: Reply) -> Reply:  # noqa: ARG002  # it replaces any answer
        return Reply(self.status, self.body.encode(), {"content-type": "text/html; charset=utf-8"})


@dataclass(frozen=True, slots=True)
class Limit:
    """Too many calls, though there were not; Retry-After may be missing or nonsense."""

    retry_after: int | str | None = None
    after: bool = False

    def spoil(self, reply: Reply) -> Reply:  # noqa: ARG002  # it replaces any answer
        wait = {} if self.retry_after is None else {"retry-after": str(self.retry_after)}
        body = json.dumps({"ok": False, "error": "ratelimited"}).encode()
        return Reply(429, body, JSON_HEADERS | wait)


@dataclass(frozen=True, slots=True)
class HalfBody:
    """The call is accepted, and the line is cut in the middle of its answer."""

    after: bool = True

    def spoil(self, reply: Reply) -> Reply:
        return replace(reply, sent=len(reply.body) // 2)


@dataclass(frozen=True, slots=True)
class Hang:
    """The answer leaves only when `until` has happened; without acceptance the line is cut then."""

    until: Event
    after: bool = False
    arrived: Event = field(default_factory=Event)
    """Set when a call has come that hangs now."""

    def spoil(self, reply: Reply) -> Reply:
        self.arrived.set()
        return replace(reply, until=self.until)


class Faults:
    """Which faults wait for which method; any thread may add and take."""

    def __init__(self) -> None:
        self._once: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._lock = Lock()

    def next(self, method: str, *faults: Fault) -> None:
        """Let the next calls of the method go wrong, one after the other; "*" is any method."""
        with self._lock:
            self._once[method].extend(faults)

    def always(self, method: str, fault: Fault) -> None:
        """Let every further call go wrong, once those of `next` are used up."""
        with self._lock:
            self._always[method] = fault

    def clear(self) -> None:
        with self._lock:
            self._once.clear()
            self._always.clear()

    def take(self, method: str) -> Fault | None:
        """Return the fault for this call, if there is one, and use it up."""
        with self._lock:
            if waiting := self._once[method] or self._once[EVERY]:
                return waiting.popleft()
            return self._always.get(method) or self._always.get(EVERY)
