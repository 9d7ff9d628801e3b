"""Deciding: what a schedule does at an instant, out of an agenda and of what it did before.

It writes nothing and asks no clock: the same at the same instant, in whatever process, however
often. That it happens once is up to the key of the occurrence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.planning.agenda import (
    ON_TIME,
    OPENS,
    WEEK,
    Agenda,
    Held,
    PersonalAgenda,
    monday,
    week_of,
    weeks_before,
)
from models.schedule import UNANSWERED, Outcome, Step
from models.workdays import DAY

REMEMBERED = timedelta(weeks=8)
"""How far back a decision looks."""
CAUGHT_UP = 4
"""Of so many weeks before this one it is noted that nothing came."""
PATIENCE = 4
"""After so many weeks without an answer nobody is asked any more."""
AT_LEAST = timedelta(hours=1)
"""How often a schedule is looked at, whatever its agenda: who travels does not announce it."""
SOON = timedelta(seconds=1)
REMINDER = 2
"""Working days after which a message without an answer is followed up."""
REACTIONS = frozenset({Outcome.ANSWERED, Outcome.SNOOZED})


@dataclass(frozen=True, slots=True)
class Came:
    """One occurrence, as far as it matters for what comes next."""

    id: int
    period: str
    step: Step
    outcome: Outcome
    made_at: datetime
    why: str | None = None
    until_on: date | None = None

    @property
    def week(self) -> str:
        """The week that it belongs to; of what was snoozed, the period is a day."""
        is_day = self.step is Step.AGAIN
        return week_of(date.fromisoformat(self.period)) if is_day else self.period


@dataclass(frozen=True, slots=True)
class Past:
    """What has come, and since when anything could."""

    since_at: datetime
    came: Sequence[Came] = ()

    @property
    def firsts(self) -> dict[str, Came]:
        return {one.period: one for one in self.came if one.step is Step.FIRST}

    def has(self, period: str, step: Step) -> bool:
        return any(one.period == period and one.step is step for one in self.came)


@dataclass(frozen=True, slots=True)
class New:
    """An occurrence to insert; only what is asked has a message."""

    period: str
    step: Step
    due_at: datetime
    outcome: Outcome = Outcome.ASKED
    why: str | None = None
    until_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to insert now, what nobody will answer any more, and when to look again.

    `pause` is why the schedule ends here until somebody resumes it.
    """

    look_at: datetime
    new: tuple[New, ...] = ()
    expired: tuple[int, ...] = ()
    pause: str | None = None


Move = tuple[New | None, datetime | None]
"""What to insert now, or else when there may be something."""
NOTHING: Move = (None, None)


def decide(agenda: Agenda, past: Past, now: datetime) -> Decision:
    """Say what is to be done at an instant, and nothing that was done already."""
    week = week_of(agenda.today(now))
    first, at = _first(agenda, past, week, now)
    personal = isinstance(agenda, PersonalAgenda)
    if personal and first and first.outcome is Outcome.ASKED and _is_given_up(past, week):
        first = replace(first, outcome=Outcome.SUPPRESSED, why=UNANSWERED)
    moves = [(first, at), *_more(agenda, past, (week, first), now)]
    new = [*_left_out(agenda, past, week), *(one for one, _ in moves if one)]
    later = [at for _, at in moves if at] + [_next_due(agenda, week)]
    later += [now] if first else []  # what follows it is decided once it is there
    return Decision(
        look_at=max(min([*later, now + AT_LEAST]), now + SOON),
        new=tuple(new),
        expired=_expired(past, week) if first and personal else (),
        pause=UNANSWERED if first and first.why == UNANSWERED and not agenda.barred else None,
    )


def _first(agenda: Agenda, past: Past, week: str, now: datetime) -> Move:
    """Return the message of this week, once it is due; what is due counts, not what was."""
    if week in past.firsts:
        return NOTHING
    sending = agenda.sending(week)
    due = agenda.moment(sending.day)
    if now < due or due < past.since_at:
        return None, due if now < due else None
    new = New(week, Step.FIRST, due, Outcome.SUPPRESSED, sending.held, sending.until_on)
    if sending.held:
        return new, None
    return _now_or_later(agenda, replace(new, outcome=Outcome.ASKED), week, now)


