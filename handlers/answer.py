"""Answers that leave by a response_url: in the place of what was clicked, or beside it."""

import logging
from http.client import HTTPException
from urllib.parse import urlsplit

from slack_bolt import Respond
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from views.message import Json

log = logging.getLogger(__name__)
PATIENCE = 2
"""Seconds; an answer that takes longer is given up: what was saved is saved."""
SLACKS_OWN = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""Where a stand-in for Slack runs; bot/request.py lets in no such address from Slack itself."""
LOST = (SlackClientError, OSError, HTTPException)
"""What it is when nothing answers, or nonsense."""


def say(respond: Respond, answer: Json, *, replace_original: bool = True) -> None:
    """Answer a click, by putting the answer in the place of what was clicked or beside it."""
    send(respond.response_url, answer, replace_original=replace_original)


def send(
    url: str | None, answer: Json, *, replace_original: bool = True, to_all: bool = False
) -> bool:
    """Answer by a response_url; an answer that gets lost undoes nothing of what was saved.

    Returns whether it arrived; with `to_all` everybody in the place sees it.
    """
    if not is_slacks(url):
        return False
    body = answer | {"replace_original": replace_original and not to_all}
    body |= {"response_type": "in_channel" if to_all else "ephemeral"}
    try:
        response = WebhookClient(str(url), timeout=PATIENCE).send_dict(body)
    except LOST:
        log.exception("an answer was lost")
        return False
    if response.status_code != 200:  # noqa: PLR2004  # what HTTP calls well
        log.warning("an answer was refused with %s", response.status_code)
    return response.status_code == 200  # noqa: PLR2004


def is_slacks(url: object) -> bool:
    """Say whether an address that a form has carried along is Slack's, or that of a stand-in."""
    try:
        asked = urlsplit(url) if isinstance(url, str) else urlsplit("")
        host = asked.hostname or ""
    except ValueError:  # brackets that do not close
        return False
    if asked.username:
        return False
    return (asked.scheme == "https" and host in SLACKS_OWN) or host in LOCAL
