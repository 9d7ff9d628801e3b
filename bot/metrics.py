"""What is counted and timed, for /metrics; in a registry of its own, so tests can have many."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

OURS = "trefoil"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """No label ever holds a name, an id or a word of anybody."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = self._counter("requests", "What Slack sent", "kind", "outcome")
        self._seconds = Histogram(
            f"{OURS}_request_seconds",
            "How long an answer took",
            ["kind"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._in_flight = self._gauge("requests_in_flight", "Requests without an answer yet")
        self._turned_away = self._counter("turned_away", "Not let in at all", "reason")
        self._references = self._counter("guard_references", "Apologies with a reference")
        self._busy = self._counter("database_busy", "Gave up waiting for another writer")
        self._calls = self._counter("slack_calls", "Calls to Slack", "method", "outcome")
        self._reached = self._gauge("slack_reached", "1 when Slack last took our token")
        self._overdue = self._gauge("outbox_overdue", "Messages late, in doubt or lately failed")
        self._connected = self._gauge("slack_socket_open", "1 while Socket Mode is connected")
        self._connects = self._counter("slack_sockets", "Socket Mode connections made")

    @contextmanager
    def handling(self, kind: str) -> Iterator[None]:
        """Count a request as in flight, and time it."""
        with self._in_flight.track_inprogress(), self._seconds.labels(kind).time():
            yield

    def answered(self, kind: str, outcome: str) -> None:
        self._requests.labels(kind, outcome).inc()

    def turned_away(self, reason: str) -> None:
        self._turned_away.labels(reason).inc()

    def apologised(self) -> None:
        self._references.inc()

    def found_busy(self) -> None:
        self._busy.inc()

    def called(self, method: str, outcome: str) -> None:
        self._calls.labels(method, outcome).inc()

    def is_reached(self, *, reached: bool) -> None:
        self._reached.set(reached)

    def has_overdue(self, count: int) -> None:
        self._overdue.set(count)

    def is_connected(self, *, connected: bool) -> None:
        self._connected.set(connected)

    def made_connection(self) -> None:
        self._connects.inc()

    def page(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self.registry)

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(f"{OURS}_{name}", words, labels, registry=self.registry)

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(f"{OURS}_{name}", words, registry=self.registry)
