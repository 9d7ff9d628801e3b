"""How forms about people and new things are refused; views/people_problem.py has the words."""

from dataclasses import dataclass
from datetime import date

from models.errors import RefusedError


@dataclass(eq=False)
class PastError(RefusedError):
    """A day that is over already."""

    day: date
    field: str | None = None


@dataclass(eq=False)
class UnreadableError(RefusedError):
    """What was typed is not what a field takes; `expected` says what that is."""

    expected: str
    field: str | None = None


@dataclass(eq=False)
class NearNameError(RefusedError):
    """Something with nearly this name exists; it can be added all the same."""

    name: str
    field: str | None = "name"


@dataclass(eq=False)
class EmailTakenError(RefusedError):
    """Somebody else has this e-mail."""

    name: str
    field: str | None = "email"


@dataclass(eq=False)
class NotAColleagueError(RefusedError):
    """A Slack account that can be nobody's here: `standing` says why."""

    standing: str
    field: str | None = "person"


@dataclass(eq=False)
class AccountTakenError(RefusedError):
    """This Slack account is somebody's already."""

    name: str
    field: str | None = "person"


@dataclass(eq=False)
class SameHolderError(RefusedError):
    """Who is to take the role has it."""

    name: str
    field: str | None = "person"


@dataclass(eq=False)
class TwoError(RefusedError):
    """Two things were given where one is possible: `what` is a client or a person."""

    what: str
    field: str | None = None


@dataclass(eq=False)
class MissingError(RefusedError):
    """A field that has to be filled here was left empty."""

    field: str | None = None
