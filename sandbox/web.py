"""The addresses of the sandbox: the Web API, response_urls, uploads and files."""

import json
from collections.abc import Callable
from http import HTTPStatus
from threading import Event
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sandbox.api.call import Call, RefusedError
from sandbox.api.method import perform
from sandbox.api.methods import METHODS
from sandbox.api.request import UnreadableError, arguments_of, is_json, readable, token_of
from sandbox.api.responses import GONE, KIND, respond
from sandbox.faults import CUT, JSON_HEADERS, Fault, Faults, Limit, Reply
from sandbox.rates import LimitedError
from sandbox.site import Site, refusal
from sandbox.state import Json
from sandbox.traffic import Direction, Exchange, Traffic
from sandbox.wire import Line, WireReply

LOGIN = (
    "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>"
)
UPLOAD = "upload"


class Web:
    """Answers requests for one site, spoils the answers on demand and records all of it."""

    def __init__(self, site: Site, traffic: Traffic, faults: Faults) -> None:
        self.site = site
        self.traffic = traffic
        self.faults = faults
        self.closing = Event()
        self.line: Line

    def routes(self) -> list[Route]:
        return [
            Route("/api/{method}", self.method, methods=["GET", "POST"]),
            Route("/response/{id}", self.response_url, methods=["POST"]),
            Route("/upload/{ticket}", self.upload, methods=["POST", "PUT"]),
            Route("/files/{id}/{name:path}", self.file),
        ]

    async def method(self, request: Request) -> ASGIApp:
        """Run a method of the Web API."""
        name = request.path_params["method"]
        try:
            arguments = await arguments_of(request)
        except UnreadableError as error:
            unread = _json(refusal(error.code))
            return self._answered(name, {}, lambda: unread)
        token = token_of(request, arguments)
        return self._answered(name, arguments, lambda: self._run(name, arguments, token, request))

    def _run(self, name: str, arguments: Json, token: str, request: Request) -> Reply:
        method = METHODS.get(name)
        if method is None:
            return _json(refusal("unknown_method", req_method=name))
        heard = arguments if method.reads_json or not is_json(request) else {}
        try:
            body = perform(method, Call(self.site, name, heard), token)
        except RefusedError as error:
            body = error.body
        except LimitedError as error:
            return Limit(error.seconds).spoil(CUT)
        return _json(body, self.site.slack_headers())

    async def response_url(self, request: Request) -> ASGIApp:
        """Take a later answer to a command or a click."""
        try:
            arguments = await arguments_of(request)
        except UnreadableError as error:
            unread = _json(refusal(error.code), status=HTTPStatus.BAD_REQUEST)
            return self._answered(KIND, {}, lambda: unread)
        url_id = request.path_params["id"]
        url = self.site.workspace.response_urls.get(url_id)
        user_id = url.user_id if url else None
        return self._answered(KIND, arguments, lambda: self._respond(arguments, url_id), user_id)

    def _respond(self, arguments: Json, url_id: str) -> Reply:
        try:
            return _json(respond(Call(self.site, KIND, arguments), url_id))
        except RefusedError as error:
            return _json(error.body, status=404 if error.code in GONE else 400)

    async def upload(self, request: Request) -> ASGIApp:
        """Take the bytes of a file that was announced; they must be as many as were said."""
        body = await request.body()
        ticket = request.path_params["ticket"]
        return self._answered(UPLOAD, {"bytes": len(body)}, lambda: self._keep(ticket, body))

    def _keep(self, ticket: str, body: bytes) -> Reply:
        with self.site.workspace.lock:
            upload = self.site.uploads.get(ticket)
            if upload is None or upload.length != len(body):
                return Reply(
                    HTTPStatus.BAD_REQUEST, b"the upload does not match what was announced"
                )
            upload.content = body
        return Reply(HTTPStatus.OK, f"OK - {len(body)}".encode())

    async def file(self, request: Request) -> Response:
        """Give the bytes to who shows the token; to others the page on which one signs in."""
        app, token = self.site.workspace.app, token_of(request, dict(request.query_params))
        if token != app.bot_token or "files:read" not in app.scopes:
            return HTMLResponse(LOGIN)
        with self.site.workspace.lock:
            file = self.site.workspace.files.get(request.path_params["id"])
        if file is None:
            return HTMLResponse(LOGIN, HTTPStatus.NOT_FOUND)
        return Response(file.content, media_type=file.mimetype)

    def _answered(
        self, kind: str, arguments: Json, run: Callable[[], Reply], user_id: str | None = None
    ) -> ASGIApp:
        clocks = self.site.workspace.clocks
        at, start = clocks.wall(), clocks.stopwatch()
        fault = self.faults.take(kind)
        accepted = fault is None or fault.after
        reply = run() if accepted else CUT
        self.traffic.record(
            Exchange(
                direction=Direction.TO_SLACK,
                kind=kind,
                arguments=readable(arguments),
                answer=_read(reply),
                status=reply.status,
                at=at,
                took=clocks.stopwatch() - start,
                fault=repr(fault) if fault else None,
                is_accepted=accepted,
                user_id=user_id,
            )
        )
        return WireReply(_spoilt(reply, fault), self.line, self.closing)


def _spoilt(reply: Reply, fault: Fault | None) -> Reply:
    return fault.spoil(reply) if fault else reply


def _json(body: Json, headers: dict[str, str] | None = None, status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode(), JSON_HEADERS | (headers or {}))


def _read(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except ValueError:
        return reply.body.decode("utf-8", "replace")
