"""What an error says about a message: it was not taken, it never will be, or nobody knows."""

import errno
import ssl
from http.client import HTTPException
from socket import gaierror
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.client import ElsewhereError, word_of
from bot.contact import REFUSALS
from models.delivery.verdict import Barred, Later, Perhaps, Refused, Unreached, Verdict

LIMITED = frozenset({"ratelimited", "rate_limited"})
IN_TROUBLE = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Slack itself does not know what it has done."""
NOT_ALLOWED = frozenset(
    {
        "access_denied",
        "accesslimited",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "org_login_required",
        "team_access_not_granted",
        "two_factor_setup_required",
    }
)
"""The app lacks something that an administrator can give: no fault of any message."""
A_WHILE = 300
"""Seconds until it is tried again whether an administrator has given it."""
LONGEST = 3600
"""Seconds that Slack may tell us to wait; what is longer is taken for nonsense."""
OK, TOO_MANY, TROUBLE = 200, 429, 500
NOT_CONNECTED = (ConnectionRefusedError, gaierror, ssl.SSLCertVerificationError)
NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
FAILURES = (OSError, HTTPException, SlackClientError, ElsewhereError, ValueError, KeyError)
"""What a call raises when it fails, or when its answer is none."""


def verdict_on(error: Exception) -> Verdict:
    """Judge: only what is surely not taken is sent again, only a definite no is given up."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if _is_unsent(error):
        return Unreached(type(error).__name__)
    return Perhaps(type(error).__name__)


def _answered(error: SlackApiError) -> Verdict:
    word, status = word_of(error), _status(error)
    if status == TOO_MANY or word in LIMITED:
        return Later(_told_to_wait(error))
    if status >= TROUBLE:
        return Perhaps(f"status_{status}", is_down=True)
    if word in IN_TROUBLE:
        return Perhaps(word, is_down=True)
    if status != OK or word == "unreadable":
        return Perhaps("unreadable")
    return _refused(word)


def _refused(word: str) -> Verdict:
    if word in REFUSALS:
        return Barred(word)
    return Later(A_WHILE, word) if word in NOT_ALLOWED else Refused(word)


def _is_unsent(error: Exception) -> bool:
    """Say whether there was no connection at all."""
    if isinstance(error, ElsewhereError):
        return True
    reason = error.reason if isinstance(error, URLError) else error
    no_way = isinstance(reason, OSError) and reason.errno in NO_WAY
    return no_way or isinstance(reason, NOT_CONNECTED)


def _status(error: SlackApiError) -> int:
    response = error.response
    if isinstance(response, dict):
        return int(response.get("status") or 0)
    return int(getattr(response, "status_code", 0))


def _told_to_wait(error: SlackApiError) -> int | None:
    """Return the seconds of Retry-After; nothing where there are none, or they make no sense."""
    response = error.response
    headers = response.get("headers") if isinstance(response, dict) else response.headers
    told = [str(v) for name, v in dict(headers or {}).items() if name.lower() == "retry-after"]
    seconds = int(told[0]) if told and told[0].isdecimal() else 0
    return seconds if 0 < seconds <= LONGEST else None
