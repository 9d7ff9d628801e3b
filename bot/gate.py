"""The gate: every request of Slack, by whatever road it came, is counted, timed, let in or refused.

It owns the threads that listeners run in: 40, for all roads together.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Any, Protocol

from slack_bolt import App, BoltRequest, BoltResponse, Respond
from slack_sdk import WebClient

from bot.metrics import Metrics
from bot.request import kind_of
from models.errors import BusyError, RefusedError
from models.serving_errors import OtherWorkspaceError, StartingError, StoppingError

THREADS = 40
PATIENCE = 2.5
"""Seconds that a request may have waited for a thread: after three, Slack tells of a failure."""
OUTCOMES = {200: "ok", 404: "unhandled"}
log = logging.getLogger(__name__)

Guard = Callable[[Exception, dict[str, Any], Respond, WebClient], BoltResponse]
"""Answers for whatever failed, in the way its kind of request is answered; never raises."""
Build = Callable[[], BoltRequest]
Reply = Callable[[BoltResponse], None]


class Served(Protocol):
    """Knows which Slack team is served here; None until the first contact with Slack."""

    @property
    def team_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands behind the gate, and whom it serves."""

    app: App
    guard: Guard
    served: Served


class Gate:
    """Lets requests in until it is closed, and knows how many are inside."""

    def __init__(
        self, inside: Inside, metrics: Metrics, stopwatch: Callable[[], float] = monotonic
    ) -> None:
        self._inside = inside
        self._metrics = metrics
        self._stopwatch = stopwatch
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="listener")
        self._count = 0
        self._changed = Condition()
        self.is_closed = False

    def submit(self, build: Build, reply: Reply | None = None) -> "Future[BoltResponse]":
        """Have the next free thread read a request, answer it and send the answer."""
        came = self._stopwatch()
        with self._changed:
            self._count += 1
        future = self._threads.submit(self._work, build, reply, came)
        future.add_done_callback(self._leave)
        return future

    def answer(self, request: BoltRequest, came: float | None = None) -> BoltResponse:
        """Answer in this thread: by the listener, or by a refusal that says why."""
        kind = kind_of(request.body)
        with self._metrics.handling(kind):
            refused = self._refusal(request, came)
            response = (
                self._refuse(request, refused) if refused else self._inside.app.dispatch(request)
            )
        outcome = request.context.get("outcome") or OUTCOMES.get(response.status, "failed")
        self._metrics.answered(kind, outcome)
        if outcome == "unhandled":
            log.error("no listener took a request of the kind %s", kind)
        return response

    def close(self) -> None:
        """From now on whoever comes is told that we are about to stop."""
        self.is_closed = True

    def wait_until_empty(self, seconds: float) -> bool:
        """Wait for those inside, so long at most; say whether all have left."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, seconds)

    def shut_down(self) -> None:
        """Let the threads end with what they are doing."""
        self._threads.shutdown(wait=True)

    def _work(self, build: Build, reply: Reply | None, came: float) -> BoltResponse:
        response = self.answer(build(), came)
        if reply:
            reply(response)
        return response

    def _leave(self, _done: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def _refusal(self, request: BoltRequest, came: float | None) -> RefusedError | None:
        """Say why a request is not let in, if it is not."""
        if self.is_closed:
            return StoppingError()
        if request.body.get("type") == "url_verification" or "ssl_check" in request.body:
            return None  # Slack tries the address out; that is of no team
        ours = self._inside.served.team_id
        if request.context.team_id != ours:
            return OtherWorkspaceError() if ours else StartingError()
        late = came is not None and self._stopwatch() - came > PATIENCE
        return BusyError(PATIENCE) if late else None

    def _refuse(self, request: BoltRequest, refused: RefusedError) -> BoltResponse:
        request.context["outcome"] = "turned away"
        self._metrics.turned_away(type(refused).__name__.removesuffix("Error").casefold())
        if request.body.get("type") == "event_callback":
            gone = isinstance(refused, OtherWorkspaceError)
            return BoltResponse(status=200 if gone else 503)  # 503: Slack sends it again
        respond = request.context.respond or Respond(response_url=None)
        return self._inside.guard(refused, request.body, respond, self._inside.app.client)
