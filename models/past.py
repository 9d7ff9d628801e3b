"""The past of a project: what was said of it, by whom, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.fact import known
from models.person import Person
from models.portfolio import AsOf
from models.project import Project
from models.status import StatusUpdate

MOST = 20


@dataclass(frozen=True, slots=True)
class Saying:
    """One report, and the names of who made it, if it was not imported, and of who must help."""

    update: StatusUpdate
    by: str | None
    helper: str | None


def sayings(session: Session, project: Project, as_of: AsOf) -> Sequence[Saying]:
    """Return up to MOST reports that stand, the latest first."""
    helper = aliased(Person)
    rows = (
        select(StatusUpdate, Person.name, helper.name)
        .outerjoin(Person, col(Person.id) == StatusUpdate.by_id)
        .outerjoin(helper, col(helper.id) == StatusUpdate.help_from_id)
        .where(
            StatusUpdate.project_id == project.id,
            StatusUpdate.as_of <= as_of.day,
            known(StatusUpdate, as_of.known_at),
        )
        .order_by(col(StatusUpdate.as_of).desc())
        .limit(MOST)
    )
    return [Saying(*row) for row in session.exec(rows)]
