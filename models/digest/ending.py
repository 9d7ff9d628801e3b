"""Projects that end soon, and after which nothing of the same client goes on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.money import to_decimal
from models.portfolio import ProjectLine
from models.state import State

SOON = timedelta(days=90)
RUNNING = (State.ACTIVE, State.CLOSING)


@dataclass(frozen=True, slots=True)
class Ending:
    """The projects with the day on which each is expected to end, the next first.

    `amounts` are their budgets by currency; they are never converted.
    """

    projects: tuple[tuple[ProjectLine, date], ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()


def ending(
    lines: Sequence[ProjectLine], expected: Mapping[int, date | None], day: date
) -> list[tuple[ProjectLine, date]]:
    """Return the running projects that end within 90 days with nothing next.

    Something is next where another open project of the client, begun or not, ends later, or on a
    day that nobody knows.
    """
    ends = {line.project_id: expected.get(line.project_id) or line.finish_on for line in lines}
    last: defaultdict[int, date] = defaultdict(lambda: date.min)
    for line in lines:
        last[line.client_id] = max(last[line.client_id], ends[line.project_id] or date.max)
    found = [
        (line, end)
        for line in lines
        if (end := ends[line.project_id])
        and day <= end <= day + SOON
        and line.state in RUNNING
        and end == last[line.client_id]
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].name, pair[0].key))


def summed_up(found: Iterable[tuple[ProjectLine, date]]) -> Ending:
    """Return the same with the sums of their budgets."""
    projects, sums = tuple(found), defaultdict[str, int](int)
    for line, _ in projects:
        if line.currency and line.budget:
            sums[line.currency] += line.budget
    amounts = ((code, to_decimal(total, code)) for code, total in sorted(sums.items()))
    return Ending(projects, tuple(amounts))
