"""The firm's files, told anew: every date, also those within sentences, moved by whole weeks."""

import csv
import re
from calendar import month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
DAY = timedelta(days=1)
MONTHS = tuple(month_name)[1:]
MONTH = "|".join(MONTHS)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SPOKEN = re.compile(
    rf"\b(?P<first>\d{{1,2}}) and (?P<second>\d{{1,2}}) (?P<both>{MONTH})\b"
    rf"|\b(?P<day>\d{{1,2}}) (?P<of>{MONTH})\b"
    rf"|\bthe (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b"
    rf"|\b(?P<month>{MONTH})\b"
)
MIDDLE = 15
HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class Retelling:
    """Moves what is told by so many weeks; weekdays stay what they are."""

    weeks: int

    def day(self, day: date) -> date:
        return day + timedelta(weeks=self.weeks)

    def words(self, words: str, told_on: date) -> str:
        """Move the dates in a sentence that was said, in the original, on a day."""
        return SPOKEN.sub(lambda found: self._moved(found, told_on), words) if self.weeks else words

    def row(self, row: Row, told_on: date) -> Row:
        """Move every date of a row: a cell that is one, and those within words."""
        return {name: self._cell(cell, told_on) for name, cell in row.items()}

    def _cell(self, cell: str, told_on: date) -> str:
        if ISO.fullmatch(cell):
            return self.day(date.fromisoformat(cell)).isoformat()
        return self.words(cell, told_on)

    def _moved(self, found: re.Match[str], told_on: date) -> str:
        match found.groupdict():
            case {"both": str(month), "first": first, "second": second}:
                one, two = (self._spoken(int(n), month, told_on) for n in (first, second))
                alone = str(one.day) if one.month == two.month else _in_words(one)
                return f"{alone} and {_in_words(two)}"
            case {"of": str(month), "day": day}:
                return _in_words(self._spoken(int(day), month, told_on))
            case {"nth": str(nth)}:
                return f"the {_ordinal(self.day(_next_with(int(nth), told_on)).day)}"
            case _:
                return MONTHS[self._spoken(MIDDLE, found["month"], told_on).month - 1]

    def _spoken(self, day: int, month: str, told_on: date) -> date:
        """Return the day that was meant, moved: of all years the one nearest to when it was said.

        A month alone is moved as its middle.
        """
        found = date(told_on.year, MONTHS.index(month) + 1, day)
        if abs((found - told_on).days) > HALF_YEAR:
            found = found.replace(year=found.year + (1 if found < told_on else -1))
        return self.day(found)


def rows(path: Path) -> Iterator[Row]:
    """Read a file of the firm."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def write(path: Path, told: list[Row], change: Callable[[Row], Row | None]) -> None:
    """Write rows as a file of the firm; what `change` makes nothing of is left out."""
    kept = [row for row in map(change, told) if row is not None]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list((kept or told)[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def _next_with(day_of_month: int, after: date) -> date:
    return next(d for n in range(62) if (d := after + n * DAY).day == day_of_month)


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    return (
        f"{number}{'th' if number in teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    )
