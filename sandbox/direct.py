"""The app in this process: each request is signed, and its dispatcher called as a function."""

from collections.abc import Callable

from sandbox.delivery import Answer, Envelope
from sandbox.signed import headers_of

SECRET = "sandbox-signing-secret"  # noqa: S105  # as in state.App; opens nothing but this sandbox
Dispatch = Callable[[dict[str, str], str], tuple[int, str]]
"""Takes headers and body, returns status and body."""


class DirectTransport:
    """Calls `dispatch(headers, body)`; what it raises is not caught, so that a test sees it.

    It cannot interrupt a dispatcher that takes too long; the courier measures it afterwards, by
    the workspace's stopwatch.
    """

    def __init__(self, dispatch: Dispatch, signing_secret: str = SECRET) -> None:
        self.dispatch = dispatch
        self.signing_secret = signing_secret

    def deliver(self, envelope: Envelope) -> Answer:
        return self.deliver_raw(headers_of(envelope, self.signing_secret), envelope.body)

    def deliver_raw(self, headers: dict[str, str], body: str) -> Answer:
        """Hand over anything at all: forged, stale or unsigned."""
        return Answer(*self.dispatch(headers, body))
