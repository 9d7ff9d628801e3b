"""A weekly message for conversations: chosen and worded as the outbox does, and posted."""

from sqlmodel import select

from models.outbox import Fate, OutboxRow, Parcel, post
from models.schedule import Occurrence, Rhythm, Schedule, Step
from models.week.week import begin_week
from views.week import week_message


def week_comes(talk, person, step=Step.FIRST):
    """Post somebody's weekly message, or a later one of the same week."""
    now = talk.clock()
    with talk.database.begin() as session:
        one = _occurrence(session, person.id, step, now)
        message = week_message(begin_week(session, one, now)).payload()
        kind = "week.follow_up" if step is Step.FOLLOW_UP else "week"
        row = post(session, Parcel(f"{kind}:{one.id}", kind, now, person_id=person.id), now)
        session.get_one(OutboxRow, row).fate = Fate.SENT
    talk.given.client.chat_postMessage(channel=person.slack_user_id, **message)


def _occurrence(session, person_id, step, now):
    key = f"weekly:{person_id}"
    schedule = session.exec(select(Schedule).where(Schedule.key == key)).first()
    if schedule is None:
        about = {"look_at": now, "since_at": now}
        schedule = Schedule(key=key, rhythm=Rhythm.WEEKLY, person_id=person_id, **about)
        session.add(schedule)
        session.flush()
    year, week, _ = now.date().isocalendar()
    about = {"schedule_id": schedule.id, "person_id": person_id, "step": step}
    one = Occurrence(period=f"{year}-W{week:02}", due_at=now, made_at=now, **about)
    session.add(one)
    session.flush()
    return one
