"""lessons.csv: what was learned. A lesson without an id of its own is told apart by its content."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from models.exchange.book import Firm
from models.exchange.cell import DAY, KEY_TEXT, line, listed, text
from models.exchange.merge import Field, Intake, attribute
from models.exchange.noun import Noun, Values, values
from models.exchange.offering import OFFERING
from models.exchange.problem import Remark
from models.exchange.project import named_project
from models.exchange.sheet import Column, Layout, Row, Sheet
from models.lesson import WORDS, Lesson, LessonOffering, LessonWords, content_mark, searchable
from models.project import Project
from models.removal import Removal
from models.search import index_words
from models.text import LONG, NOTE

LAYOUT = Layout(
    "lessons",
    (
        Column("title", line(), required=True),
        Column("external_id", KEY_TEXT),
        Column("project", KEY_TEXT),
        Column("offering", listed(OFFERING)),
        Column("what_happened", text(LONG)),
        Column("lesson", text(LONG)),
        Column("recommendation", text(LONG)),
        Column("topics", text(NOTE)),
        Column("occurred_on", DAY),
    ),
    key=("external_id",),
)
BY_NAME = {column.name: column for column in LAYOUT.columns}


@dataclass(slots=True)
class LessonRecord:
    """A lesson with what it speaks of."""

    lesson: Lesson
    project: Project | None = None
    offerings: dict[str, LessonOffering] = field(default_factory=dict)
    is_removed: bool = False

    @property
    def mark(self) -> str:
        key = self.project.key if self.project else ""
        return content_mark(self.lesson, key, list(self.offerings))


def fields(_firm: Firm) -> tuple[Field[LessonRecord], ...]:
    return (
        Field(BY_NAME["project"], lambda r: r.project.key if r.project else None, _set_project),
        Field(BY_NAME["offering"], lambda r: tuple(sorted(r.offerings)), _set_offerings, blank=()),
        *(attribute(BY_NAME[word], _lesson) for word in (*WORDS, "occurred_on")),
    )


def _lesson(record: LessonRecord) -> Lesson:
    return record.lesson


def _set_project(intake: Intake, record: LessonRecord, row: Row, key: str | None) -> None:
    found = named_project(intake, row) if key else None
    record.project = record.lesson.project = found.project if found else None


def _set_offerings(intake: Intake, record: LessonRecord, row: Row, names: tuple[str, ...]) -> None:
    for called in [c for c in record.offerings if c not in names]:
        intake.discard(record.offerings.pop(called))
    for called in (n for n in names if n not in record.offerings):
        found = intake.firm.offerings.get(called)
        if found is None:
            intake.refuse_unknown(row.place("offering"), called, intake.firm.offerings)
            continue
        link = LessonOffering(lesson=record.lesson, offering=found.offering)
        record.offerings[called] = link
        intake.later.append(link)


def load(session: Session, firm: Firm) -> list[LessonRecord]:
    """Return every lesson, those that were removed too."""
    there = [record.project for record in firm.projects.values()]
    projects = {project.id: project for project in there if project.id is not None}
    names = {record.offering.id: name for name, record in firm.offerings.items()}
    links: defaultdict[int, dict[str, LessonOffering]] = defaultdict(dict)
    for link in session.exec(select(LessonOffering)):
        links[link.lesson_id][names[link.offering_id]] = link
    removed = set(session.exec(select(Removal.lesson_id)))
    return [
        LessonRecord(
            lesson,
            projects.get(lesson.project_id or 0),
            links[lesson.id or 0],
            lesson.id in removed,
        )
        for lesson in session.exec(select(Lesson))
    ]


def _prepare(intake: Intake, _sheet: Sheet) -> None:
    """Load every lesson; one without an id is found by its first content and by its latest."""
    for record in load(intake.session, intake.firm):
        intake.loaded[record.lesson.external_id or record.lesson.content_mark] = record
        if record.lesson.external_id is None and not record.is_removed:
            intake.loaded.setdefault(record.mark, record)


def _key(row: Row) -> str:
    """Return the id that a lesson brings, or what stands for all its content."""
    if external_id := row.values.get("external_id"):
        return str(external_id)
    words = {name: row.values.get(name) for name in LessonWords.model_fields}
    draft = LessonWords(**{name: value for name, value in words.items() if value is not None})
    return content_mark(draft, row.values.get("project") or "", row.values.get("offering") or ())


def _find(intake: Intake, row: Row) -> LessonRecord | None:
    record: LessonRecord | None = intake.loaded.get(_key(row))
    if record and record.is_removed:
        intake.remark(row.at, Remark.STAYS_REMOVED)
        row.values.clear()
    return record


def _make(intake: Intake, row: Row) -> LessonRecord:
    lesson = Lesson(
        title=row.values["title"],
        external_id=row.values.get("external_id"),
        recorded_at=intake.now,
    )
    intake.session.add(lesson)
    record = intake.loaded[_key(row)] = LessonRecord(lesson)
    return record


def _check(intake: Intake, _sheet: Sheet) -> None:
    """Give new and changed lessons their content mark, and put them into the search later."""
    for record in {id(record): record for record in intake.loaded.values()}.values():
        lesson = record.lesson
        if not record.is_removed and lesson.content_mark != record.mark:
            # without an id, its first content is what the next import finds it by
            lesson.content_mark = (not lesson.external_id and lesson.content_mark) or record.mark
            intake.unsearchable.append(lesson)


def _give(session: Session, firm: Firm) -> Iterator[Values]:
    records = [record for record in load(session, firm) if not record.is_removed]
    columns = fields(firm)
    for record in sorted(records, key=_order):
        yield {"external_id": record.lesson.external_id} | values(columns, record)


def _order(record: LessonRecord) -> tuple[Any, ...]:
    return record.lesson.external_id or "", record.lesson.title, record.lesson.content_mark


def index(intake: Intake) -> None:
    """Put the lessons of this import into the search; they must be in the database."""
    index_words(intake.session, {row.id or 0: searchable(row) for row in intake.unsearchable})
    intake.unsearchable.clear()


LESSONS = Noun(LAYOUT, fields, _find, _make, _lesson, _give, _prepare, _check)
