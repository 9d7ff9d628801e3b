"""The lessons that were logged between two digests, and which of them may be named to many."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models.client import Client
from models.lesson import Lesson
from models.portfolio import AsOf
from models.project import Project
from models.removal import REMOVED


@dataclass(frozen=True, slots=True)
class Learnt:
    """How many lessons there are, and the titles of those that give no client away, newest first.

    What is of a confidential project or client is not even counted.
    """

    count: int = 0
    titles: tuple[str, ...] = ()


def learnt(session: Session, now: AsOf, before: AsOf | None) -> Learnt:
    """Return what was logged since a digest; before the first one, nothing is new."""
    if before is None:
        return Learnt()
    secret = or_(col(Project.confidential).is_(True), col(Client.confidential).is_(True))
    rows = session.exec(
        select(Lesson.title, Lesson.client_identifying, secret)
        .outerjoin(Project, col(Project.id) == Lesson.project_id)
        .outerjoin(Client, col(Client.id) == Project.client_id)
        .where(
            col(Lesson.recorded_at) > before.known_at,
            col(Lesson.recorded_at) <= now.known_at,
            Lesson.title != REMOVED,
        )
        .order_by(col(Lesson.id).desc())
    )
    open_ = [(title, is_telling) for title, is_telling, is_secret in rows if not is_secret]
    return Learnt(len(open_), tuple(title for title, is_telling in open_ if not is_telling))
