"""Lessons: what happened, what was learned, what to do next time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint, or_
from sqlmodel import Field, Relationship, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.client import Client
from models.errors import NotAllowedError
from models.eyes import concerns, leads
from models.imported import Importable, fingerprint
from models.offering import Offering
from models.permission import Act, Deed, require
from models.person import Person
from models.project import Project
from models.scope import OfWorkspace
from models.search import Searchable, index_words
from models.text import KEY, LONG, NAME, NOTE

WORDS = ("title", "what_happened", "lesson", "recommendation", "topics")


class LessonWords(SQLModel):
    """What a person writes of a lesson."""

    title: str = Field(max_length=NAME)
    what_happened: str | None = Field(default=None, max_length=LONG)
    lesson: str | None = Field(default=None, max_length=LONG)
    recommendation: str | None = Field(default=None, max_length=LONG)
    topics: str | None = Field(default=None, max_length=NOTE)
    occurred_on: date | None = None
    client_identifying: bool = False


class Lesson(LessonWords, Importable, table=True):
    """One lesson; an unsigned one has no author anywhere. `content_mark` outlives its removal."""

    __table_args__ = (UniqueConstraint("workspace_id", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    external_id: str | None = Field(default=None, max_length=KEY)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id")
    recorded_at: datetime
    content_mark: str = Field(default="", max_length=32, index=True)
    project: Project | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    author: Person | None = Relationship(sa_relationship_kwargs={"lazy": "raise"})


class LessonOffering(OfWorkspace, table=True):
    """A lesson speaks of an offering, of several, or of none."""

    __tablename__ = "lesson_offering"
    __table_args__ = (UniqueConstraint("workspace_id", "lesson_id", "offering_id"),)

    id: int | None = Field(default=None, primary_key=True)
    lesson_id: int = Field(default=None, foreign_key="lesson.id", index=True)
    offering_id: int = Field(default=None, foreign_key="offering.id", index=True)
    lesson: Lesson = Relationship(sa_relationship_kwargs={"lazy": "raise"})
    offering: Offering = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def content_mark(lesson: LessonWords, project_key: str, offerings: Sequence[str]) -> str:
    """Return what tells a lesson without an id of its own from all others: all its content."""
    words = [getattr(lesson, name) or "" for name in WORDS]
    return fingerprint(*words, str(lesson.occurred_on or ""), project_key, *sorted(offerings))


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson before it is logged: its words, what it speaks of, and whether it is signed."""

    words: LessonWords
    project: Project | None = None
    offerings: tuple[Offering, ...] = ()
    signed: bool = True


def log_lesson(session: Session, deed: Deed, draft: Draft) -> Lesson:
    """Put a lesson on record and into the search.

    A lesson of a project is logged by one of its managers, one of no project by any colleague.
    """
    if draft.project is not None:
        require(session, deed, Act.LOG_LESSON, draft.project)
    elif isinstance(deed.actor, Person) and not deed.actor.active:
        raise NotAllowedError(Act.LOG_LESSON)
    lesson = Lesson(
        **draft.words.model_dump(),
        project=draft.project,
        author_id=deed.author_id if draft.signed else None,
        recorded_at=deed.now,
    )
    key = draft.project.key if draft.project else ""
    lesson.content_mark = content_mark(lesson, key, [o.name for o in draft.offerings])
    session.add(lesson)
    session.add_all(LessonOffering(lesson=lesson, offering=o) for o in draft.offerings)
    session.flush()
    index_words(session, {lesson.id or 0: searchable(lesson)})
    return lesson


def searchable(lesson: LessonWords) -> Searchable:
    """Return a lesson's words in the three weights of the search."""
    body = "\n".join(filter(None, (lesson.what_happened, lesson.lesson, lesson.recommendation)))
    return Searchable(lesson.title, lesson.topics or "", body)


def hidden_from(session: Session, deed: Deed) -> set[int]:
    """Return the ids of the lessons that are not for these eyes.

    Who signed one that could tell who the client is may read on what they wrote themselves; behind
    the wall of a confidential project or client that lasts as long as they are its manager.
    """
    if leads(session, deed):
        return set()
    lessons = select(Lesson.id).outerjoin(Project).outerjoin(Client)
    secret = or_(col(Project.confidential).is_(True), col(Client.confidential).is_(True))
    walled = lessons.where(or_(col(Lesson.client_identifying), secret))
    hidden = _ids(session, walled)
    if isinstance(deed.actor, Person) and deed.actor.active and deed.author_id is not None:
        own = _ids(session, walled.where(col(Lesson.author_id) == deed.author_id))
        own -= _ids(session, lessons.where(secret))
        hidden -= own | _ids(session, walled.where(concerns(session, deed)))
    return hidden


def _ids(session: Session, lessons: SelectOfScalar[Any]) -> set[int]:
    return set(session.exec(lessons))
