"""Of whom nothing was heard: named from the second missed week on, and never where they are away.

A week is missed when the manager was asked, had two working days, and was not away.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, String, cast, literal
from sqlmodel import Session, col, or_, select

from models.absence import Absence, is_away
from models.colour import Colour
from models.outbox import OutboxRow
from models.person import Person
from models.portfolio import AsOf, ProjectLine
from models.schedule import AskedItem, Occurrence, Outcome, Rhythm, Schedule, Step
from models.setting import FirmSettings

NAMED_FROM = 2
"""Missed weeks; one is a count and no name."""
TO_ANSWER = 2
"""Working days that somebody has, before a week counts as missed."""
NOT_ASKED = (Outcome.SUPPRESSED, Outcome.MISSED)
"""These reached nobody."""
LOOKED_BACK = timedelta(days=180)
Asked = dict[tuple[int, int], list[date]]
"""The days on which somebody was asked about a project, and did not answer."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A project of which nothing was heard: for so many weeks, or since its manager is away."""

    line: ProjectLine
    manager: str
    weeks: int
    back_on: date | None


def quiet(
    session: Session, settings: FirmSettings, lines: Sequence[ProjectLine], as_of: AsOf
) -> list[Quiet]:
    """Return the projects whose silence has a name by now; the longest first, then who is away."""
    silent = [line for line in lines if line.shown.colour is Colour.GREY and line.manager_id]
    if not silent or as_of.known_at is None:
        return []
    asked, absences = _asked(session, settings, as_of.known_at), _absences(session, as_of)
    names = _names(session, {line.manager_id or 0 for line in silent})
    workdays = settings.workdays()

    def missed(line: ProjectLine) -> Iterator[date]:
        about = line.project_id, line.manager_id or 0
        for on in asked.get(about, ()):
            is_old = on <= (line.said.confirmed_on or date.min)
            had_time = workdays.between(on, as_of.day) >= TO_ANSWER
            if had_time and not is_old and not is_away(absences[about[1]], on):
                yield on

    found = [_quiet(line, len({*missed(line)}), names, (absences, as_of.day)) for line in silent]
    told = [one for one in found if one.back_on or one.weeks >= NAMED_FROM]
    return sorted(told, key=lambda one: (bool(one.back_on), -one.weeks, one.line.name))


def _quiet(
    line: ProjectLine,
    weeks: int,
    names: Mapping[int, str],
    away: tuple[Mapping[int, Sequence[Absence]], date],
) -> Quiet:
    absences, day = away
    id_ = line.manager_id or 0
    back = [one.end_on for one in absences[id_] if one.start_on <= day < one.end_on]
    return Quiet(line, names.get(id_, ""), weeks, max(back, default=None))


def _asked(session: Session, settings: FirmSettings, until: datetime) -> Asked:
    """Return what was asked in weekly messages and not answered, by project and person."""
    unanswered = or_(col(AskedItem.answered_at).is_(None), col(AskedItem.answered_at) > until)
    rows = session.exec(
        select(AskedItem.project_id, Occurrence.person_id, Occurrence.due_at)
        .join(Occurrence, col(Occurrence.id) == AskedItem.occurrence_id)
        .join(Schedule, col(Schedule.id) == Occurrence.schedule_id)
        .where(
            Schedule.rhythm == Rhythm.WEEKLY,
            Occurrence.step == Step.FIRST,
            col(Occurrence.outcome).not_in(NOT_ASKED),
            col(Occurrence.due_at) <= until,
            col(Occurrence.due_at) > until - LOOKED_BACK,
            unanswered,
            ~_has_not_left(until),
        )
    )
    asked: Asked = defaultdict(list)
    for project_id, person_id, due_at in rows:
        asked[project_id, person_id or 0].append(settings.today(due_at))
    return asked


def _has_not_left(until: datetime) -> ColumnElement[bool]:
    """Say that the message was still on its way: nobody is named for what they did not get.

    Of old messages that left there is no trace any more.
    """
    key = literal("week:") + cast(col(Occurrence.id), String)
    sent_at = col(OutboxRow.sent_at)
    unsent = or_(sent_at.is_(None), sent_at > until)
    return select(OutboxRow.id).where(col(OutboxRow.key) == key, unsent).exists()


def _absences(session: Session, as_of: AsOf) -> defaultdict[int, list[Absence]]:
    rows = select(Absence).where(col(Absence.end_on) > as_of.day - LOOKED_BACK)
    found: defaultdict[int, list[Absence]] = defaultdict(list)
    for absence in session.exec(rows):
        found[absence.person_id].append(absence)
    return found


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids)))
    return {id_ or 0: name for id_, name in rows}
