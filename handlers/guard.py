"""The guard at the edge: what becomes of an error, in the way its kind of request is answered."""

import logging
from secrets import token_hex
from typing import Any

from slack_bolt import BoltResponse, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.answer import say
from models.errors import (
    BusyError,
    ConflictError,
    FaultsError,
    RefusedError,
    RepeatedError,
)
from views.message import Message
from views.problem import refusal
from views.problem_message import LATE, apology, problem_message, problem_modal, with_typed
from views.visit_problem import fault_words

log = logging.getLogger(__name__)
TOO_SLOW = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}
PASSING = (BusyError, ConflictError)
"""Refusals that may be none a minute later."""
CLICKS = {"block_actions", "message_action", "shortcut", "view_closed"}


def guard(
    error: Exception, body: dict[str, Any], respond: Respond, client: WebClient
) -> BoltResponse:
    """Answer for the listener that failed; too small to fail itself."""
    if isinstance(error, RepeatedError):
        return _answer()  # it was answered when it had its effect
    text, message = _worded(error)
    kind = body.get("type", "")
    if kind in CLICKS:
        _tell(body, message, respond, client)
        return _answer()
    return BoltResponse(
        status=_status(error, kind), body=_body(error, body, text) or _plain(message, body)
    )


def _body(error: Exception, body: dict[str, Any], text: str) -> dict[str, Any]:
    """Return what a form or a menu is answered; nothing for anything else."""
    match body.get("type"):
        case "view_submission" if errors := _at_fields(error, body, text):
            return {"response_action": "errors", "errors": errors}
        case "view_submission":
            return {"response_action": "push", "view": problem_modal(text)}
        case "block_suggestion":
            return {"options": []}
        case _:
            return {}


def _plain(message: Message, body: dict[str, Any]) -> dict[str, Any]:
    """Answer a command; what was typed stands below, for Slack has taken it away."""
    if typed := str(body.get("text") or "").strip():
        message = with_typed(message, typed)
    return {"response_type": "ephemeral"} | message.payload()


def _status(error: Exception, kind: str) -> int:
    """Have Slack send an event again, unless it would be refused again."""
    is_settled = isinstance(error, RefusedError) and not isinstance(error, PASSING)
    return 200 if is_settled or kind != "event_callback" else 500


def _tell(body: dict[str, Any], message: Message, respond: Respond, client: Any) -> None:
    """Say it beside the message that was clicked, or over the form or the Home."""
    if body.get("response_url"):
        say(client, respond, message.payload(), replace_original=False)
        return
    is_modal = (body.get("view") or {}).get("type") == "modal"
    open_ = client.views_push if is_modal else client.views_open
    try:
        open_(trigger_id=body.get("trigger_id", ""), view=problem_modal(message.text))
    except Exception:  # there is no other way left to say it
        log.exception("an answer was lost")


def _at_fields(error: Exception, body: dict[str, Any], text: str) -> dict[str, str]:
    """Return what to say at which field of the form; nothing where the form lacks one of them."""
    inputs = {b.get("block_id") for b in body["view"]["blocks"] if b["type"] == "input"}
    match error:
        case FaultsError(faults=faults):
            said = {name: fault_words(fault) for name, fault in faults.items()}
        case RefusedError(field=str(name)):
            said = {name: text}
        case _:
            said = {}
    return said if said.keys() <= inputs else {}


def _worded(error: Exception) -> tuple[str, Message]:
    if isinstance(error, RefusedError):
        return refusal(error), problem_message(error)
    if isinstance(error, SlackApiError) and error.response.get("error") in TOO_SLOW:
        return LATE, Message(LATE)
    reference = token_hex(2).upper()
    log.error("reference %s", reference, exc_info=error)
    text = apology(reference)
    return text, Message(text)


def _answer() -> BoltResponse:
    return BoltResponse(status=200, body="")
