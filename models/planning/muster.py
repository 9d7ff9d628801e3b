"""The muster: everybody who holds a role gets a schedule, and the firm one for its digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.person import Person
from models.planning.diary import holding
from models.receipt import INSERT
from models.schedule import Rhythm, Schedule
from models.scope import workspace_of
from models.setting import firm_settings

DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Missing:
    """Who has no schedule yet, and whether the digest has none."""

    person_ids: Sequence[int]
    digest: bool

    def __bool__(self) -> bool:
        return bool(self.person_ids) or self.digest


def missing(session: Session, now: datetime) -> Missing:
    """Return what a muster would make; it reads only."""
    of_person = select(Schedule.id).where(Schedule.person_id == Person.id)
    without = holding(firm_settings(session).today(now)).where(
        col(Person.active).is_(True), ~of_person.exists()
    )
    ids = session.exec(without.order_by(col(Person.id))).all()
    digest = session.exec(select(Schedule.id).where(Schedule.key == DIGEST)).first()
    return Missing(ids, digest is None)


def muster(session: Session, now: datetime) -> Missing:
    """Make the schedules that are missing; however often it runs, each is there once.

    What was due before is not caught up: nobody is asked on the spot because they got a role.
    """
    found = missing(session, now)
    if found:
        seen = {"workspace_id": workspace_of(session), "look_at": now, "since_at": now}
        weekly = {"rhythm": Rhythm.WEEKLY} | seen
        digest = {"key": DIGEST, "rhythm": Rhythm.DIGEST, "person_id": None} | seen
        rows = [{"key": f"person:{id_}", "person_id": id_} | weekly for id_ in found.person_ids]
        insert = INSERT[session.get_bind().dialect.name](Schedule).on_conflict_do_nothing()
        rows += [digest] if found.digest else []
        session.execute(insert, rows, execution_options={"render_nulls": True})
    return found
