"""The addresses of the page: the page itself, what it shows, what it does, and what changes."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.cannot import CannotError
from sandbox.delivery import Transport
from sandbox.page.acts import perform
from sandbox.page.assets import asset, index
from sandbox.page.desk import Desk, Desks, can_sign_in
from sandbox.page.door import HEADERS, is_at_home, is_ours
from sandbox.page.exchanges import listed, opened
from sandbox.page.picture import is_shown_to, picture
from sandbox.page.pulse import LOOK, Pulse
from sandbox.page.scene import mark, scene
from sandbox.server import Sandbox

PATIENCE = 20.0
"""Seconds after which a page that waits for a change is told that there was none."""
MOST_BYTES = 40_000_000
Serve = Callable[[Desk, Request], Awaitable[Response]]


class Page:
    """The page of one running sandbox; `transport` is the way to the app."""

    def __init__(self, sandbox: Sandbox, transport: Transport) -> None:
        self.sandbox = sandbox
        self.desks = Desks(sandbox, transport)
        self.pulse = Pulse()
        self.token = token_urlsafe(24)
        sandbox.traffic.listeners.append(self.pulse.beat)
        sandbox.endings.append(self.pulse.beat)
        sandbox.add(*self.routes())

    def routes(self) -> list[BaseRoute]:
        served: dict[str, Serve] = {
            "state": self.state,
            "changes": self.changes,
            "traffic": self.traffic,
            "exchange": self.exchange,
            "file": self.file,
        }
        return [
            Route("/", self.index),
            Route("/page/{folder}/{name}", asset),
            Route("/page/act", partial(self._served, self.act), methods=["POST"]),
            *(Route(f"/page/{n}", partial(self._served, s)) for n, s in served.items()),
        ]

    async def index(self, request: Request) -> Response:
        """Give the page, with the token that its own requests carry."""
        if not is_at_home(request):
            return Response("this page is only at 127.0.0.1", HTTPStatus.FORBIDDEN)
        users = self.sandbox.workspace.users.values()
        first = next((user.id for user in users if can_sign_in(user)), "")
        filled = index(token=self.token, first=first)
        return HTMLResponse(filled, headers=dict(HEADERS))

    async def _served(self, serve: Serve, request: Request) -> Response:
        """Answer the page, for the user whom it names; nobody else."""
        if not is_ours(request, self.token):
            return _json({"ok": False, "error": "not_the_page"}, HTTPStatus.FORBIDDEN)
        if int(request.headers.get("content-length", "0")) > MOST_BYTES:
            return _json({"ok": False, "error": "too_large"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            desk = self.desks.of(request.query_params.get("as", ""))
        except CannotError as error:
            return _json({"ok": False, "error": "cannot", "said": str(error)})
        return await serve(desk, request)

    async def act(self, desk: Desk, request: Request) -> Response:
        """Do it in a thread of its own: the app calls back here before it answers."""
        try:
            said = await request.json()
        except ValueError:
            said = None
        if not isinstance(said, dict):
            return _json({"ok": False, "error": "unreadable"}, HTTPStatus.BAD_REQUEST)
        done = await asyncio.to_thread(perform, desk, said)
        self.pulse.beat()
        return _json(done)

    async def state(self, desk: Desk, request: Request) -> Response:
        """Return what she sees; `count` says up to which change."""
        count, before = self.pulse.count, _words(mark(desk))
        seen = await asyncio.to_thread(scene, desk, request.query_params.get("in"))
        return _json({"ok": True, "count": count, "mark": before, **seen})

    async def changes(self, desk: Desk, request: Request) -> Response:
        """Wait until something may be another than it was at `after` and `mark`."""
        after = _number(request, "after")
        before = request.query_params.get("mark", "")
        for _ in range(round(PATIENCE / LOOK)):
            await self.pulse.wait(after)
            if self._is_over(after) or _words(mark(desk)) != before:
                break
        return _json({"ok": True, "count": self.pulse.count})

    def _is_over(self, after: int) -> bool:
        return self.pulse.count != after or self.sandbox.web.closing.is_set()

    async def traffic(self, desk: Desk, _request: Request) -> Response:
        found = listed(self.sandbox.traffic, self.sandbox.workspace, desk.user.id)
        return _json({"ok": True, "exchanges": found})

    async def exchange(self, desk: Desk, request: Request) -> Response:
        sandbox, number = self.sandbox, _number(request, "number")
        found = opened(sandbox.traffic, sandbox.workspace, desk.user.id, number)
        return _json({"ok": found is not None, **(found or {})})

    async def file(self, desk: Desk, request: Request) -> Response:
        file = self.sandbox.workspace.files.get(request.query_params.get("id", ""))
        if file is None or not is_shown_to(desk, file):
            return _json({"ok": False, "error": "not_found"}, HTTPStatus.NOT_FOUND)
        return picture(file)


def _json(body: Any, status: int = HTTPStatus.OK) -> Response:
    return JSONResponse(body, status, headers=dict(HEADERS))


def _number(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() else -1


def _words(value: Any) -> str:
    return format(hash(repr(value)) & 0xFFFFFFFFFFFF, "x")
