"""Sends a reply over its connection, or a part of it and then cuts the line."""

import asyncio
from collections.abc import Callable
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from threading import Event

from starlette.types import Receive, Scope, Send

from sandbox.faults import Reply

NO_LINGER = pack("ii", 1, 0)
"""Close at once and send a reset."""
LOOK = 0.002
"""Seconds between two looks at whether what a reply waits for has happened."""
Line = Callable[[Scope], asyncio.Transport]
"""Finds the connection on which a request came."""


class WireReply:
    """An ASGI response that keeps to its Reply, however bad that is."""

    def __init__(self, reply: Reply, line: Line, closing: Event) -> None:
        self.reply = reply
        self.line = line
        self.closing = closing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while self.reply.until and not (self.reply.until.is_set() or self.closing.is_set()):  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        if self.reply.sent is None:
            await self._send(send, self.reply.body, is_whole=True)
            return
        if self.reply.sent:
            await self._send(send, self.reply.body[: self.reply.sent], is_whole=False)
        await self._cut(self.line(scope), receive)

    async def _send(self, send: Send, body: bytes, *, is_whole: bool) -> None:
        headers = dict(self.reply.headers) | {"content-length": str(len(self.reply.body))}
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.reply.status, "headers": raw})
        await send({"type": "http.response.body", "body": body, "more_body": not is_whole})

    async def _cut(self, line: asyncio.Transport, receive: Receive) -> None:
        if self.reply.is_reset:
            line.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, NO_LINGER)
            line.abort()
        line.close()
        while (await receive())["type"] != "http.disconnect":
            pass
