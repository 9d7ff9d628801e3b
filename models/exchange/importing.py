"""Importing: all sheets or nothing, checked without a lock and then written in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from models.account import link_by_email
from models.errors import ImportRefusedError
from models.exchange.book import load_firm
from models.exchange.cell import on_one_line
from models.exchange.guard import unguarded
from models.exchange.lesson import index
from models.exchange.merge import Intake, Outcome
from models.exchange.noun import take
from models.exchange.problem import Changed, Problem, Remark, Trouble, Warned
from models.exchange.sheet import Found, Sheet, read_sheet
from models.exchange.sheets import NOUNS
from models.ports import Opener, Progress, silent
from models.setting import firm_settings

EVERY = 200
"""Rows between two words of progress."""


@dataclass(slots=True)
class Tally:
    """How many rows of a sheet were new, changed or unchanged, and how many cells were kept."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def count(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            setattr(self, outcome.value, getattr(self, outcome.value) + 1)


@dataclass(slots=True)
class Imported:
    """What an import did, or would do, by sheet, the first changes, and what it remarked on."""

    sheets: dict[str, Tally] = field(default_factory=dict)
    warned: list[Warned] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how: `overwrite` takes the sheet's word against Trefoil's."""

    found: Sequence[Found]
    now: datetime
    overwrite: bool = False
    dry_run: bool = False
    progress: Progress = silent


def import_sheets(reading: Opener, begin: Opener, order: Order) -> Imported:
    """Check every sheet against the firm, then write all of them, unless it is only a trial.

    Raises ImportRefusedError with every problem that was found, and then nothing was written.
    """
    sheets = [read_sheet(found) for found in order.found]
    problems = [problem for sheet in sheets for problem in sheet.problems]
    with reading() as session:
        intake = _intake(session, order)
        checked = _import(intake, sheets, order, _leave)
    _refuse([*problems, *_not_because_of(sheets, intake.problems)])
    if order.dry_run:
        return checked
    with begin() as session:
        done = _import(_intake(session, order), sheets, order, _write)
        link_by_email(session)
        return done


def _not_because_of(sheets: Sequence[Sheet], problems: Sequence[Problem]) -> Iterator[Problem]:
    """Leave out what is only wrong because rows that cannot be read are not there."""
    left_out = {_alike(cell) for sheet in sheets for cell in sheet.left_out}
    for problem in problems:
        named = problem.trouble is Trouble.UNKNOWN and _alike(problem.found) in left_out
        if not named and not (left_out and problem.trouble is Trouble.LAST_LEADER):
            yield problem


def _alike(cell: str) -> str:
    return on_one_line(unguarded(cell)).casefold()


def _leave(_intake: Intake) -> None:
    """A check writes nothing."""


def _write(intake: Intake) -> None:
    _refuse(intake.problems)
    intake.flush()
    index(intake)


def _intake(session: Session, order: Order) -> Intake:
    settings = firm_settings(session)
    firm = load_firm(session, settings.today(order.now), settings.currency)
    return Intake(session, firm, order.now, order.overwrite)


def _import(
    intake: Intake, sheets: Sequence[Sheet], order: Order, settle: Callable[[Intake], None]
) -> Imported:
    done = Imported(warned=intake.warned, changed=intake.changed)
    with intake.session.no_autoflush:  # a check writes nothing at all, an import sheet by sheet
        for sheet in sheets:
            done.sheets[sheet.layout.name] = _import_sheet(intake, sheet, order.progress)
            settle(intake)
    return done


def _import_sheet(intake: Intake, sheet: Sheet, progress: Progress) -> Tally:
    tally, name, total = Tally(), sheet.layout.name, len(sheet.rows)
    before = len(intake.warned)
    intake.loaded = {}
    for done, outcome in enumerate(take(intake, sheet.copy(), NOUNS[name]), 1):
        tally.count(outcome)
        if done % EVERY == 0:
            progress(name, done, total)
    progress(name, total, total)
    tally.kept = sum(w.remark is Remark.KEPT for w in intake.warned[before:])
    return tally


def _refuse(problems: Sequence[object]) -> None:
    if problems:
        raise ImportRefusedError(tuple(problems))
