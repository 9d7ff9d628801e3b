"""Every way a request can be refused; each carries facts, views/problem.py has the words."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


class RefusedError(Exception):
    """The rules do not allow what was asked; `field` is the input that would mend it."""

    field: str | None = None


@dataclass(eq=False)
class NotFoundError(RefusedError):
    """Nothing of this kind has this name; `near` are the closest that exist.

    `again` are those that may be meant, each with the line that asks the whole thing of it.
    """

    what: str
    name: str
    near: tuple[str, ...] = ()
    field: str | None = None
    again: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class AmbiguousError(RefusedError):
    """More than one of this kind answers to this name; `again` as for NotFoundError."""

    what: str
    name: str
    options: tuple[str, ...]
    field: str | None = None
    again: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class MisspeltError(RefusedError):
    """A word of a line is nearly a colour; `again` is the line with the colour instead.

    Both are empty where it is a colour that no project has.
    """

    word: str
    colour: str
    typed: str
    again: str


@dataclass(eq=False)
class NotAllowedError(RefusedError):
    """This person may not do this here."""

    act: str
    field: str | None = None


@dataclass(eq=False)
class DatesReversedError(RefusedError):
    """An end that is not after its start."""

    start_on: date | None
    end_on: date
    field: str | None = None


@dataclass(eq=False)
class AlreadyHeldError(RefusedError):
    """Somebody holds the role then; it can be handed over."""

    person_id: int
    start_on: date | None
    end_on: date | None
    field: str | None = "person"


@dataclass(eq=False)
class NobodyHoldsError(RefusedError):
    """There is nothing to hand over or to end on that day."""

    on: date
    field: str | None = "on"


@dataclass(eq=False)
class LastLeaderError(RefusedError):
    """The last leader cannot leave without a successor."""

    field: str | None = "person"


@dataclass(eq=False)
class WrongStateError(RefusedError):
    """This kind of thing is never in this state."""

    state: str
    allowed: tuple[str, ...]
    field: str | None = "status"


@dataclass(eq=False)
class FutureError(RefusedError):
    """A report about a day that has not come."""

    day: date
    today: date
    field: str | None = "as_of"


@dataclass(eq=False)
class OverError(RefusedError):
    """The project had ended before that day."""

    ended_on: date | None
    field: str | None = "as_of"


@dataclass(eq=False)
class NothingSaidError(RefusedError):
    """A report without a colour, a figure or a word."""

    field: str | None = "overall"


@dataclass(eq=False)
class ImportRefusedError(RefusedError):
    """Nothing was imported; each problem says where and what."""

    problems: tuple[Any, ...]


@dataclass(eq=False)
class BusyError(RefusedError):
    """Somebody else is writing; nothing was saved."""

    seconds: float


@dataclass(eq=False)
class SchemaError(RefusedError):
    """The database's tables are not those of this version."""

    found: str | None
    wanted: str


@dataclass(eq=False)
class NotEmptyError(RefusedError):
    """A restore fills an empty database only."""

    rows: int


@dataclass(eq=False)
class BrokenBackupError(RefusedError):
    """The file is no whole backup: `fact` says what is missing."""

    fact: str
    line: int | None = None


@dataclass(eq=False)
class FileThereError(RefusedError):
    """Something lies where a new file was to be written."""

    path: Path


@dataclass(eq=False)
class FileFailedError(RefusedError):
    """A file cannot be read or written; `fact` is what the system says of it."""

    path: Path
    fact: str


@dataclass(eq=False)
class BackupSchemaError(SchemaError):
    """The backup is of another version; the Trefoil of that version can restore it."""


@dataclass(eq=False)
class NotOursError(RefusedError):
    """The database holds tables, and they are not Trefoil's: it wants one of its own."""

    tables: tuple[str, ...]


@dataclass(eq=False)
class NameMissingError(RefusedError):
    """It was not said which one."""

    what: str
    field: str | None = "name"


@dataclass(eq=False)
class InactiveError(RefusedError):
    """Somebody who has left cannot take a role."""

    name: str
    field: str | None = "person"


@dataclass(eq=False)
class NameTakenError(RefusedError):
    """Another one goes by this name."""

    name: str
    field: str | None = None


@dataclass(eq=False)
class TooLongError(RefusedError):
    """Words that are empty, or longer than there is room for."""

    length: int
    longest: int
    field: str | None = None


class TooFineError(RefusedError):
    """An amount with more decimals than its currency has, or beyond 64 bits."""


class ConflictError(RefusedError):
    """Somebody changed the same thing at the same moment; nothing was saved."""


@dataclass(eq=False)
class SettingsError(RefusedError):
    """Settings of the environment that cannot be used: each with what is wrong, without values."""

    faults: tuple[str, ...]


class RepeatedError(RefusedError):
    """This very request has had its effect already."""


class UnknownAccountError(RefusedError):
    """The directory does not know this Slack account, and Slack did not say."""


@dataclass(eq=False)
class OutsiderError(RefusedError):
    """A guest, a bot, somebody of another company or who has left: `standing` says which."""

    standing: str
    field: str | None = None


@dataclass(eq=False)
class TooLateError(RefusedError):
    """It cannot be taken back: it is old, newer words have replaced it, or it is another's.

    With `project_id` it can be changed instead.
    """

    why: str = "old"
    project_id: int | None = None


@dataclass(eq=False)
class FaultsError(RefusedError):
    """Several fields of a form need mending; each fault is a word that views know."""

    faults: dict[str, str]


@dataclass(eq=False)
class UnplacedError(RefusedError):
    """No project was named, and the place has none or several: these; `again` as above."""

    here: tuple[str, ...]
    again: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class OpenRoomError(RefusedError):
    """A channel where somebody reads who must not, or nobody knows who reads: `why` says which."""

    why: str
