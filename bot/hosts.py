"""Which hosts may be contacted: Slack's own, or exactly the one that SLACK_API_URL names."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

SLACKS = ("slack.com", "slack-gov.com")
ENCRYPTED = {"https": 443, "wss": 443}
OPEN = {"http": 80, "ws": 80}


@dataclass(frozen=True, slots=True)
class Hosts:
    """Derived from the address of Slack's Web API."""

    api_url: str

    def allows(self, url: str) -> bool:
        """Say whether an address that came in a payload or an answer may be contacted."""
        try:
            asked, ours = urlsplit(url), urlsplit(self.api_url)
            ports = _port(asked), _port(ours)
        except ValueError:  # a port that is none, brackets that do not close
            return False
        if asked.username or ports[0] is None:
            return False
        family = self.family
        if family:
            return asked.scheme in ENCRYPTED and ports[0] == ports[1] and _is_of(asked, family)
        alike = (asked.scheme in ENCRYPTED) == (ours.scheme in ENCRYPTED)
        return alike and (asked.hostname, ports[0]) == (ours.hostname, ports[1])

    @property
    def family(self) -> str | None:
        """Slack's domain, when the address is Slack's own and encrypted."""
        ours = urlsplit(self.api_url)
        of = (domain for domain in SLACKS if _is_of(ours, domain))
        return next(of, None) if ours.scheme in ENCRYPTED else None


def _is_of(url: SplitResult, domain: str) -> bool:
    host = url.hostname or ""
    return host == domain or host.endswith(f".{domain}")


def _port(url: SplitResult) -> int | None:
    """Return the port, and nothing for a scheme that is not the web's."""
    usual = (ENCRYPTED | OPEN).get(url.scheme)
    return usual and (url.port or usual)
