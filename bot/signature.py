"""Slack's signature under a request, verified over the raw bytes before anything reads them.

https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from models.ports import Now

WINDOW = timedelta(minutes=5)
TIMESTAMP = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Knows the signing secret and what time it is."""

    secret: str = field(repr=False)
    now: Now

    def fault(self, headers: Mapping[str, str], body: bytes) -> str | None:
        """Say in two words why a request is not Slack's; nothing when it is."""
        sent = headers.get("x-slack-request-timestamp", "")
        if not TIMESTAMP.fullmatch(sent):
            return "no timestamp"
        if abs(self.now().timestamp() - int(sent)) > WINDOW.total_seconds():
            return "stale timestamp"
        signed = headers.get("x-slack-signature", "").encode("utf-8", "replace")
        expected = f"v0={self._digest(sent, body)}".encode()
        return None if hmac.compare_digest(expected, signed) else "bad signature"

    def _digest(self, sent: str, body: bytes) -> str:
        words = b"v0:" + sent.encode() + b":" + body
        return hmac.new(self.secret.encode(), words, "sha256").hexdigest()
