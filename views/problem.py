"""How a refusal is said: what happened, and what to do next."""

from collections.abc import Sequence
from datetime import date

from models.errors import (
    AlreadyHeldError,
    AmbiguousError,
    BackupSchemaError,
    BrokenBackupError,
    BusyError,
    ConflictError,
    DatesReversedError,
    FaultsError,
    FileFailedError,
    FileThereError,
    FutureError,
    ImportRefusedError,
    InactiveError,
    LastLeaderError,
    NameMissingError,
    NameTakenError,
    NobodyHoldsError,
    NotAllowedError,
    NotEmptyError,
    NotFoundError,
    NothingSaidError,
    NotOursError,
    OverError,
    RefusedError,
    SchemaError,
    SettingsError,
    TooFineError,
    TooLongError,
    WrongStateError,
)
from views.exchange import problem_lines
from views.mark import day_words
from views.people_problem import PEOPLE, people_words
from views.serving_problem import SERVING, serving_words
from views.visit_problem import VISITING, fault_words, visit_words
from views.week_problem import WEEKLY, week_words

STORED = (
    BrokenBackupError,
    BusyError,
    ConflictError,
    FileFailedError,
    FileThereError,
    NotEmptyError,
    NotOursError,
    SchemaError,
)

NOT_ALLOWED = {"report status": "Only who runs this project and leaders say how it stands."}
ASKED = (AmbiguousError, NameMissingError, NotAllowedError, NotFoundError)
LISTED = (FaultsError, ImportRefusedError)


def refusal(error: RefusedError) -> str:
    """Return the sentence for a refusal; plain text."""
    for kinds, words in (
        (ASKED, _asked),
        (STORED, _stored),
        (LISTED, _listed),
        (VISITING, visit_words),
        (PEOPLE, people_words),
        (SERVING, serving_words),
        (WEEKLY, week_words),
    ):
        if isinstance(error, kinds):
            return words(error)
    return _held(error)


def _listed(error: RefusedError) -> str:
    match error:
        case ImportRefusedError(problems=problems):
            return problem_lines(problems)
        case FaultsError(faults=faults):
            return " ".join(fault_words(fault) for fault in dict.fromkeys(faults.values()))
        case _:
            return "That is not possible just now."


def _asked(error: RefusedError) -> str:
    match error:
        case NotFoundError(what=what, name=""):
            return f"This {what} cannot be found."
        case NotFoundError(what=what, name=name, near=near):
            hint = f" Did you mean {_or(near)}?" if near else ""
            return f"No {what} is called “{name}”.{hint}"
        case AmbiguousError(what=what, name=name, options=options):
            return f"“{name}” fits more than one {what}: {_or(options)}?"
        case NotAllowedError(act=act):
            return NOT_ALLOWED.get(act, f"You may not {act}. Ask a leader.")
        case NameMissingError(what=what):
            return f"Say which {what}: trefoil report {what} NAME"
        case _:
            return "That is not possible just now."


def _held(error: RefusedError) -> str:
    match error:
        case AlreadyHeldError(start_on=since):
            held = f" since {since}" if since else ""
            return f"Somebody holds this role{held}. Hand it over instead."
        case NobodyHoldsError(on=on):
            return f"Nobody holds this role on {on}."
        case LastLeaderError():
            return "This is the last leader. Name another one first."
        case InactiveError(name=name):
            return f"{name} has left. Choose somebody else."
        case _:
            return _written(error)


def _written(error: RefusedError) -> str:
    match error:
        case NameTakenError(name=name):
            return f"Another one is called “{name}”."
        case TooLongError(length=0):
            return "Write something here."
        case TooLongError(length=length, longest=longest):
            return f"This has {length:,} characters; between 1 and {longest:,} are possible."
        case TooFineError():
            return "This number has more decimals, or is larger, than can be kept."
        case SettingsError(faults=faults):
            return "These settings cannot be used:\n" + "\n".join(faults)
        case _:
            return _dated(error)


def _dated(error: RefusedError) -> str:
    match error:
        case WrongStateError(state=state, allowed=allowed):
            return f"“{state}” is not possible here; possible are {_or(allowed)}."
        case FutureError(day=day):
            return f"{day} has not come yet."
        case OverError(ended_on=ended):
            on = f" on {ended.day} {ended:%b %Y}" if ended else ""
            return f"The project has ended{on}. Nothing was saved."
        case NothingSaidError():
            return "Nothing was said: give a colour, a figure or a note."
        case DatesReversedError(start_on=start, end_on=end):
            return _reversed(start or end, end, error.field)
        case _:
            return "That is not possible just now."


def _reversed(start: date, end: date, field: str | None) -> str:
    first, last = day_words(start, end), day_words(end, start)
    if field == "finish_on":
        return f"Finish ({last}) is before start ({first})."
    return f"The end ({last}) is not after the start ({first})."


def _stored(error: RefusedError) -> str:
    match error:
        case FileThereError(path=path):
            return (
                f"{path} is there already. Name another file; --overwrite replaces a backup only."
            )
        case FileFailedError(path=path, fact=fact):
            return f"{path} cannot be used: {fact}"
        case NotOursError(tables=tables):
            return f"This database holds other tables ({_or(tables[:3])}); give Trefoil its own."
        case BackupSchemaError(found=found, wanted=wanted):
            return (
                f"The backup has version {found or 'none'}, this Trefoil {wanted}: restore it with"
                " the Trefoil that made it, then run `trefoil migrate`."
            )
        case _:
            return _database(error)


def _database(error: RefusedError) -> str:
    match error:
        case ConflictError():
            return "Somebody changed this at the same moment. Nothing was saved; try again."
        case BusyError(seconds=seconds):
            return (
                f"Somebody else was writing for more than {seconds:g} seconds."
                " Nothing was saved; try again."
            )
        case SchemaError(found=found, wanted=wanted):
            newer = (found or "") > wanted
            todo = "install the newer Trefoil" if newer else "run `trefoil migrate`"
            return f"The database has version {found or 'none'}, this Trefoil {wanted}: {todo}."
        case NotEmptyError(rows=rows):
            return f"The database holds {rows} rows already; a restore needs an empty one."
        case BrokenBackupError(fact=fact, line=line):
            where = f" (line {line})" if line else ""
            return f"This is no whole backup: {fact}{where}. Nothing was restored."
        case _:
            return "That is not possible just now."


def database_words(kind: str, said: str) -> str:
    """Say that the database did not answer; what it said holds no values."""
    first = said.strip().splitlines()[0] if said.strip() else ""
    return f"The database refused ({kind}): {first}\nNothing was saved. `trefoil doctor` says more."


def _or(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
