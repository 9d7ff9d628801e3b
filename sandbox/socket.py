"""Socket Mode: the WebSockets that the app has opened, and envelopes that go to any one of them."""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery import LIMIT, Answer, Envelope, Kind, NoAnswerError
from sandbox.server import Sandbox
from sandbox.state import Json

MOST = 10
"""Connections that one app may have."""
PATIENCE = 10.0
"""Seconds that a test waits for the app to connect."""
LIFE = 18_060
"""Seconds for which Slack says it will keep a connection."""


@dataclass(eq=False, slots=True)
class Link:
    """One open WebSocket, and what was sent over it and not acknowledged."""

    websocket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, "Future[Json]"] = field(default_factory=dict)
    is_retired: bool = False
    """Told to go: nothing more is sent over it."""

    def run(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do something on the server's loop, and wait until it is done."""
        asyncio.run_coroutine_threadsafe(doing, self.loop).result(LIMIT)

    def send(self, frame: Json) -> None:
        """Send something; NoAnswerError where the other side has gone."""
        try:
            self.run(self.websocket.send_text(json.dumps(frame)))
        except (RuntimeError, WebSocketDisconnect) as error:
            raise NoAnswerError("connection_failed") from error

    def fail(self) -> None:
        """Give up what waits: nobody will acknowledge it here."""
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(NoAnswerError("connection_failed"))


class SocketTransport:
    """Hands envelopes to the app over WebSockets, to one after the other where it has several."""

    def __init__(self, sandbox: Sandbox, limit: float = LIMIT) -> None:
        self.sandbox = sandbox
        self.limit = limit
        self.links: list[Link] = []
        self.opened = 0
        self._changed = Condition()
        self._turn = 0
        sandbox.add(WebSocketRoute("/link/", self._link))

    def deliver(self, envelope: Envelope) -> Answer:
        """Send it over one connection and wait for its acknowledgement."""
        link = self._next_link()
        future: Future[Json] = Future()
        link.waiting[envelope.id] = future
        try:
            link.send(frame_of(envelope))
            ack = future.result(self.limit)
        except TimeoutError as error:
            raise NoAnswerError("http_timeout") from error
        finally:
            link.waiting.pop(envelope.id, None)
        payload = ack.get("payload") if envelope.accepts_payload else None
        return Answer(200, "" if payload is None else json.dumps(payload))

    def send_raw(self, frame: Json) -> None:
        """Send anything at all over a connection; nobody waits for an answer."""
        self._next_link().send(frame)

    def wait_for(self, count: int = 1, opened: int = 0) -> None:
        """Wait until the app has so many connections, and has opened so many in all."""
        with self._changed:
            there = self._changed.wait_for(
                lambda: len(self._live()) >= count and self.opened >= opened, PATIENCE
            )
        if not there:
            raise NoAnswerError("connection_failed")

    def settles(self) -> None:
        """Wait until the app has let go of the connections that were told to go."""
        with self._changed:
            self._changed.wait_for(lambda: self._live() == self.links, PATIENCE)

    def disconnect(self, reason: str = "refresh_requested", *, keeps_open: bool = False) -> None:
        """Tell the oldest connection to go, and close it unless it is a mere warning.

        `keeps_open` is a fault: Slack says so, and leaves the old connection standing.
        """
        link = self._live()[0]
        link.is_retired = reason != "warning"
        link.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
        if link.is_retired and not keeps_open:
            link.run(link.websocket.close())

    def cut(self) -> None:
        """End the oldest connection without a word, as a failing network does."""
        link = self._live()[0]
        link.is_retired = True
        line = self.sandbox.web.line(link.websocket.scope)
        link.loop.call_soon_threadsafe(line.abort)

    def freeze(self) -> None:
        """Read nothing more from the oldest connection: no pong comes back, and it stays open."""
        link = self._live()[0]
        line = self.sandbox.web.line(link.websocket.scope)
        pause = getattr(line, "pause_reading")  # noqa: B009  # read transports have it
        link.loop.call_soon_threadsafe(pause)

    async def _link(self, websocket: WebSocket) -> None:
        ticket = websocket.query_params.get("ticket", "")
        if not self.sandbox.site.takes_ticket(ticket) or len(self.links) >= MOST:
            await websocket.close()  # before it is accepted: HTTP 403
            return
        await websocket.accept()
        link = Link(websocket, asyncio.get_running_loop())
        await websocket.send_json(self._hello())
        self._enter(link)
        try:
            async for text in websocket.iter_text():
                _acknowledge(link, text)
        finally:
            self._leave(link)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.links) + 1,
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": LIFE,
            },
            "connection_info": {"app_id": self.sandbox.workspace.app.id},
        }

    def _enter(self, link: Link) -> None:
        with self._changed:
            self.links.append(link)
            self.opened += 1
            self._changed.notify_all()

    def _leave(self, link: Link) -> None:
        with self._changed:
            self.links.remove(link)
            self._changed.notify_all()
        link.fail()

    def _live(self) -> list[Link]:
        return [link for link in self.links if not link.is_retired]

    def _next_link(self) -> Link:
        with self._changed:
            live = self._live()
            if not live:
                raise NoAnswerError("connection_failed")
            self._turn += 1
            return live[self._turn % len(live)]


def frame_of(envelope: Envelope) -> Json:
    """Return an envelope as it goes over a WebSocket."""
    frame: Json = {
        "envelope_id": envelope.id,
        "type": str(envelope.kind),
        "payload": envelope.payload,
        "accepts_response_payload": envelope.accepts_payload,
    }
    if envelope.kind is Kind.EVENT:
        frame |= {
            "retry_attempt": envelope.retry or 0,
            "retry_reason": envelope.reason or "",
        }
    return frame


def _acknowledge(link: Link, text: str) -> None:
    """Take an acknowledgement; what is none, or comes too late, counts for nothing."""
    try:
        ack = json.loads(text)
    except ValueError:
        return
    future = link.waiting.get(ack.get("envelope_id", "")) if isinstance(ack, dict) else None
    if future is not None and not future.done():
        future.set_result(ack)
