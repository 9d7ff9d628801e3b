"""Taking a row in: what is new, what has changed, what was changed in Trefoil and is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from models.exchange.book import Firm
from models.exchange.problem import Changed, Place, Problem, Remark, Trouble, Warned
from models.exchange.sheet import Column, Row
from models.fact import Fact
from models.imported import Importable, fingerprint
from models.naming import near

R = TypeVar("R")
CHANGES = 40
"""Changes that are kept to be told one by one."""
HINTS = 50
"""Problems for which near names are looked up: in thousands of rows that takes minutes."""
NOTHING = object()


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Intake:
    """One import under way; nothing reaches the database before the caller flushes.

    `later` holds rows that take the place of others: an index lets them in only once the rows they
    replace no longer stand.
    """

    session: Session
    firm: Firm
    now: datetime
    overwrite: bool = False
    problems: list[Problem] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    later: list[Any] = field(default_factory=list)
    led_by: set[str] = field(default_factory=set)
    loaded: dict[Any, Any] = field(default_factory=dict)
    unsearchable: list[Any] = field(default_factory=list)

    @property
    def fact(self) -> dict[str, Any]:
        return {"recorded_at": self.now, "reason": "import"}

    def refuse(self, at: Place, trouble: Trouble, found: str = "", hint: str = "") -> None:
        self.problems.append(Problem(at, trouble, found, hint))

    def refuse_unknown(self, at: Place, name: str, known: Iterable[str]) -> None:
        """Refuse a name that leads nowhere; the first ones are told what is near."""
        near_ones = near(name, known) if len(self.problems) < HINTS else ()
        self.refuse(at, Trouble.UNKNOWN, name, ", ".join(near_ones))

    def remark(self, at: Place, remark: Remark, found: str = "") -> None:
        self.warned.append(Warned(at, remark, found))

    def note_change(self, at: Place, before: str, after: str) -> None:
        """Remember a change to tell of; a few are told, so no more are kept."""
        if len(self.changed) < CHANGES:
            self.changed.append(Changed(at, before, after))

    def replace(self, old: Fact, *new: Fact) -> None:
        old.superseded_at = self.now
        self.later.extend(new)

    def discard(self, row: Any) -> None:
        """Take a row away, unless it has only come with this import."""
        if row in self.session:
            self.session.delete(row)

    def flush(self) -> None:
        """Write what has come together, the replaced rows first."""
        self.session.flush()
        self.session.add_all(self.later)
        self.session.flush()
        self.later.clear()
        people = (record.person for record in self.firm.people.values())
        self.firm.people_by_id.update({person.id or 0: person for person in people})


@dataclass(frozen=True, slots=True)
class Field(Generic[R]):
    """A column with its way into and out of a record.

    `read` gives the value as the sheet has it; `write` puts one there. What equals `blank` counts
    as never set. Where `clears` is false an empty cell changes nothing: there always is a value.
    `hides` says that something is set which no sheet can show, like a colleague without an e-mail.
    """

    column: Column
    read: Callable[[R], Any]
    write: Callable[[Intake, R, Row, Any], None]
    blank: Any = None
    clears: bool = True
    hides: Callable[[R], bool] = lambda _: False

    @property
    def name(self) -> str:
        return self.column.name

    def text(self, value: Any) -> str:
        """Return the value in the words of a sheet."""
        return "" if value is None else str(self.column.kind.show(value))

    def mark(self, value: Any) -> str:
        return "" if value in (None, self.blank) else fingerprint(self.column.kind.show(value))


def attribute(
    column: Column, of: Callable[[R], Any], blank: Any = None, name: str = ""
) -> Field[R]:
    """Return the field of a column that is an attribute, of the same name if none is given."""
    attribute_name = name or column.name

    def write(_intake: Intake, record: R, _row: Row, value: Any) -> None:
        setattr(of(record), attribute_name, value)

    return Field(column, lambda record: getattr(of(record), attribute_name), write, blank)


@dataclass(frozen=True, slots=True)
class Merged:
    """Whether a row changed its record, and the marks to remember on it."""

    changed: bool
    marks: dict[str, str]

    def remember(self, source: Importable) -> None:
        marks = (source.imported or {}) | self.marks
        if source.imported != marks:
            source.imported = marks


def merge(
    intake: Intake, row: Row, record: R, fields: Sequence[Field[R]], source: Importable | None
) -> Merged:
    """Bring a row into a record.

    `source` is the row of the database that remembers what the last import brought; None when the
    record has just been made, which then takes everything.
    """
    marks = dict(source.imported or {}) if source else {}
    changed = False
    for one in fields:
        wanted = _wanted(one, row)
        if wanted is NOTHING:
            continue
        differs = wanted != one.read(record)
        if differs and source and not intake.overwrite and _ours(one, record, marks):
            intake.remark(row.place(one.name), Remark.KEPT, _shown(one, record))
            continue
        if differs and source:
            intake.note_change(row.place(one.name), _shown(one, record), one.text(wanted))
        if differs:
            one.write(intake, record, row, wanted)
        changed |= differs
        marks[one.name] = one.mark(wanted)
    return Merged(changed, marks)


def _wanted(one: Field[R], row: Row) -> Any:
    """Return the value that a row asks for; a missing column asks for nothing."""
    value = row.values.get(one.name, NOTHING)
    if value is None:
        return one.blank if one.clears else NOTHING
    return value


def _ours(one: Field[R], record: R, marks: dict[str, str]) -> bool:
    """Say whether the value was set in Trefoil since the last import."""
    return one.hides(record) or one.mark(one.read(record)) != marks.get(one.name, "")


def _shown(one: Field[R], record: R) -> str:
    return one.text(one.read(record))
