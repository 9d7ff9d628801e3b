"""Socket Mode: one WebSocket to Slack that is always there, or about to be again.

Of our own making over websockets: the SDK's client cuts the line before the last answers are sent,
sleeps where it should be stopped, and writes whole requests into the log.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Lock, Thread
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot.client import NOT_REACHED, ElsewhereError, SlackClient, word_of
from bot.contact import ENDING, pause
from bot.envelope import RENEWALS, acknowledgement, read_message, retry_headers
from bot.gate import Gate
from bot.request import MalformedError, request_from

PING = 10.0
"""Seconds between pings, and the seconds that the pong has: then the line is given up."""
OPENING = 10.0
LINGER = 10.0
"""Seconds that a line which Slack wants to end is listened to still."""
DRAIN = 2.5
"""Seconds that those inside have to be answered, when we stop: Slack waits three."""
LARGEST = 2**22
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Line:
    """One connection; `over` is set when the next one is wanted."""

    url: str
    over: Event = field(default_factory=Event)
    socket: ClientConnection | None = None
    thread: Thread = field(init=False)
    is_greeted: bool = False
    is_renewed: bool = False
    """Whether it ends as it should, so that the next one need not wait."""


class SocketMode:
    """Keeps a line open, hands what comes in to the gate, and sends the answers back."""

    def __init__(
        self,
        client: SlackClient,
        app_token: str,
        gate: Gate,
        wait: Callable[[int], float] = pause,
        ping: float = PING,
    ) -> None:
        self._client = client
        self._app_token = app_token
        self._gate = gate
        self._wait = wait
        self._ping = ping
        self._lines: list[Line] = []
        self._lock = Lock()
        self._stopping = Event()
        self._keeper = Thread(target=self._keep, name="socket", daemon=True)

    def start(self) -> None:
        """Begin to connect, and return at once."""
        self._keeper.start()

    def stop(self) -> None:
        """Wait for what is in flight, then close; the gate must be closed before."""
        self._gate.wait_until_empty(DRAIN)
        self._stopping.set()
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            line.over.set()
            if line.socket:
                line.socket.close()
            line.thread.join(ENDING)
        self._keeper.join(ENDING)

    def is_connected(self) -> bool:
        with self._lock:
            return any(line.is_greeted for line in self._lines)

    def is_alive(self) -> bool:
        return self._keeper.is_alive()

    def _keep(self) -> None:
        """Open one line after another; the longer it does not work, the longer the pauses."""
        failures = 0
        while not self._stopping.is_set():
            line, told = self._ask()
            if line:
                self._begin(line)
                line.over.wait()
            failures = 0 if line and line.is_renewed else failures * (not _held(line)) + 1
            if failures:
                self._stopping.wait(max(told, self._wait(failures)))

    def _ask(self) -> tuple[Line | None, float]:
        """Ask Slack where to connect; nothing, and how long to wait, when it does not say."""
        try:
            url = str(self._client.apps_connections_open(app_token=self._app_token)["url"])
            if not self._client.hosts.allows(url):
                raise ElsewhereError
        except NOT_REACHED as error:
            log.warning("Socket Mode: no address to connect to: %s", word_of(error))
            return None, told_to_wait(error)
        return Line(url), 0.0

    def _begin(self, line: Line) -> None:
        line.thread = Thread(target=self._live, args=(line,), name="line", daemon=True)
        with self._lock:
            self._lines.append(line)
            line.thread.start()

    def _live(self, line: Line) -> None:
        """Read a line until it ends."""
        try:
            with connect(
                line.url,
                open_timeout=OPENING,
                close_timeout=1,
                ping_interval=self._ping,
                ping_timeout=self._ping,
                max_size=LARGEST,
            ) as line.socket:
                self._read(line, line.socket)
        except ConnectionClosed:
            pass  # that is how a line ends
        except (OSError, WebSocketException) as error:
            log.warning("Socket Mode: %s", type(error).__name__)
        finally:
            self._end(line)

    def _end(self, line: Line) -> None:
        with self._lock:
            self._lines.remove(line)
        line.over.set()
        self._client.metrics.is_connected(connected=self.is_connected())
        log.info("Socket Mode: a line has ended")

    def _read(self, line: Line, socket: ClientConnection) -> None:
        while not self._stopping.is_set():
            try:
                words = socket.recv(timeout=LINGER if line.over.is_set() else None)
            except TimeoutError:
                return  # Slack wanted it to end, and has nothing more to say
            self._take(line, socket, read_message(words))

    def _take(self, line: Line, socket: ClientConnection, message: dict[str, Any]) -> None:
        match message:
            case {"type": "hello"}:
                line.is_greeted = True
                self._client.metrics.made_connection()
                self._client.metrics.is_connected(connected=True)
                log.info("Socket Mode: connected")
            case {"type": "disconnect"}:
                line.is_renewed = message.get("reason") in RENEWALS
                line.over.set()
            case {"envelope_id": str(envelope_id), "payload": dict(payload)}:
                headers = retry_headers(message)
                build = partial(request_from, payload, headers, self._client.hosts)
                done = self._gate.submit(build, partial(self._reply, socket, envelope_id))
                done.add_done_callback(_report)
            case _:
                pass  # what is to come in some later year

    def _reply(self, socket: ClientConnection, envelope_id: str, answer: BoltResponse) -> None:
        """Acknowledge on the line that asked, or on another one if that has ended."""
        words = acknowledgement(envelope_id, answer)
        if words is None:
            return
        with self._lock:
            others = [line.socket for line in self._lines if line.socket not in {None, socket}]
        for way in (socket, *reversed(others)):
            if way and _sent(way, words):
                return
        log.warning("Socket Mode: an answer could not be sent")


def _sent(socket: ClientConnection, words: str) -> bool:
    try:
        socket.send(words)
    except ConnectionClosed:
        return False
    return True


def _report(done: Any) -> None:
    error = done.exception()
    if isinstance(error, MalformedError):
        log.warning("Socket Mode: a request that is not as Slack sends it")
    elif error:
        log.error("Socket Mode: a request failed", exc_info=error)


def _held(line: Line | None) -> bool:
    return line is not None and line.is_greeted


def told_to_wait(error: Exception) -> float:
    """Return the seconds that Slack tells to wait, if it does."""
    headers = error.response.headers if isinstance(error, SlackApiError) else {}
    told = [value for name, value in headers.items() if name.casefold() == "retry-after"]
    return min(float(told[0]), 300.0) if told and str(told[0]).isdigit() else 0.0
