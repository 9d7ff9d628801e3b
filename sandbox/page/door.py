"""Lets in only the page itself: no page of another site, no other name for this machine."""

from collections.abc import Mapping
from hmac import compare_digest

from starlette.requests import Request

TOKEN = "x-page-token"  # noqa: S105  # the name of a header
NAMES = ("127.0.0.1", "localhost")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' blob: https: http:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Sent with the page and with all that it asks for."""


def is_at_home(request: Request) -> bool:
    """Tell whether it was asked for here by our own name; a name of another's may lead here too."""
    host = request.headers.get("host", "")
    name, _, port = host.partition(":")
    server = request.scope["server"]
    return name in NAMES and port == str(server[1])


def is_ours(request: Request, token: str) -> bool:
    """Tell whether our page asks: it alone knows the token, which no other site can read."""
    given = request.headers.get(TOKEN, "")
    origin = request.headers.get("origin")
    own = f"http://{request.headers.get('host', '')}"
    is_same = origin in (None, own)
    return is_at_home(request) and is_same and compare_digest(given.encode(), token.encode())
