"""The client of Slack's Web API: it counts, goes nowhere else, and never posts twice by itself."""

import json
import logging
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.hosts import Hosts
from bot.metrics import Metrics

TIMEOUT = 10
"""Seconds until an answer of Slack is given up."""
ANSWER = 2
"""Seconds for an answer of ours: somebody waits for it."""
JSON, BYTES = "application/json; charset=utf-8", "application/octet-stream"
log = logging.getLogger(__name__)


class ElsewhereError(Exception):
    """Something would have us contact a host that is not Slack's."""


NOT_REACHED = (OSError, HTTPException, SlackClientError, ElsewhereError)
"""What a call to Slack raises when it failed: no network, no answer, or a no."""
LONGEST_WORD = 60


class SlackClient(WebClient):
    """One for the process: it is safe for threads, its token never changes."""

    def __init__(self, token: str, api_url: str, metrics: Metrics, timeout: int = TIMEOUT) -> None:
        # no retries: the outbox decides what is sent again, and a listener has no time for it
        super().__init__(token, base_url=api_url, timeout=timeout, retry_handlers=[])
        self.hosts = Hosts(api_url)
        self.metrics = metrics
        proxies = [ProxyHandler({"http": self.proxy, "https": self.proxy})] if self.proxy else []
        self._opener = build_opener(_NoRedirect(), *proxies)

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        """Call a method, and count how it went: `ok`, Slack's own word, or `unreachable`."""
        outcome = "unreachable"
        try:
            answer = super().api_call(api_method, **arguments)
            outcome = "ok"
        except SlackApiError as error:
            outcome = word_of(error)
            raise
        else:
            return answer
        finally:
            self.metrics.called(api_method, outcome)

    def answer(self, url: str, body: dict[str, Any]) -> int | None:
        """Post an answer to a response_url, once; return the status, or nothing where it was lost.

        An answer whose fate is not known is not sent again: it may have arrived.
        """
        return self._post("response_url", url, (JSON, json.dumps(body).encode()))

    def upload(self, url: str, content: bytes) -> int | None:
        """Bring the bytes of a file to where Slack wants them; return as for an answer."""
        return self._post("upload_url", url, (BYTES, content))

    def _post(self, what: str, url: str, sent: tuple[str, bytes]) -> int | None:
        kind, content = sent
        status = None
        try:
            if not self.hosts.allows(url):
                raise ElsewhereError
            headers = {"Content-Type": kind}
            request = Request(url, content, headers, method="POST")  # noqa: S310  # an allowed host
            status = self._open(request, ANSWER).status
        except HTTPError as error:
            status = error.code
        except NOT_REACHED:
            log.info("an address that Slack gave could not be reached: %s", what)
        self.metrics.called(what, "unreachable" if status is None else str(status))
        return status

    def _open(self, request: Request, timeout: float) -> Any:
        with self._opener.open(request, timeout=timeout) as answer:
            return answer

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        """Send a request without following a redirect, which would take the token along."""
        if not self.hosts.allows(url):
            raise ElsewhereError
        with self._opener.open(req, timeout=self.timeout) as answer:
            charset = answer.headers.get_content_charset() or "utf-8"
            body = answer.read().decode(charset)
            return {"status": answer.status, "headers": answer.headers, "body": body}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Go nowhere: the redirect itself becomes the answer, and an error."""


def build_client(token: str, api_url: str, metrics: Metrics) -> SlackClient:
    """Return a client that never posts twice by itself: the outbox decides about that."""
    return SlackClient(token, api_url, metrics)


def word_of(error: Exception) -> str:
    """Return Slack's word for a no, else the kind of trouble; never an address or an answer."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    word = str(error.response.get("error") or "")
    is_word = word.replace("_", "").isalnum() and len(word) <= LONGEST_WORD
    return word if is_word else "unreadable"
