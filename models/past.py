"""The past of a project: what was said of it, by whom, the latest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.person import Person
from models.project import Project
from models.status import StatusUpdate
from models.withheld import TAKEN_BACK

MOST = 20
LOOKED_AT = 60
"""So many rows are read for them: of some, only the last version counts."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One report, and the names of who made it, if it was not imported, and of who must help."""

    update: StatusUpdate
    by: str | None
    helper: str | None

    @property
    def is_replaced(self) -> bool:
        """Say whether somebody else has spoken since then of the same day."""
        return self.update.superseded_at is not None


def sayings(session: Session, project: Project) -> Sequence[Saying]:
    """Return the reports, the latest first: those that stand, and those of another author.

    One more than MOST says that there are older ones.

    What somebody said again of the same day counts once, and what was taken back not at all.
    """
    helper = aliased(Person)
    rows = (
        select(StatusUpdate, Person.name, helper.name)
        .outerjoin(Person, col(Person.id) == StatusUpdate.by_id)
        .outerjoin(helper, col(helper.id) == StatusUpdate.help_from_id)
        .where(StatusUpdate.project_id == project.id)
        .order_by(col(StatusUpdate.as_of).desc(), col(StatusUpdate.id).desc())
        .limit(LOOKED_AT)
    )
    said = [Saying(*row) for row in session.exec(rows)]
    return list(_counted(said))[: MOST + 1]


def _counted(said: Sequence[Saying]) -> Iterator[Saying]:
    updates = [one.update for one in said]
    for one in said:
        if not one.is_replaced or _is_by_another(one.update, _successor(one.update, updates)):
            yield one


def _successor(update: StatusUpdate, updates: Sequence[StatusUpdate]) -> StatusUpdate | None:
    """Return what took a report's place at that moment; nothing where it was only taken back."""
    later = [
        other
        for other in updates
        if (other.as_of, other.recorded_at) == (update.as_of, update.superseded_at)
        and (other.id or 0) > (update.id or 0)
    ]
    return min(later, key=lambda other: other.id or 0, default=None)


def _is_by_another(update: StatusUpdate, successor: StatusUpdate | None) -> bool:
    """Say whether what took a report's place is of somebody else, and no taking back of it."""
    if successor is None or successor.reason == TAKEN_BACK:
        return False
    return successor.by_id != update.by_id
