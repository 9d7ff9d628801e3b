"""Signed HTTP: the request as Slack posts it to an app's request URL, and the posting itself."""

import hmac
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from sandbox.delivery import LIMIT, Answer, Envelope, NoAnswerError


def signature(secret: str, timestamp: str, body: str) -> str:
    """Return the v0 signature of a body sent at a Unix time."""
    signed = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), signed, sha256).hexdigest()


def headers_of(envelope: Envelope, secret: str) -> dict[str, str]:
    """Return the headers that Slack sends along."""
    timestamp = str(int(envelope.sent_at.timestamp()))
    headers = {
        "content-type": envelope.content_type,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature(secret, timestamp, envelope.body),
    }
    if envelope.retry is not None:
        headers["x-slack-retry-num"] = str(envelope.retry)
        headers["x-slack-retry-reason"] = str(envelope.reason)
    return headers


class HttpTransport:
    """Posts to the app's request URL; follows no redirect and waits three seconds."""

    def __init__(self, url: str, signing_secret: str, limit: float = LIMIT) -> None:
        self.url = urlsplit(url)
        self.signing_secret = signing_secret
        self.limit = limit

    def deliver(self, envelope: Envelope) -> Answer:
        return self.deliver_raw(headers_of(envelope, self.signing_secret), envelope.body)

    def deliver_raw(self, headers: dict[str, str], body: str) -> Answer:
        """Post anything at all: forged, stale or unsigned."""
        kind = HTTPSConnection if self.url.scheme == "https" else HTTPConnection
        connection = kind(self.url.hostname or "", self.url.port, timeout=self.limit)
        path = self.url.path or "/"
        try:
            connection.request("POST", path, body.encode(), headers)
            reply = connection.getresponse()
            text = reply.read().decode("utf-8", "replace")
        except TimeoutError as error:
            raise NoAnswerError("http_timeout") from error
        except (OSError, HTTPException) as error:
            raise NoAnswerError("connection_failed") from error
        finally:
            connection.close()
        return Answer(reply.status, text, {k.lower(): v for k, v in reply.getheaders()})
