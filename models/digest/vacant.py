"""What nobody holds, and since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from models.client import Client
from models.fact import known
from models.portfolio import AsOf, ProjectLine, is_vacant
from models.post import HELD
from models.role import Grade, RoleAssignment, holder_id_on
from models.state import ENDED, state_on
from models.text import fold

Ended = Mapping[tuple[str, int], date]
"""The day on which the last who held something no longer did, by its kind and id."""
COLUMNS = ("project_id", "client_id", "offering_id")


@dataclass(frozen=True, slots=True)
class Gap:
    """A project, client or offering that nobody holds; `since` is nothing where nobody ever did.

    A project that nobody ever held is so since its start.
    """

    kind: str
    name: str
    client: str | None
    since: date | None


def gaps_of(session: Session, lines: Sequence[ProjectLine], as_of: AsOf) -> list[Gap]:
    """Return what nobody holds on a day, the latest to fall vacant first.

    That is of these projects, and of the clients and offerings that may be named to many.
    """
    ended = _ended(session, as_of)
    found = [
        Gap(
            "project",
            line.name,
            line.client,
            ended.get(("project", line.project_id)) or line.start_on,
        )
        for line in lines
        if is_vacant(line, as_of.day)
    ]
    found += _others(session, as_of, ended)
    found.sort(key=lambda gap: (gap.kind != "project", gap.kind, fold(gap.name)))
    return sorted(found, key=lambda gap: gap.since or date.min, reverse=True)


def _ended(session: Session, as_of: AsOf) -> Ended:
    subjects = [getattr(RoleAssignment, name) for name in COLUMNS]
    rows: Any = session.exec(
        select(*subjects, func.max(RoleAssignment.end_on))  # type: ignore[call-overload]  # four columns
        .where(
            known(RoleAssignment, as_of.known_at),
            RoleAssignment.grade == Grade.ACCOUNTABLE,
            col(RoleAssignment.end_on) <= as_of.day,
        )
        .group_by(*subjects)
    )
    found = {}
    for *ids, on in rows:
        for column, id_ in zip(COLUMNS, ids, strict=True):
            found[column.removesuffix("_id"), id_ or 0] = on
    return found


def _others(session: Session, as_of: AsOf, ended: Ended) -> Iterator[Gap]:
    """Return the clients and offerings; a confidential client is named nowhere."""
    for table, role in HELD:
        kind, id_ = table.__name__.lower(), col(table.id)
        holder = holder_id_on(id_, role, *as_of[:2]).scalar_subquery()
        state = state_on(id_, kind, *as_of[:2]).scalar_subquery()
        rows: Any = select(table.id, table.name, state).where(
            holder.is_(None), col(table.recorded_at) <= as_of.known_at
        )
        if table is Client:
            rows = rows.where(col(Client.confidential).is_(False))
        found = session.exec(rows).all()
        yield from (
            Gap(kind, name, None, ended.get((kind, subject_id)))
            for subject_id, name, now_in in found
            if now_in not in ENDED
        )
