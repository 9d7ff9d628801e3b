"""Removing: a text is emptied wherever it stands, and that it was removed is kept."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, select

from models.lesson import WORDS, Lesson
from models.permission import Act, Deed, is_allowed, require
from models.person import Person
from models.scope import OfWorkspace
from models.search import drop_words, forget_words
from models.status import StatusUpdate, said_of

OWN_WORDS = timedelta(days=1)
"""So long an author may remove what is their own; a leader may at any time."""
WRITTEN = ("note", "path")
"""The words of a status update: a removal takes them away, and no import brings them back."""
REMOVED = ""
"""The title of a lesson that was removed; views have a word for it."""


class Removal(OfWorkspace, table=True):
    """That the words of a lesson or a status update were removed, by whom and when."""

    __table_args__ = (
        CheckConstraint(
            "(lesson_id IS NULL) <> (status_update_id IS NULL)", name="removal_of_one_thing"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    lesson_id: int | None = Field(default=None, foreign_key="lesson.id", unique=True)
    status_update_id: int | None = Field(default=None, foreign_key="status_update.id", unique=True)
    recorded_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")


def remove_lesson(session: Session, deed: Deed, lesson: Lesson) -> Removal:
    """Empty a lesson, in the search too; nobody brings it back by importing it again."""
    if there := session.exec(select(Removal).where(Removal.lesson_id == lesson.id)).first():
        return there
    _check(session, deed, (lesson.author_id, lesson.recorded_at))
    for name in WORDS:
        setattr(lesson, name, None)
    lesson.title, lesson.imported = REMOVED, None
    drop_words(session, [lesson.id or 0])
    forget_words(session)
    return _record(session, deed, Removal(lesson_id=lesson.id, recorded_at=deed.now))


def remove_note(session: Session, deed: Deed, update: StatusUpdate) -> Removal:
    """Empty what was written of a project for a day, in the rows before too; its colours stay."""
    removed = select(Removal).where(Removal.status_update_id == update.id)
    if there := session.exec(removed).first():
        return there
    rows = session.exec(said_of(update.project_id, update.as_of)).all()
    first = next((row for row in rows if row.note == update.note), update)
    _check(session, deed, (first.by_id, first.recorded_at))
    for row in rows:
        row.note = row.path = None
        marks = (row.imported or {}).items()
        row.imported = {name: mark for name, mark in marks if name not in WRITTEN} or None
    return _record(session, deed, Removal(status_update_id=update.id, recorded_at=deed.now))


def may_remove(session: Session, deed: Deed, lesson: Lesson) -> bool:
    """Say whether the actor may remove a lesson now, and there is something to remove."""
    own = _own(deed, (lesson.author_id, lesson.recorded_at))
    return lesson.title != REMOVED and (own or is_allowed(session, deed, Act.REMOVE_ANY, None))


def _check(session: Session, deed: Deed, written: tuple[int | None, datetime]) -> None:
    """Let an author who is still here remove their own words for a day, and leaders any."""
    if not _own(deed, written):
        require(session, deed, Act.REMOVE_ANY, None)


def _own(deed: Deed, written: tuple[int | None, datetime]) -> bool:
    """Say whether an author who is still here wrote this within a day; nobody wrote unsigned."""
    author_id, at = written
    own = isinstance(deed.actor, Person) and deed.actor.active and author_id == deed.actor.id
    return own and author_id is not None and deed.now - at <= OWN_WORDS


def _record(session: Session, deed: Deed, removal: Removal) -> Removal:
    removal.by_id = deed.author_id
    session.add(removal)
    session.flush()
    return removal
