"""Runs the sandbox on a loopback port, in a thread with an event loop of its own."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from errno import EADDRINUSE
from threading import Event, Thread
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import Scope
from websockets.exceptions import InvalidState

from sandbox.clock import real_clocks
from sandbox.config import load
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.site import Site
from sandbox.state import Json, Workspace
from sandbox.traffic import Traffic
from sandbox.web import Web

HOST = "127.0.0.1"
PATIENCE = 1.0
"""Seconds that open connections have to end when the server stops."""


class PortTakenError(Exception):
    """Another program listens on that port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} of {HOST} is taken by another program")
        self.port = port


class Sandbox:
    """A Slack workspace that answers on `url` between __enter__ and __exit__."""

    def __init__(
        self, workspace: Workspace | None = None, port: int = 0, *, rates: bool = True
    ) -> None:
        self.workspace = workspace or load(None, None, real_clocks())
        self.site = Site(self.workspace, Rates(self.workspace.clocks.stopwatch, rates))
        self.traffic = Traffic()
        self.faults = Faults()
        self.web = Web(self.site, self.traffic, self.faults)
        self.app = Starlette(routes=self.web.routes())
        self.loop: asyncio.AbstractEventLoop
        self._port = port
        self._server = _Server(self.app)
        self._thread = Thread(target=self._run, name="sandbox", daemon=True)
        self.web.line = self._server.line
        self.endings: list[Callable[[], None]] = []
        """Called when it is to end, so that who holds a request open lets go of it."""

    @property
    def url(self) -> str:
        return self.site.url

    @property
    def api_url(self) -> str:
        return f"{self.site.url}api/"

    def add(self, *routes: BaseRoute) -> None:
        """Answer at more addresses; also while it runs."""
        self.app.router.routes.extend(routes)

    def take_away(self, route: BaseRoute) -> None:
        """Answer no more at an address that was added."""
        routes = self.app.router.routes
        self.app.router.routes = [one for one in routes if one is not route]

    def calls(self, method: str) -> list[Json]:
        """Return with which arguments the app has called this method, accepted or not."""
        return [exchange.arguments for exchange in self.traffic.of(method)]

    def __enter__(self) -> Self:
        self._socket = _listen(self._port)
        self.site.url = f"http://{HOST}:{self._socket.getsockname()[1]}/"
        self._thread.start()
        self._server.has_begun.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.web.closing.set()
        for ending in self.endings:
            ending()
        self.loop.call_soon_threadsafe(self._server.ending.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            with asyncio.Runner() as runner:
                self.loop = runner.get_loop()
                runner.run(self._server.serve([self._socket]))
        finally:
            self._server.has_begun.set()  # nobody waits for a server that broke down


class _Server(uvicorn.Server):
    """uvicorn without the pauses with which it looks whether it should end."""

    def __init__(self, app: Starlette) -> None:
        config = uvicorn.Config(
            app,
            http="h11",
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
        )
        super().__init__(config)
        self.has_begun = Event()
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        self.has_begun.set()
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, let open requests end, then cut the lines that are left."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            with suppress(InvalidState):  # a line that is just closing by itself
                connection.shutdown()
        if tasks := list(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=PATIENCE)
        await self._cut_lines()

    async def _cut_lines(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.sleep(0)  # the loop tells the aborted connections

    def line(self, scope: Scope) -> asyncio.Transport:
        """Return the connection on which a request came."""
        client = tuple(scope["client"])
        found = (c for c in self.server_state.connections if getattr(c, "client", None) == client)
        return next(found).transport


def _listen(port: int) -> socket.socket:
    try:
        listener = socket.create_server((HOST, port))
    except OSError as error:
        if error.errno == EADDRINUSE:
            raise PortTakenError(port) from error
        raise
    # Its connections inherit it: else each body waits 40 ms until its head is acknowledged.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
