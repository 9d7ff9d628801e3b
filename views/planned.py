"""How the planning of a week is told on a terminal: who gets what when, and why others do not."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table

from models.planning.agenda import Held
from models.planning.plan import Made
from models.planning.week_ahead import Planned
from models.schedule import Outcome, Step

HELD = {
    Held.NOT_LAUNCHED: "not launched yet",
    Held.NO_CHANNEL: "no channel is set for the digest",
    Held.LEFT: "has left",
    Held.NO_ACCOUNT: "no Slack account that may act",
    Held.NO_ROLE: "has no role",
    Held.QUIET_WEEK: "a quiet week",
    Held.HOLIDAYS: "holidays all week",
    Held.AWAY: "away",
    Held.DOWN: "Trefoil did not run in time",
    Held.NEW: "from next week on",
    "unanswered": "paused: four weeks without an answer",
}
STEPS = {Step.FIRST: "the week's message", Step.FOLLOW_UP: "a reminder", Step.AGAIN: "as snoozed"}
DIGEST = "(the digest)"


def planned_table(planned: Sequence[Planned], zone: str) -> Table:
    """Return who would be written to now, and how the week of everybody looks."""
    table = Table("Who", "Now", "This week", title="Nothing was sent", title_justify="left")
    for one in planned:
        now = ", ".join(STEPS[step] for step in one.now)
        table.add_row(_plain(one.name or DIGEST), now or "–", _plain(_week(one, zone)))
    return table


def planned_data(planned: Sequence[Planned]) -> list[dict[str, Any]]:
    return [
        {
            "person": one.person_id,
            "name": one.name or "digest",
            "now": [str(step) for step in one.now],
            "at": one.at.isoformat() if one.at else None,
            "held": one.held,
            "until": one.until_on.isoformat() if one.until_on else None,
            "cover": one.cover_id,
            "came": one.came,
        }
        for one in planned
    ]


def made_words(made: Sequence[Made], at: datetime, zone: str) -> str:
    """Say what was put into the outbox, and what was noted instead."""
    counts = Counter(_kind(one) for one in made)
    noted = Counter(HELD.get(one.new.why or "", one.new.why) for one in made if not one.is_asked)
    asked = ", ".join(f"{count:,} × {kind}" for kind, count in counts.items() if kind)
    lines = [f"{_moment(at, zone)}: {asked or 'nothing was due'}."]
    lines += [f"Held or missed: {count:,} × {why}" for why, count in noted.items()]
    return "\n".join(lines + ["They wait in the outbox until `trefoil serve` runs."] * bool(asked))


def made_data(made: Sequence[Made], at: datetime) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "made": [
            {
                "person": one.schedule.person_id,
                "period": one.new.period,
                "step": one.new.step,
                "outcome": one.new.outcome,
                "why": one.new.why,
                "late": one.new.is_late,
            }
            for one in made
        ],
    }


def _kind(made: Made) -> str | None:
    if not made.is_asked:
        return None
    return STEPS[made.new.step] if made.schedule.person_id else "the digest"


def _week(one: Planned, zone: str) -> str:
    if one.came and one.came not in (Outcome.SUPPRESSED, Outcome.MISSED):
        return f"{one.came} since {_moment(one.at, zone)}"
    if one.held:
        until = f" until {one.until_on}" if one.until_on else ""
        return f"held: {HELD.get(one.held, one.held)}{until}"
    return _moment(one.at, zone)


def _moment(at: datetime | None, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}" if at else "–"


def _plain(words: str) -> str:
    """Return words that are nobody's markup on a terminal."""
    return words.replace("[", r"\[")
