"""A web server in a thread of its own, on a port that is ours before anything else begins."""

import errno
import os
import socket
from threading import Event, Thread
from typing import Self

import uvicorn
from starlette.applications import Starlette

from models.serving_errors import PortError

BEGINNING = 10
GRACE = 20
"""Seconds that those who are being answered have when the server stops."""


class _Server(uvicorn.Server):
    """Leaves the process's signals alone, and says when it has begun."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.has_begun = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.has_begun.set()


class Listening:
    """Serves an app until it is stopped; whoever is being answered then is answered still."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._socket = bound_to(host, port)
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            proxy_headers=False,  # who knocks plays no part
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=GRACE,
        )
        self._server = _Server(config)
        self._thread = Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def start(self) -> Self:
        self._thread.start()
        self._server.has_begun.wait(BEGINNING)
        return self

    def stop(self) -> None:
        """Take nobody in any more, finish with those inside, and return."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()

    def is_alive(self) -> bool:
        return self._thread.is_alive()


def bound_to(host: str, port: int) -> socket.socket:
    """Take a port; raises PortError where it is taken, or cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=2048)
        # those that it accepts inherit it; else an answer on a kept connection waits for 40 ms
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, OverflowError) as error:
        raise PortError(host, port, _fact(error)) from None
    return bound


def _fact(error: OSError | OverflowError) -> str:
    if not isinstance(error, OSError) or error.errno is None:
        return "there is no such port or host"
    if error.errno == errno.EADDRINUSE:
        return "another program has it"
    return os.strerror(error.errno).casefold() if error.errno > 0 else "there is no such host"
