"""Why Trefoil does not start, or does not answer here."""

from dataclasses import dataclass

from models.errors import RefusedError


@dataclass(eq=False)
class NotSetUpError(RefusedError):
    """What Trefoil needs to speak with Slack is not set: the names of the settings."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class WrongTokenError(RefusedError):
    """A setting holds another kind of token than it should: what the right one begins with."""

    setting: str
    beginning: str


@dataclass(eq=False)
class OtherTeamError(RefusedError):
    """The database serves one Slack team, and the token is of another."""

    ours: str
    theirs: str


@dataclass(eq=False)
class PortError(RefusedError):
    """Trefoil cannot listen there; `fact` is what the system says."""

    host: str
    port: int
    fact: str


class NotSentError(RefusedError):
    """A file did not reach who asked for it, or it is not known that it did."""


class OtherWorkspaceError(RefusedError):
    """Somebody asks from a workspace that is not served here."""


class StartingError(RefusedError):
    """It is not known yet which workspace is served here; nothing was done."""


class StoppingError(RefusedError):
    """Trefoil is about to stop; nothing was done."""
