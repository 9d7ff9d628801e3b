"""Signed HTTP, by an adapter of our own: Bolt's reads before it verifies, and blocks the loop."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from slack_bolt import BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.gate import Gate
from bot.hosts import Hosts
from bot.metrics import Metrics
from bot.request import MalformedError, read_body, request_from
from bot.signature import Signature

PATH = "/slack/events"
LARGEST = 2**20
"""Bytes: four times the largest view that Slack allows."""
SLOWEST = 5.0
"""Seconds that a body may take to arrive."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the gate where anybody can knock."""

    gate: Gate
    signature: Signature
    hosts: Hosts
    metrics: Metrics

    def dispatch(self, headers: Mapping[str, str], body: bytes) -> BoltResponse:
        """Verify, read and answer in this thread; headers by their names in small letters."""
        if self._is_forged(headers, body):
            return BoltResponse(status=401)
        try:
            return self.gate.answer(self._read(headers, body))
        except MalformedError:
            return self._is_malformed(body)

    async def receive(self, request: Request) -> Response:
        """Take the body in piece by piece, verify it here, and read it in the listener's thread."""
        try:
            async with asyncio.timeout(SLOWEST):
                body = await _body(request)
        except (ClientDisconnect, TimeoutError):
            return self._closing(408, "too slow")
        if body is None:
            return self._closing(413, "too large")
        return _http(await self._answer(dict(request.headers), body))

    async def _answer(self, headers: Mapping[str, str], body: bytes) -> BoltResponse:
        if self._is_forged(headers, body):
            return BoltResponse(status=401)
        future = self.gate.submit(partial(self._read, headers, body))
        try:
            return await asyncio.wrap_future(future)
        except MalformedError:
            return self._is_malformed(body)

    def _read(self, headers: Mapping[str, str], body: bytes) -> BoltRequest:
        payload = read_body(body, headers.get("content-type", ""))
        return request_from(payload, headers, self.hosts)

    def _is_forged(self, headers: Mapping[str, str], body: bytes) -> bool:
        fault = self.signature.fault(headers, body)
        if fault:
            self._turn_away(fault, len(body))
        return fault is not None

    def _is_malformed(self, body: bytes) -> BoltResponse:
        self._turn_away("malformed", len(body))
        return BoltResponse(status=400)

    def _closing(self, status: int, reason: str) -> Response:
        self._turn_away(reason, 0)
        return PlainTextResponse(status_code=status, headers={"connection": "close"})

    def _turn_away(self, reason: str, length: int) -> None:
        """Say in one line that somebody was turned away, and nothing of what was sent."""
        self.metrics.turned_away(reason)
        log.warning("turned a request away: %s (%d bytes)", reason, length)


def build_web(front: Front) -> Starlette:
    return Starlette(routes=[Route(PATH, front.receive, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return the body, or nothing as soon as it is known to be larger than any of Slack's."""
    told = request.headers.get("content-length", "0")
    if not told.isascii() or not told.isdigit() or int(told) > LARGEST:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _http(answer: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in answer.headers.items() if values}
    return Response(answer.body, status_code=answer.status, headers=headers)
