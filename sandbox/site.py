"""What one running sandbox shares between its parts: the workspace, its address, rates, uploads."""

from dataclasses import dataclass, field
from secrets import token_urlsafe

from sandbox.rates import Rates
from sandbox.state import Json, ResponseUrl, Workspace


@dataclass(slots=True)
class Upload:
    """A file that was announced, and its bytes once they have come."""

    file_id: str
    name: str
    length: int
    alt_text: str | None = None
    content: bytes | None = None


@dataclass(slots=True)
class Site:
    """One sandbox as its parts know it. Whoever changes it holds the workspace's lock."""

    workspace: Workspace
    rates: Rates
    url: str = ""
    uploads: dict[str, Upload] = field(default_factory=dict)
    """By ticket, the secret part of the address to which the bytes go."""
    tickets: set[str] = field(default_factory=set)
    """What apps.connections.open gave out and no WebSocket has used yet."""

    def new_ticket(self) -> str:
        """Return a secret that opens one WebSocket, once."""
        ticket = token_urlsafe(16)
        self.tickets.add(ticket)
        return ticket

    def takes_ticket(self, ticket: str) -> bool:
        """Tell whether the ticket was given out and not used; it is used now."""
        known = ticket in self.tickets
        self.tickets.discard(ticket)
        return known

    def new_response_url(self, user_id: str, channel_id: str, ts: str | None = None) -> str:
        """Return the address where the app may answer what this person has just done."""
        made_at = self.workspace.clocks.stopwatch()
        url = ResponseUrl(token_urlsafe(16), user_id, channel_id, made_at, message_ts=ts)
        self.workspace.response_urls[url.id] = url
        return f"{self.url}response/{url.id}"

    def slack_headers(self) -> dict[str, str]:
        """Return what Slack says beside every answer, whatever it is."""
        return {"x-oauth-scopes": ",".join(sorted(self.workspace.app.scopes))}


def refusal(code: str, *messages: str, **facts: object) -> Json:
    """Return the body with which Slack says no."""
    body: Json = {"ok": False, "error": code, **facts}
    if messages:
        body["response_metadata"] = {"messages": list(messages)}
    return body
