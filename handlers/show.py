"""Windows: laid before whoever clicked, on the one that is open if there is one, or drawn anew."""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers.call import Payload
from handlers.slack import Slack

log = logging.getLogger(__name__)
OVERTAKEN = {"hash_conflict", "not_found"}
"""It was drawn anew by a later click, or closed."""


def lay(slack: Slack, body: Payload, view: dict[str, Any]) -> None:
    """Open a window for whoever clicked: from within a window, it lies on that one."""
    is_over = (body.get("view") or {}).get("type") == "modal"
    show = slack.push_form if is_over else slack.open_form
    show(body["trigger_id"], view)


def redraw(slack: Slack, view: Payload, new: dict[str, Any]) -> None:
    """Draw an open window anew, unless that is no longer wanted."""
    try:
        slack.change_form(view["id"], view["hash"], new)
    except SlackApiError as error:
        if error.response.get("error") not in OVERTAKEN:
            raise
        log.info("a form was drawn anew or closed meanwhile")
