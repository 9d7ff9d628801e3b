"""Reading lessons: what one reader may see of a lesson, and which known ones are close to it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.client import Client
from models.errors import NotFoundError
from models.lesson import Lesson, LessonOffering, LessonWords, hidden_from
from models.lesson_search import search_lessons
from models.offering import Offering
from models.permission import Deed
from models.person import name_of
from models.project import Project
from models.removal import Removal, may_remove
from models.setting import FirmSettings, firm_settings
from models.text import fold

CLOSEST = 2
LOOKED_AT = 12
"""So many of the best finds are looked at for being close."""
STEM = 5
"""Words that begin alike count as one: endings differ, in every language that has them."""
TELLING = 4
"""Shorter words say little of what a text is about."""
SHARED = 2
GIST = 400
"""Longer advice is judged by its beginning: in enough words there is always one in common."""


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A lesson as one reader may see it; it says by whom and on which day only where signed."""

    lesson: Lesson
    project: str | None = None
    client: str | None = None
    offerings: tuple[str, ...] = ()
    author: str | None = None
    logged_on: date | None = None
    may_remove: bool = False
    removed: tuple[str | None, date] | None = None
    """By whom it was removed, where that is known, and on which day."""


def lesson_for(session: Session, deed: Deed, lesson_id: int) -> Lesson:
    """Return the lesson with this id; one that is not for these eyes is as if it were not there."""
    lesson = session.get(Lesson, lesson_id)
    if lesson is None or lesson.id in hidden_from(session, deed):
        raise NotFoundError("lesson", "")
    return lesson


def lessons_for(session: Session, deed: Deed, ids: Sequence[int]) -> list[Lesson]:
    """Return those of some lessons that are there, not removed and for these eyes; in order."""
    hidden = hidden_from(session, deed)
    removed = select(Removal.lesson_id).where(col(Removal.lesson_id).is_not(None))
    there = select(Lesson).where(col(Lesson.id).in_(ids), col(Lesson.id).not_in(removed))
    found = [lesson for lesson in session.exec(there) if lesson.id not in hidden]
    return sorted(found, key=lambda lesson: ids.index(lesson.id or 0))


def closest_lessons(session: Session, deed: Deed, lesson: Lesson) -> list[Lesson]:
    """Return up to two known lessons that seem to say the same, the likest first.

    Two words that tell something must be common to both: one alone is chance.
    """
    told = telling(lesson)
    found = search_lessons(session, deed, " ".join(told), LOOKED_AT)
    stems = {word[:STEM] for word in told}
    others = ((one, {word[:STEM] for word in telling(one)}) for one in found if one.id != lesson.id)
    return [one for one, theirs in others if len(stems & theirs) >= SHARED][:CLOSEST]


def telling(lesson: LessonWords) -> list[str]:
    """Return the words that tell what a lesson is about: of its title and of its advice."""
    advice = (lesson.recommendation or lesson.lesson or "")[:GIST]
    words = re.findall(r"\w+", fold(f"{lesson.title} {advice}"))
    return list(dict.fromkeys(word for word in words if len(word) >= TELLING))


def lesson_cards(session: Session, deed: Deed, lessons: Sequence[Lesson]) -> list[LessonCard]:
    """Return the cards of lessons that are for these eyes."""
    settings = firm_settings(session)
    places = _places(session, lessons)
    offerings = _offerings(session, lessons)
    return [
        LessonCard(
            lesson=lesson,
            project=places.get(lesson.project_id or 0, (None, None))[0],
            client=places.get(lesson.project_id or 0, (None, None))[1],
            offerings=tuple(offerings[lesson.id or 0]),
            author=name_of(session, lesson.author_id),
            logged_on=settings.today(lesson.recorded_at) if lesson.author_id else None,
            may_remove=may_remove(session, deed, lesson),
            removed=_removed(session, settings, lesson),
        )
        for lesson in lessons
    ]


def _places(session: Session, lessons: Sequence[Lesson]) -> dict[int, tuple[str, str]]:
    """Return the names of the project and its client, by the project's id."""
    ids = {lesson.project_id for lesson in lessons}
    named = select(Project.id, Project.name, Client.name).join(Client)
    rows = session.exec(named.where(col(Project.id).in_(ids)))
    return {id_ or 0: (project, client) for id_, project, client in rows}


def _offerings(session: Session, lessons: Sequence[Lesson]) -> defaultdict[int, list[str]]:
    ids = [lesson.id for lesson in lessons]
    rows: Any = select(LessonOffering.lesson_id, Offering.name).join(Offering)
    named: defaultdict[int, list[str]] = defaultdict(list)
    for lesson_id, name in session.exec(
        rows.where(col(LessonOffering.lesson_id).in_(ids)).order_by(Offering.name)
    ):
        named[lesson_id].append(name)
    return named


def _removed(
    session: Session, settings: FirmSettings, lesson: Lesson
) -> tuple[str | None, date] | None:
    removal = session.exec(select(Removal).where(Removal.lesson_id == lesson.id)).first()
    if removal is None:
        return None
    return name_of(session, removal.by_id), settings.today(removal.recorded_at)
