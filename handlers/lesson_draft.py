"""A lesson while it is being written: what stands in its form, and what becomes of that."""

from collections.abc import Mapping
from typing import Any

from handlers.call import Payload, memory_of
from handlers.form import values_of
from handlers.markup import headline
from models.exchange.cell import on_one_line
from models.eyes import number_of
from models.lesson import Draft, log_lesson
from models.lesson_form import (
    Preset,
    choice_of,
    has_projects,
    offerings_with,
    preset_of,
    project_to_log_for,
    written,
)
from models.lesson_reading import closest_lessons, lesson_cards
from models.permission import Deed
from models.ports import Session
from models.setting import firm_settings
from models.text import NAME
from models.visitor import Visitor, enrol
from views.lesson import saved_message
from views.lesson_form import IDENTIFYING, NO_PROJECT, OFFERINGS, UNSIGNED, LessonForm, readers
from views.message import Message

HEADLINE = 80
"""A first sentence that is longer than this is no title; it is cut."""

Values = Mapping[str, Any]


def begun_with(
    words: str,
    preset: Preset,
    memory: Mapping[str, str],
    ticks: frozenset[str] = frozenset(),
    *,
    is_message: bool = False,
) -> LessonForm:
    """Return a form with a message's words, or with typed ones as its title where they can be."""
    is_title = not is_message and len(words) <= NAME
    return LessonForm(
        title=on_one_line(words) if is_title else headline(words, HEADLINE),
        happened="" if is_title else words,
        project=preset.project,
        offerings=preset.offerings,
        ticks=ticks,
        memory=memory,
        may_choose=preset.may_choose,
    )


def drawn_again(
    session: Session, visitor: Visitor, view: Payload, *, is_new_project: bool
) -> LessonForm:
    """Return the form as it stands now; a project that was chosen just now brings its offerings."""
    values = values_of(view)
    offerings_id, chosen = _offerings(values)
    number = _project(values)
    offerings = offerings_with(session, chosen)
    if is_new_project and number is not None:
        offerings_id = f"{OFFERINGS}.{number}"  # another field, so that it takes what is preset
        offerings = preset_of(session, visitor.deed, number).offerings
    return LessonForm(
        title=values.get("title") or "",
        happened=values.get("happened") or "",
        advice=values.get("advice") or "",
        project=None if number is None else choice_of(session, visitor.deed, number),
        offerings=offerings,
        offerings_id=offerings_id,
        ticks=_ticks(values),
        memory=memory_of(view),
        may_choose=has_projects(session, visitor.deed),
    )


def log(session: Session, visitor: Visitor, values: Values) -> Message:
    """Put what stands in a form on record; say so, beside what seems to say the same.

    Who signs becomes known to the firm by it; of who does not nothing is written down.
    """
    ticks = _ticks(values)
    signs = UNSIGNED not in ticks
    author = enrol(session, visitor.slack_user_id) if signs else visitor.person
    deed = Deed(author, visitor.now)
    lesson = log_lesson(session, deed, _draft(session, deed, values))
    number = _project(values)
    place = None if number is None else choice_of(session, deed, number)
    closest = closest_lessons(session, deed, lesson)
    card, *known = lesson_cards(session, deed, [lesson, *closest])
    today = firm_settings(session).today(visitor.now)
    return saved_message(card, readers(place, ticks), known, today)


def _draft(session: Session, deed: Deed, values: Values) -> Draft:
    ticks, number = _ticks(values), _project(values)
    words = written(
        values.get("title"),
        values.get("happened"),
        values.get("advice"),
        identifying=IDENTIFYING in ticks,
    )
    return Draft(
        words,
        project=None if number is None else project_to_log_for(session, deed, number),
        offerings=tuple(offerings_with(session, _offerings(values)[1])),
        signed=UNSIGNED not in ticks,
    )


def _project(values: Values) -> int | None:
    """Return the id of the project that is chosen; nothing where none is."""
    chosen = values.get("project") or NO_PROJECT
    return None if chosen == NO_PROJECT else number_of(chosen)


def _offerings(values: Values) -> tuple[str, list[int]]:
    """Return the name of the field for offerings, and the ids that stand in it."""
    name = next((name for name in values if name.partition(".")[0] == OFFERINGS), OFFERINGS)
    return name, [number_of(value) for value in values.get(name) or ()]


def _ticks(values: Values) -> frozenset[str]:
    return frozenset(values.get("ticks") or ())
