"""Windows: laid before whoever clicked, on the one that is open if there is one, or drawn anew."""

import logging
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackClientError

from handlers.call import Payload
from handlers.slack import Slack

log = logging.getLogger(__name__)
LOST = (SlackClientError, OSError, HTTPException)
"""It was drawn anew by another click, or closed, or Slack does not answer."""


def lay(slack: Slack, body: Payload, view: dict[str, Any]) -> None:
    """Open a window for whoever clicked: from within a form, it lies on that one.

    A window that only shows something, and lies on another, makes room: Slack stacks three.
    """
    top = body.get("view") or {}
    if top.get("type") != "modal":
        slack.open_form(body["trigger_id"], view)
    elif top.get("previous_view_id") and not top.get("submit"):
        slack.change_form(top["id"], top["hash"], view)
    else:
        slack.push_form(body["trigger_id"], view)


def redraw(slack: Slack, view: Payload, new: dict[str, Any]) -> None:
    """Draw an open window anew; what was saved is saved, whether or not that succeeds."""
    try:
        slack.change_form(view["id"], view["hash"], new)
    except LOST:
        log.info("a window was not drawn anew: it was changed or closed, or Slack was away")
