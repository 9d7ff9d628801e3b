"""Planning what is due, and giving a schedule to whoever has none."""

from dataclasses import dataclass

from models.planning.muster import missing, muster
from models.planning.plan import Made, due_schedules, is_due, plan
from models.ports import Now, Opener


@dataclass(frozen=True, slots=True)
class Plan:
    """Puts into the outbox what is due, in batches, each a transaction, until nothing is.

    It may run in every replica at once: each takes what no other has taken, and each message is
    written once. An idle beat reads one row.
    """

    begin: Opener
    reading: Opener
    now: Now

    def __call__(self) -> None:
        self.run()

    def run(self) -> list[Made]:
        """Plan all that is due at one instant; return what this process made of it."""
        at, made = self.now(), list[Made]()
        with self.reading() as session:
            due = is_due(session, at)
        while due:
            with self.begin() as session:
                schedules = due_schedules(session, at)
                made += plan(session, schedules, at)
            due = bool(schedules)
        return made


@dataclass(frozen=True, slots=True)
class Muster:
    """Makes the schedules that are missing; where none is, it only reads."""

    begin: Opener
    reading: Opener
    now: Now

    def __call__(self) -> None:
        at = self.now()
        with self.reading() as session:
            found = missing(session, at)
        if found:
            with self.begin() as session:
                muster(session, at)
