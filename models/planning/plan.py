"""Planning: what is due becomes an occurrence and its message, both or neither, exactly once.

Any number of processes may plan at the same time, and any of them may be stopped anywhere: what is
due is read from the database, and who inserts an occurrence first has won.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.outbox import Parcel, post_all
from models.planning.agenda import DIGEST_WAITS, WEEK, monday, week_of
from models.planning.deciding import Came, Decision, New, Past, decide
from models.planning.diary import TROUBLE, Diary, read_diary, read_past
from models.receipt import INSERT
from models.role import leaders
from models.schedule import UNANSWERED, Occurrence, Outcome, Rhythm, Schedule, Step
from models.scope import workspace_of

BATCH = 500
STALLED = "5s"
TRY_AGAIN = timedelta(days=1)
"""When a schedule is tried again whose planning failed: a newer version may know better."""
KINDS = {Step.FIRST: "week", Step.AGAIN: "week", Step.FOLLOW_UP: "week.follow_up"}
UNWATCHED = {"synchronize_session": False}
"""What is loaded is not needed any more, and need not be told."""
WON: Any = (Occurrence.id, Occurrence.schedule_id, Occurrence.period, Occurrence.step)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """One occurrence that this process made."""

    id: int
    schedule: Schedule
    new: New

    @property
    def is_asked(self) -> bool:
        return self.new.outcome is Outcome.ASKED


@dataclass(slots=True)
class Plans:
    """What was decided for a batch of schedules."""

    schedules: dict[int, Schedule]
    decisions: dict[int, Decision] = field(default_factory=dict)

    def new(self) -> Iterable[tuple[Schedule, New]]:
        return (
            (self.schedules[id_], new)
            for id_, decision in self.decisions.items()
            for new in decision.new
        )


def is_due(session: Session, now: datetime) -> bool:
    """Say whether any schedule is to be looked at; all that an idle beat asks."""
    due = select(Schedule.id).where(Schedule.look_at <= now)
    return session.exec(due.limit(1)).first() is not None


def due_schedules(session: Session, now: datetime, most: int = BATCH) -> Sequence[Schedule]:
    """Take some schedules that are to be looked at; what another process has taken is left out.

    A process that is stopped in the middle lets go of what it took, within STALLED.
    """
    if session.get_bind().dialect.name == "postgresql":
        stalled = func.set_config("idle_in_transaction_session_timeout", STALLED, True)  # noqa: FBT003  # of this transaction only
        session.connection().execute(select(stalled))
    due = select(Schedule).where(Schedule.look_at <= now).order_by(col(Schedule.look_at))
    return session.exec(due.limit(most).with_for_update(skip_locked=True)).all()


def plan(session: Session, schedules: Sequence[Schedule], now: datetime) -> list[Made]:
    """Do what these schedules are due for; return what was made of it here.

    Run again, or elsewhere at the same time, it makes nothing twice.
    """
    if not schedules:
        return []
    diary = _diary(session, schedules, now)
    past = read_past(session, [one.id or 0 for one in schedules], now)
    plans = Plans({one.id or 0: one for one in schedules})
    for id_, schedule in plans.schedules.items():
        known = Past(schedule.since_at, past.get(id_, ()))
        plans.decisions[id_] = decided(diary, schedule, known, now)
    made = _insert(session, plans, now)
    _expire(session, plans)
    post_all(session, [*_parcels(session, diary, made, now)], now)
    _look_later(session, plans, now)
    return made


def bring_forward(session: Session, schedules: Sequence[Schedule], now: datetime) -> list[Made]:
    """Do at once what these schedules have still to come, because a leader wants it.

    A weekly message that came this week does not come again; a digest does, once a day.
    """
    diary = _diary(session, schedules, now)
    past = read_past(session, [one.id or 0 for one in schedules], now)
    plans = Plans({one.id or 0: one for one in schedules})
    for id_, schedule in plans.schedules.items():
        agenda = diary.agenda(schedule)
        today = agenda.today(now)
        new = New(week_of(today), Step.FIRST, now)
        if schedule.rhythm is Rhythm.DIGEST:
            new = New(today.isoformat(), Step.AGAIN, now)
        expired = () if schedule.rhythm is Rhythm.DIGEST else _open(past.get(id_, ()))
        plans.decisions[id_] = Decision(schedule.look_at, (new,), expired)
    made = _insert(session, plans, now)
    _expire(session, plans)
    post_all(session, [*_parcels(session, diary, made, now)], now)
    return made


def _open(came: Iterable[Came]) -> tuple[int, ...]:
    return tuple(one.id for one in came if one.outcome is Outcome.ASKED)


def _diary(session: Session, schedules: Iterable[Schedule], now: datetime) -> Diary:
    return read_diary(session, [one.person_id for one in schedules if one.person_id], now)


def decided(diary: Diary, schedule: Schedule, past: Past, now: datetime) -> Decision:
    """Decide, or put the schedule aside: one that is broken keeps no other from its turn."""
    try:
        return decide(diary.agenda(schedule), past, now)
    except Exception as error:  # noqa: BLE001  # whatever it is: the others come first
        log.error("schedule %s cannot be planned: %s", schedule.id, type(error).__name__)  # noqa: TRY400  # a traceback has people's values
        return Decision(now + TRY_AGAIN, pause=f"{TROUBLE}: {type(error).__name__}")


def _insert(session: Session, plans: Plans, now: datetime) -> list[Made]:
    """Insert the occurrences; return those that nobody else had inserted."""
    new = {(one.id, new.period, new.step): (one, new) for one, new in plans.new()}
    if not new:
        return []
    rows = [
        {
            "workspace_id": workspace_of(session),
            "schedule_id": schedule.id,
            "person_id": schedule.person_id,
            "period": one.period,
            "step": one.step,
            "due_at": one.due_at,
            "made_at": now,
            "outcome": one.outcome,
            "why": one.why,
            "until_on": one.until_on,
            "is_late": one.is_late,
        }
        for schedule, one in new.values()
    ]
    insert = _insert_into(session, Occurrence).returning(*WON)
    won = session.execute(insert, rows, execution_options={"render_nulls": True})
    return [Made(id_, *new[schedule_id, period, step]) for id_, schedule_id, period, step in won]


def _expire(session: Session, plans: Plans) -> None:
    """Let what nobody answered expire, unless an answer comes at this very moment."""
    ids = [id_ for decision in plans.decisions.values() for id_ in decision.expired]
    if ids:
        rows = update(Occurrence).where(
            col(Occurrence.id).in_(ids), col(Occurrence.outcome) == Outcome.ASKED
        )
        session.exec(rows.values(outcome=Outcome.EXPIRED), execution_options=UNWATCHED)


def _look_later(session: Session, plans: Plans, now: datetime) -> None:
    """Say when each is looked at again; within an hour, so at few different instants."""
    later: dict[datetime, list[int]] = defaultdict(list)
    for id_, decision in plans.decisions.items():
        later[decision.look_at].append(id_)
        _pause(plans.schedules[id_], decision, now)
    session.flush()
    for look_at, ids in later.items():
        rows = update(Schedule).where(col(Schedule.id).in_(ids)).values(look_at=look_at)
        session.exec(rows, execution_options=UNWATCHED)


def _pause(schedule: Schedule, decision: Decision, now: datetime) -> None:
    if decision.pause:
        schedule.paused_at, schedule.paused_because = now, decision.pause[:120]
    elif (schedule.paused_because or "").startswith(TROUBLE):
        schedule.paused_at = schedule.paused_because = None


def _parcels(
    session: Session, diary: Diary, made: Sequence[Made], now: datetime
) -> Iterable[Parcel]:
    for one in made:
        if one.is_asked:
            yield _message(diary, one, now)
    stopped = [one for one in made if one.new.why == UNANSWERED and not one.schedule.paused_at]
    if stopped:
        yield from _farewells(session, diary, stopped, now)


def _message(diary: Diary, made: Made, now: datetime) -> Parcel:
    about = {"occurrence": made.id}
    if made.schedule.rhythm is Rhythm.DIGEST:
        channel, stale = diary.firm.settings.digest_channel, made.new.due_at + DIGEST_WAITS
        key = f"digest:{made.id}"
        return Parcel(key, "digest", now, about, channel_id=channel, stale_at=stale)
    agenda, kind = diary.agenda(made.schedule), KINDS[made.new.step]
    next_week = monday(week_of(agenda.today(now))) + WEEK
    return Parcel(
        f"{kind}:{made.id}",
        kind,
        now,
        about,
        person_id=made.schedule.person_id,
        stale_at=agenda.moment(next_week, 0),
    )


def _farewells(
    session: Session, diary: Diary, stopped: Sequence[Made], now: datetime
) -> Iterable[Parcel]:
    """Tell those who are asked no more, and the leaders, who have a choice."""
    day = diary.firm.settings.today(now)
    leading = {role.person_id for role in leaders(session, day)}
    for made in stopped:
        about = {"occurrence": made.id}
        for person_id in sorted({made.schedule.person_id or 0, *leading}):
            key = f"week.stopped:{made.id}:{person_id}"
            yield Parcel(key, "week.stopped", now, about, person_id=person_id)


def _insert_into(session: Session, table: type[Any]) -> Any:
    """Return an insert that leaves alone what is there."""
    return INSERT[session.get_bind().dialect.name](table).on_conflict_do_nothing()
