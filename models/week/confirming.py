"""Confirming: saying again what was said last, figures aside."""

from datetime import date
from enum import StrEnum

from sqlmodel import Session

from models.permission import Deed
from models.prefill import prefill
from models.project import Project
from models.status import COLOURS, Report, StatusUpdate, doubts
from models.week.reporting import report_status

CONFIRMED = (
    "forecast_finish_on",
    "path",
    "path_due_on",
    "help_from_id",
    "someone_must_decide",
)
"""What a confirmation confirms along with the colours; a note is of its day."""


class Hindrance(StrEnum):
    """Why what was said last cannot simply be said again."""

    NEVER_SAID = "never_said"
    DOUBTED = "doubted"
    """It no longer holds together: a finish that has passed, an amber without a way back."""
    CHANGED = "changed"
    """Somebody spoke of it after it was shown."""
    GONE = "gone"
    """It is not theirs any more, or it has ended."""


def needs_words(said: StatusUpdate, today: date) -> bool:
    """Say whether a report cannot simply be said again: an import may bring any."""
    same = {name: getattr(said, name) for name in (*COLOURS, *CONFIRMED)}
    return _holds_no_more(Report(**same), today)


def confirm(
    session: Session, deed: Deed, project: Project, today: date
) -> StatusUpdate | Hindrance:
    """Put on record for today what was said last; or return why that needs a form."""
    last = prefill(session, project, today)
    said = Report(**{name: last.values[name] for name in (*COLOURS, *CONFIRMED)})
    if not any(last.values[name] for name in COLOURS):
        return Hindrance.NEVER_SAID
    if _holds_no_more(said, today):
        return Hindrance.DOUBTED
    return report_status(session, deed, project, said, today)


def _holds_no_more(said: Report, today: date) -> bool:
    is_overdue = said.path_due_on is not None and said.path_due_on < today
    return is_overdue or any(doubts(said, today))
