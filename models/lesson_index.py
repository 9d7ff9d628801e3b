"""The search over all lessons: whether it is complete, and making it anew from the lessons."""

from sqlalchemy import exists, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.lesson import Lesson, searchable
from models.ports import Progress
from models.removal import Removal
from models.search import empty_index, index_words, indexed

BATCH = 1000
IS_REMOVED = exists().where(col(Removal.lesson_id) == col(Lesson.id))


def rebuild_search(session: Session, progress: Progress) -> int:
    """Index every lesson that was not removed, and nothing else; return how many."""
    total, done, last = _findable(session), 0, 0
    empty_index(session)
    while lessons := session.exec(_after(last)).all():
        index_words(session, {lesson.id or 0: searchable(lesson) for lesson in lessons})
        last, done = lessons[-1].id or 0, done + len(lessons)
        session.expunge_all()  # a long list of lessons is not kept in memory
        progress("search", done, total)
    return done


def missing_from_search(session: Session) -> tuple[int, int]:
    """Return how many lessons the search lacks, and how many it has that are gone."""
    there = set(session.exec(select(Lesson.id).where(~IS_REMOVED)))
    known = indexed(session)
    return len(there - known), len(known - there)


def _after(lesson_id: int) -> SelectOfScalar[Lesson]:
    lessons = select(Lesson).where(col(Lesson.id) > lesson_id, ~IS_REMOVED)
    return lessons.order_by(col(Lesson.id)).limit(BATCH)


def _findable(session: Session) -> int:
    return session.exec(select(func.count(col(Lesson.id))).where(~IS_REMOVED)).one()
