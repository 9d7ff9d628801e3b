"""What a status form is opened with: each thing as it was said last, and when that was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam
from sqlmodel import Session, col, select

from models.fact import known
from models.person import Person
from models.project import Project
from models.status import COLOURS, FIGURES, StatusUpdate, finish_news, says_colour
from models.text import LINE

CARRIED = ("path", "path_due_on", "help_from_id")
"""What a confirmation confirms along with the colours and the finish."""
Said = Sequence[tuple[StatusUpdate, str | None]]
"""Reports, the latest first, each with the name of who made it."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """The values of a form by field, since when each figure stands, and who spoke last.

    `since` and `by` have the figures and the finish; `by` also has who said the last colours, as
    "colours". `said_on` is the day of those; `said_by` said the last thing of all.

    A note is of its day: it stands in a form of that day, or as `long_note` where it has no room
    there. `last_note` is the last one of an earlier day, and that day.
    """

    values: dict[str, Any]
    since: dict[str, date]
    by: dict[str, str | None]
    said_by: str | None = None
    said_on: date | None = None
    long_note: str | None = None
    last_note: tuple[date, str] | None = None

    @property
    def standing(self) -> dict[str, Any]:
        """The values as they stand on record for the day, a long note too."""
        return self.values | {"note": self.long_note or self.values["note"]}


def prefill(session: Session, project: Project, day: date) -> Prefill:
    """Return what was said of a project up to a day: the last colours, and each figure's last."""
    return prefills(session, [project.id or 0], day)[project.id or 0]


def prefills(session: Session, project_ids: Sequence[int], day: date) -> dict[int, Prefill]:
    """Return the same for several projects, in one statement."""
    said: dict[int, list[tuple[StatusUpdate, str | None]]] = {id_: [] for id_ in project_ids}
    about = {"ids": list(project_ids), "day": day}
    for update, name in session.exec(_query(), params=about):
        said[update.project_id].append((update, name))
    return {id_: _filled(one, day) for id_, one in said.items()}


def expected_finishes(
    session: Session, project_ids: Sequence[int], day: date
) -> dict[int, date | None]:
    """Return the finish that was expected last of each of these projects."""
    found = prefills(session, project_ids, day) if project_ids else {}
    return {id_: one.values["forecast_finish_on"] for id_, one in found.items()}


@cache
def _query() -> Any:
    """Build the query once, as models/project_facts.py does."""
    return (
        select(StatusUpdate, Person.name)
        .outerjoin(Person, col(Person.id) == StatusUpdate.by_id)
        .where(
            col(StatusUpdate.project_id).in_(bindparam("ids", expanding=True)),
            StatusUpdate.as_of <= bindparam("day", type_=Date),
            known(StatusUpdate, None),
        )
        .order_by(col(StatusUpdate.as_of).desc())
    )


def _filled(said: Said, day: date) -> Prefill:
    updates = [update for update, _ in said]
    last = next((update for update in updates if says_colour(update)), None)
    values: dict[str, Any] = {name: getattr(last, name, None) for name in (*COLOURS, *CARRIED)}
    values["someone_must_decide"] = bool(last and last.someone_must_decide)
    finish = finish_news(updates)
    values["forecast_finish_on"] = finish.forecast_finish_on if finish else None
    values["path"] = " ".join((values["path"] or "").split()) or None
    figures = {name: _latest(updates, name) for name in FIGURES}
    values |= {name: getattr(update, name, None) for name, update in figures.items()}
    standing = figures | {"forecast_finish_on": finish if values["forecast_finish_on"] else None}
    noted = next((update for update in updates if (update.note or "").strip()), None)
    note = (noted.note or "").strip() if noted else None
    is_todays = noted is not None and noted.as_of == day
    is_long = len(note or "") > LINE
    return Prefill(
        values=values | {"note": note if is_todays and not is_long else None},
        since={name: update.as_of for name, update in standing.items() if update},
        by=_authors(said, standing | {"forecast_finish_on": finish, "colours": last}),
        said_by=said[0][1] if said else None,
        said_on=last.as_of if last else None,
        long_note=note if is_todays and is_long else None,
        last_note=(noted.as_of, note) if noted and note and not is_todays else None,
    )


def _authors(said: Said, sources: dict[str, StatusUpdate | None]) -> dict[str, str | None]:
    names = {update.id: name for update, name in said}
    return {what: names[update.id] for what, update in sources.items() if update}


def _latest(updates: Sequence[StatusUpdate], name: str) -> StatusUpdate | None:
    return next((update for update in updates if getattr(update, name) is not None), None)
