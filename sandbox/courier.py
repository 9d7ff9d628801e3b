"""Slack's side of a delivery: within three seconds, or the person reads an error; events again."""

from copy import deepcopy

from sandbox.delivery import LIMIT, Answer, Envelope, NoAnswerError, SlackSaysError, Transport
from sandbox.interactions import way_of
from sandbox.state import Json, Undelivered, Workspace
from sandbox.traffic import Direction, Exchange, Traffic

WAITS = (0.0, 60.0, 300.0)
"""Seconds before each further try of an event: at once, a minute, five minutes."""
OK = 200
CODES = {"http_timeout": "operation_timeout"}
SERVER_FAULT = 500


class Courier:
    """Hands payloads to the app and keeps what it sent, so that it can be sent again."""

    def __init__(
        self, workspace: Workspace, transport: Transport, traffic: Traffic | None = None
    ) -> None:
        self.workspace = workspace
        self.transport = transport
        self.traffic = Traffic() if traffic is None else traffic
        self.sent: list[Envelope] = []

    def ask(self, payload: Json) -> Answer:
        """Deliver what a person did, once; SlackSaysError where the app did not take it."""
        return self.send(self._envelope(payload))

    def send(self, envelope: Envelope) -> Answer:
        """Deliver an envelope as it is, be it new, repeated or forged."""
        try:
            answer = self._deliver(envelope)
        except NoAnswerError as error:
            code = CODES.get(error.reason, "dispatch_failed")
            said = f"{envelope.name} failed because the app did not respond: {error.reason}"
            raise SlackSaysError(code, said) from error
        if answer.status != OK:
            code = "http_service_error" if answer.status >= SERVER_FAULT else "http_client_error"
            said = f"{envelope.name} failed: the app answered {answer.status} {answer.text[:200]}"
            raise SlackSaysError(code, said)
        return answer

    def deliver(self, what: Envelope | Json) -> Answer:
        """Deliver whatever it is, and return the answer as it came, refusals too."""
        envelope = what if isinstance(what, Envelope) else self._envelope(what)
        return self._deliver(envelope)

    def tell(self, payload: Json) -> None:
        """Deliver an event; one that is not taken comes again, at once and then later."""
        self._try(Undelivered(self._stopwatch(), payload, 0, ""))

    def deliver_due(self) -> int:
        """Deliver again the events whose time has come; return how many there were."""
        now = self._stopwatch()
        with self.workspace.lock:
            due = [late for late in self.workspace.undelivered if late.due_at <= now]
            for late in due:
                self.workspace.undelivered.remove(late)
        for late in due:
            self._try(late)
        return len(due)

    def _try(self, late: Undelivered) -> None:
        reason = self._failure(late)
        if reason is None or late.retry >= len(WAITS):
            return
        due_at = self._stopwatch() + WAITS[late.retry]
        again = Undelivered(due_at, late.payload, late.retry + 1, reason)
        if late.retry == 0:  # the first time at once
            self._try(again)
            return
        with self.workspace.lock:
            self.workspace.undelivered.append(again)

    def _failure(self, late: Undelivered) -> str | None:
        """Return why the event has to come again, None where it need not."""
        try:
            answer = self._deliver(self._envelope(late.payload, late.retry, late.reason))
        except NoAnswerError as error:
            return error.reason
        if answer.is_accepted or answer.headers.get("x-slack-no-retry") == "1":
            return None
        return "http_error"

    def _deliver(self, envelope: Envelope) -> Answer:
        self.sent.append(envelope)
        started = self._stopwatch()
        try:
            answer = self.transport.deliver(envelope)
        except NoAnswerError as error:
            self._record(envelope, started, Answer(0, error.reason))
            raise
        self._record(envelope, started, answer)
        if self._stopwatch() - started > LIMIT:
            raise NoAnswerError("http_timeout")
        return answer

    def _record(self, envelope: Envelope, started: float, answer: Answer) -> None:
        exchange = Exchange(
            direction=Direction.TO_APP,
            kind=envelope.name,
            arguments=envelope.payload,
            answer=answer.json,
            status=answer.status,
            at=envelope.sent_at,
            took=self._stopwatch() - started,
            is_accepted=answer.is_accepted,
        )
        self.traffic.record(exchange)

    def _envelope(self, payload: Json, retry: int = 0, reason: str = "") -> Envelope:
        return Envelope(
            kind=way_of(payload),
            payload=deepcopy(payload),
            sent_at=self.workspace.clocks.wall(),
            retry=retry or None,
            reason=reason or None,
        )

    def _stopwatch(self) -> float:
        return self.workspace.clocks.stopwatch()
