"""What can go wrong between Slack and the app: lost requests, lost answers, duplicates."""

from collections import deque
from enum import Enum

from sandbox.delivery import Answer, Envelope, NoAnswerError, Transport


class Mishap(Enum):
    """What happens to one request."""

    DROPPED = "it never reaches the app"
    LOST = "it reaches the app, and the answer never comes back"
    TWICE = "it reaches the app twice, and the second answer counts"


class Unreliable:
    """A transport on which the next requests go wrong, one after the other."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self._mishaps: deque[Mishap | None] = deque()

    def next(self, *mishaps: Mishap | None) -> None:
        """Let these happen to the next requests; None lets one pass."""
        self._mishaps.extend(mishaps)

    def deliver(self, envelope: Envelope) -> Answer:
        mishap = self._mishaps.popleft() if self._mishaps else None
        if mishap is Mishap.DROPPED:
            raise NoAnswerError("connection_failed")
        answer = self.transport.deliver(envelope)
        if mishap is Mishap.LOST:
            raise NoAnswerError("http_timeout")
        return self.transport.deliver(envelope) if mishap is Mishap.TWICE else answer
