"""The process that serves: its parts are put together here, begin here, and end in good order."""

import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Protocol

from bot.admin import Health, build_admin
from bot.afterwards import Afterwards
from bot.app import Listeners, build_app
from bot.clock import now
from bot.contact import Contact
from bot.gate import Gate, Guard, Inside
from bot.given import Given
from bot.listening import Listening
from bot.settings import Settings
from bot.signature import Signature
from bot.socket import SocketMode
from bot.web import PATH, Front, build_web

SIGNALS = (signal.SIGTERM, signal.SIGINT)
GLANCE = 1.0
log = logging.getLogger(__name__)


class Part(Protocol):
    """Something that runs while we serve."""

    def start(self) -> object: ...
    def stop(self) -> None: ...
    def is_alive(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Where:
    """Where we listen; the operator's pages are for this machine alone unless told otherwise."""

    host: str = "127.0.0.1"
    port: int = 3000
    admin_host: str = "127.0.0.1"
    admin_port: int = 3001


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes this process different from any other Slack app."""

    guard: Guard
    listeners: Callable[[Given], tuple[Listeners, ...]]
    jobs: Callable[[Given, Contact], tuple[Part, ...]] = lambda _given, _contact: ()
    """What runs by itself, such as the scheduler."""


@dataclass(eq=False)
class Serving:
    """One process, built whole and with its ports taken; it runs once."""

    contact: Contact
    gate: Gate
    road: SocketMode | Listening
    jobs: tuple[Part, ...]
    admin: Listening
    afterwards: Afterwards = field(default_factory=Afterwards)
    wanted: SimpleQueue[None] = field(default_factory=SimpleQueue)
    """Holds something when we should stop; a signal may put it there at any moment, which an Event
    does not bear: its lock may be held by the very thread that the signal interrupts."""

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until a signal comes, or nothing can be served; call from the main thread.

        Raises OtherTeamError when the token turns out to be of another team.
        """
        before = {each: signal.signal(each, self._on_signal) for each in SIGNALS}
        try:
            self.start()
            ready()
            self.wait()
            self.stop()
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
        if self.contact.refused:
            raise self.contact.refused

    def start(self) -> None:
        self.contact.on_refused = self.end
        for part in (self.admin, self.road, self.contact, *self.jobs):
            part.start()

    def wait(self) -> None:
        """Wait until we should stop; look up now and then, for a signal may go to another thread.

        Python hears it in the main thread alone, and only when that does something again.
        """
        while True:
            with suppress(Empty):
                return self.wanted.get(timeout=GLANCE)

    def stop(self) -> None:
        """Refuse whoever comes, answer those who are inside, then let everything end."""
        self.gate.close()
        log.info("stopping: whoever is inside is answered still")
        for part in (self.road, *self.jobs, self.contact):
            part.stop()
        self.gate.shut_down()
        if not self.afterwards.drain():
            log.warning("stopping: not all that follows an answer was done")
        self.admin.stop()

    def end(self) -> None:
        """Have `run` stop."""
        self.wanted.put(None)

    def _on_signal(self, *_: object) -> None:
        """Stop; whoever does not want to wait for that sends it once more."""
        self.end()
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)


def build(given: Given, settings: Settings, where: Where, plan: Plan) -> Serving:
    """Put the process together, and take its ports; raises PortError."""
    afterwards = Afterwards()
    given = replace(given, later=afterwards.later)
    contact = Contact(given.client, given.database)
    app = build_app(given.client, plan.guard, plan.listeners(given), contact.bot)
    gate = Gate(Inside(app, plan.guard, contact), given.client.metrics)
    road = _road(given, settings, where, gate)
    jobs = plan.jobs(given, contact)
    health = Health(
        database=given.database,
        metrics=given.client.metrics,
        slack=lambda: _slack(road, contact),
        obstacle=lambda: _obstacle(gate, contact),
        is_alive=lambda: all(part.is_alive() for part in (road, contact, *jobs)),
    )
    admin = Listening(build_admin(health), where.admin_host, where.admin_port)
    return Serving(contact, gate, road, jobs, admin, afterwards)


def words_of_roads(serving: Serving, where: Where) -> tuple[str, str]:
    """Say how Slack reaches us, and where an operator looks."""
    if isinstance(serving.road, Listening):
        slack = f"Slack: signed HTTP at http://{where.host}:{serving.road.port}{PATH}"
    else:
        slack = "Slack: Socket Mode"
    return slack, f"Operator: http://{where.admin_host}:{serving.admin.port}/healthz"


def _road(given: Given, settings: Settings, where: Where, gate: Gate) -> SocketMode | Listening:
    """Return the way that Slack's requests come: Socket Mode when there is an app token."""
    if settings.slack_app_token:
        return SocketMode(given.client, settings.slack_app_token.get_secret_value(), gate)
    secret = settings.slack_signing_secret
    # by the real clock, which Slack has too: given.now may be that of a rehearsal
    signature = Signature(secret.get_secret_value() if secret else "", now)
    front = Front(gate, signature, given.client.hosts, given.client.metrics)
    return Listening(build_web(front), where.host, where.port)


def _slack(road: SocketMode | Listening, contact: Contact) -> str:
    if isinstance(road, SocketMode) and road.is_connected():
        return "connected"
    return contact.known.state


def _obstacle(gate: Gate, contact: Contact) -> str | None:
    if contact.refused:
        return "the token is of another Slack team than the database"
    return "stopping" if gate.is_closed else None
