"""Reads a request to the Web API: its arguments, and the token with which it comes."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.state import Json

STRUCTURES = ("attachments", "blocks", "files", "metadata", "view")
"""What is JSON inside a form; the inspector shows it as what it is."""


class UnreadableError(Exception):
    """The body is none that Slack takes; `code` is its name for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def arguments_of(request: Request) -> Json:
    """Return all arguments, from the address and the body; UnreadableError if that is no good."""
    return dict(request.query_params) | _body(
        request, (await request.body()).decode("utf-8", "replace")
    )


def is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


def _body(request: Request, body: str) -> Json:
    if not body.strip():
        return {}  # slack_sdk calls nothing JSON, too
    if is_json(request):
        return _object(body)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        raise UnreadableError("invalid_post_type" if kind else "missing_post_type")
    return dict(parse_qsl(body, keep_blank_values=True))


def _object(body: str) -> Json:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise UnreadableError("invalid_json") from error
    if not isinstance(found, dict):
        raise UnreadableError("json_not_object")
    return found


def token_of(request: Request, arguments: Json) -> str:
    """Take the token from the header or out of the arguments."""
    said = str(arguments.pop("token", ""))
    bearer = request.headers.get("authorization", "")
    return bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else said


def readable(arguments: Json) -> Json:
    """Return them with the JSON inside the form read, for those who look at the traffic."""
    return {k: _loaded(v) if k in STRUCTURES else v for k, v in arguments.items()}


def _loaded(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value
