"""What Slack sends, read with care: whatever is not as Slack sends it is MalformedError."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest

from bot.hosts import Hosts

FIELDS = 100
"""A command has some fifteen fields, everything else one."""
KEPT = ("x-slack-retry-num", "x-slack-retry-reason")
"""The headers that Bolt may see: with those of its own, it can be told to skip a listener."""
KINDS = {
    "block_actions": "action",
    "view_submission": "submission",
    "view_closed": "closed",
    "shortcut": "shortcut",
    "message_action": "shortcut",
    "block_suggestion": "options",
    "event_callback": "event",
}
NOT_AS_EXPECTED = (ValueError, TypeError, AttributeError, KeyError, RecursionError)
"""What reading raises where a word, a list or a depth stands that Slack never sends."""


class MalformedError(Exception):
    """This was not written by Slack, or not for us."""


def read_body(body: bytes, content_type: str) -> dict[str, Any]:
    """Read JSON, or a form whose field `payload` may be JSON; raises MalformedError."""
    try:
        words = body.decode("utf-8")
        if content_type.partition(";")[0].strip().casefold() == "application/json":
            found = json.loads(words)
        else:
            found = _read_form(words)
    except NOT_AS_EXPECTED:
        raise MalformedError from None
    if not isinstance(found, dict):
        raise MalformedError
    return found


def request_from(
    payload: Mapping[str, Any], headers: Mapping[str, str], hosts: Hosts
) -> BoltRequest:
    """Return what Bolt takes; raises MalformedError where an answer would go to a strange host."""
    kept = {name: headers[name] for name in KEPT if name in headers}
    try:
        # this mode only says that the payload was read and its sender verified
        request = BoltRequest(body=dict(payload), headers=dict(kept), mode="socket_mode")
    except NOT_AS_EXPECTED:
        raise MalformedError from None
    url = request.context.response_url
    if url is not None and not hosts.allows(str(url)):
        raise MalformedError
    return request


def kind_of(body: Mapping[str, Any]) -> str:
    """Return what is asked for, in one of few words."""
    if "command" in body:
        return "command"
    return KINDS.get(str(body.get("type")), "other")


def _read_form(words: str) -> Any:
    fields = dict(parse_qsl(words, keep_blank_values=True, max_num_fields=FIELDS))
    return json.loads(fields["payload"]) if "payload" in fields else fields
