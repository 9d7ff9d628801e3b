"""What comes and goes over a WebSocket of Slack: envelopes in, acknowledgements out."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltResponse

RENEWALS = frozenset({"warning", "refresh_requested"})
"""Why Slack ends a line that is to be replaced at once; else the next one has to wait."""
RETRIES = {"retry_attempt": "x-slack-retry-num", "retry_reason": "x-slack-retry-reason"}
OK = 200


def read_message(words: str | bytes) -> dict[str, Any]:
    """Return a message of Slack's; an empty one where it cannot be read."""
    try:
        message = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}


def retry_headers(message: Mapping[str, Any]) -> dict[str, str]:
    """Return what HTTP would have said in headers of an event that is sent again."""
    return {name: str(message[key]) for key, name in RETRIES.items() if message.get(key)}


def acknowledgement(envelope_id: str, answer: BoltResponse) -> str | None:
    """Return what goes back: JSON as it is, words as a text; nothing for what failed.

    What is not acknowledged, Slack sends again if it is an event, and else says that it failed.
    """
    if answer.status != OK:
        return None
    return json.dumps({"envelope_id": envelope_id} | _payload(answer))


def _payload(answer: BoltResponse) -> dict[str, Any]:
    if not answer.body:
        return {}
    if answer.first_headers().get("content-type", "").startswith("application/json"):
        return {"payload": json.loads(answer.body)}
    return {"payload": {"text": answer.body}}
