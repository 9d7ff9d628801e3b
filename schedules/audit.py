"""The auditor, who tells the operator of what did not arrive; and the tidying of what long has."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.delivery.audit import alarm, drop_old, late
from models.ports import Now, Opener

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Audit:
    """Says each thing once, whichever process sees it first; `show` is told how many there are."""

    begin: Opener
    reading: Opener
    now: Now
    show: Callable[[int], None]

    def __call__(self) -> None:
        now = self.now()
        with self.reading() as session:
            rows = late(session, now)
        self.show(len(rows))
        if all(row.alarmed_at for row in rows):
            return
        with self.begin() as session:
            news = alarm(session, rows, now)
        for row in news:
            since = f"{row.wanted_at:%Y-%m-%d %H:%M} UTC"
            log.error(
                "message %s (%s), wanted %s: %s, %s", row.id, row.kind, since, row.fate, row.why
            )


@dataclass(slots=True)
class Tidy:
    """Forgets old messages, once a day in each process."""

    begin: Opener
    now: Now
    done_on: date | None = None

    def __call__(self) -> None:
        today = self.now().date()
        if self.done_on == today:
            return
        with self.begin() as session:
            drop_old(session, self.now())
        self.done_on = today
