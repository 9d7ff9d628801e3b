"""What happened in the nine weeks, in the order of time: each event is done by who did it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from demo.calendar import DIGEST_HOUR, FIRST, WEEKS, Calendar
from demo.deeds import Deeds
from demo.retelling import DAY, rows

HERE = Path(__file__).parent
AFTER_ASKING = timedelta(minutes=75)
"""Until then the message has come in Dublin, too."""
BETWEEN = timedelta(minutes=7)
CLICKS_AFTER = timedelta(hours=2, minutes=40)
CONFIRMING = ("anneke", "bongani", "leyla", "saoirse", "yuki")
"""Who clicks what is left of each weekly message."""
RAFAL_CLICKS = (1, 5, 6)
"""In the other weeks he is away, or silent."""


@dataclass(frozen=True, order=True)
class Event:
    """Something that happens at an instant."""

    at: datetime
    number: int
    happens: Callable[[], object]


@dataclass(frozen=True, slots=True)
class History:
    """The events, told for a calendar, out of the firm's files."""

    firm: Path
    calendar: Calendar
    deeds: Deeds

    def events(self) -> list[Event]:
        """Return all that happens before now, the earliest first."""
        parts = (self._decisions(), self._chatter(), self._reports(), self._clicks())
        more = (self._lessons(), self._figures())
        told = [one for part in (*parts, *more) for one in part]
        found = [Event(at, number, happens) for number, (at, happens) in enumerate(told)]
        return sorted(one for one in found if one.at < self.calendar.now)

    def _decisions(self) -> "Told":
        deeds, moment, day = self.deeds, self.calendar.moment, self.calendar.retelling.day
        settings = {
            "time_zone": "Europe/Berlin",
            "weekly_on": self.calendar.asked_at.weekday(),
            "weekly_hour": self.calendar.asked_at.hour,
            "digest_on": self.calendar.digest_on.weekday(),
            "digest_hour": DIGEST_HOUR,
        }
        yield self.calendar.begins_at, lambda: deeds.sets_up("ines", settings)
        yield moment(FIRST, "00:10"), lambda: deeds.launches("ines", "leaders")
        paused, closed = date(2026, 10, 15), date(2026, 10, 16)
        yield moment(paused, "17:30"), lambda: deeds.moves("leyla", "ALD-PILOT", "paused")
        yield moment(closed, "17:30"), lambda: deeds.moves("rafal", "OOS-CROP", "closed")
        yield (
            moment(closed, "16:00"),
            lambda: deeds.is_away("rafal", day(closed) + 3 * DAY, day(closed) + 17 * DAY, "leyla"),
        )
        yield (
            moment(date(2026, 11, 19), "08:00"),
            lambda: deeds.is_away("yuki", day(date(2026, 11, 23)), day(date(2026, 12, 7)), "rafal"),
        )

    def _chatter(self) -> "Told":
        for row in rows(HERE / "chatter.csv"):
            told = date.fromisoformat(row["on"])
            words = self.calendar.retelling.words(row["words"], told)
            yield (
                self.calendar.moment(told, row["at"]),
                partial(self.deeds.says, row["who"], words, row["in"]),
            )

    def _reports(self) -> "Told":
        """Let each report of a week follow its weekly message, one after the other."""
        for number, row in enumerate(rows(self.firm / "status.csv")):
            told = date.fromisoformat(row["as_of"])
            at = self.calendar.asked_in(told) + AFTER_ASKING + (number % 11) * BETWEEN
            yield at, partial(self.deeds.reports, self.calendar.retelling.row(row, told))

    def _clicks(self) -> "Told":
        for week in range(WEEKS):
            names = (*CONFIRMING, "rafal") if week in RAFAL_CLICKS else CONFIRMING
            for number, name in enumerate(names):
                at = self.calendar.weekly(week) + CLICKS_AFTER + number * BETWEEN
                yield at, partial(self._clicked, name, week)

    def _clicked(self, name: str, week: int) -> None:
        """Answer a week's message; in the first one nobody has figures to carry on."""
        self.deeds.confirms(name)
        if week:
            self.deeds.gives_figures(name)

    def _lessons(self) -> "Told":
        for row in rows(self.firm / "lessons.csv"):
            told = date.fromisoformat(row["occurred_on"])
            if told >= FIRST:
                moved = self.calendar.retelling.row(row, told)
                yield self.calendar.moment(told, "17:45"), partial(self.deeds.logs, moved)

    def _figures(self) -> "Told":
        """Bring finance's figures, three days after the end of each month."""
        for told in sorted({row["as_of"] for row in rows(self.firm / "figures.csv")}):
            day = date.fromisoformat(told)
            yield (
                self.calendar.moment(day + 3 * DAY, "08:30"),
                partial(self.deeds.brings_figures, told),
            )


Told = Iterator[tuple[datetime, Callable[[], object]]]