def _now_or_later(agenda: Agenda, new: New, week: str, now: datetime) -> Move:
    """Return what is due as what may come now, or when it may, or as missed."""
    chance = agenda.chance(week, new.due_at, now)
    if chance is None:
        return replace(new, outcome=Outcome.MISSED, why=Held.DOWN), None
    if chance > now:
        return None, chance
    return replace(new, is_late=now > new.due_at + ON_TIME), None


def _left_out(agenda: Agenda, past: Past, week: str) -> Iterator[New]:
    """Note that nothing came in the last weeks, where something should have: never a burst."""
    missing = set(weeks_before(week, CAUGHT_UP)) - past.firsts.keys()
    for earlier in sorted(missing):
        sending = agenda.sending(earlier)
        due = agenda.moment(sending.day)
        if due >= past.since_at:
            outcome = Outcome.SUPPRESSED if sending.held else Outcome.MISSED
            why = sending.held or Held.DOWN
            yield New(earlier, Step.FIRST, due, outcome, why, sending.until_on)


def _more(agenda: Agenda, past: Past, this: tuple[str, New | None], now: datetime) -> list[Move]:
    """Return the reminder, and what was snoozed, for as long as no newer message has come."""
    week, first = this
    if first or not isinstance(agenda, PersonalAgenda) or agenda.barred:
        return []
    return [_follow_up(agenda, past, week, now), _again(agenda, past, now)]


def _follow_up(agenda: PersonalAgenda, past: Past, week: str, now: datetime) -> Move:
    """Return the reminder: two working days later in the morning, before the digest needs it."""
    first = past.firsts.get(week)
    is_open = first is not None and first.outcome is Outcome.ASKED
    if first is None or not is_open or past.has(week, Step.FOLLOW_UP) or agenda.held_in(week):
        return NOTHING
    day = agenda.free_from(agenda.today(first.made_at) + DAY, skip=REMINDER - 1)
    if day is None or week_of(day) != week:
        return NOTHING
    new = New(week, Step.FOLLOW_UP, agenda.moment(day, OPENS))
    digest = agenda.digest.next_after(first.made_at) if agenda.digest else None
    return _unless_missed(_now_or_later(agenda, new, week, now), new, digest, now)


def _unless_missed(move: Move, new: New, limit: datetime | None, now: datetime) -> Move:
    """Leave out what nobody promised: it is not missed, and not wanted after its limit."""
    found, later = move
    at = later or max(new.due_at, now)
    is_over = found is not None and found.outcome is Outcome.MISSED
    return NOTHING if is_over or (limit and at >= limit) else move


def _again(agenda: PersonalAgenda, past: Past, now: datetime) -> Move:
    """Return what was snoozed, unless it came again already or another week's message has come."""
    snoozed = [one for one in past.came if one.outcome is Outcome.SNOOZED and one.until_on]
    last = max(snoozed, key=lambda one: one.id, default=None)
    if last is None or last.until_on is None or _is_superseded(past, last):
        return NOTHING
    day = agenda.free_from(last.until_on)
    period = last.until_on.isoformat()
    if day is None or past.has(period, Step.AGAIN) or agenda.held_in(week_of(day)):
        return NOTHING
    new = New(period, Step.AGAIN, agenda.moment(day))
    return _unless_missed(_now_or_later(agenda, new, week_of(day), now), new, None, now)


def _is_superseded(past: Past, one: Came) -> bool:
    return any(first.id > one.id and first.period >= one.week for first in past.firsts.values())


def _expired(past: Past, week: str) -> tuple[int, ...]:
    """Return what is still without an answer when this week's message comes."""
    return tuple(one.id for one in past.came if one.outcome is Outcome.ASKED and one.week <= week)


def _is_given_up(past: Past, week: str) -> bool:
    """Say whether the last four weeks that were asked have no answer of any kind."""
    unanswered = 0
    for earlier in sorted((one for one in past.firsts if one < week), reverse=True):
        outcomes = {one.outcome for one in past.came if one.week == earlier}
        if outcomes & REACTIONS or past.firsts[earlier].why == UNANSWERED:
            break
        unanswered += bool(outcomes & {Outcome.ASKED, Outcome.EXPIRED})
    return unanswered >= PATIENCE


def _next_due(agenda: Agenda, week: str) -> datetime:
    """Return when the next week's message is due, or noted as held."""
    following = week_of(monday(week) + WEEK)
    return agenda.moment(agenda.sending(following).day)
