"""What leaders see of the week: who is asked and who is held back, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from models.delivery.audit import Undelivered, undelivered
from models.permission import Act, Deed, require
from models.person import Person
from models.planning.agenda import Held, Sending, week_of
from models.planning.diary import read_diary
from models.planning.muster import DIGEST, muster
from models.planning.plan import bring_forward
from models.planning.week_ahead import Planned, digest_ahead, week_ahead
from models.project import Project
from models.schedule import UNANSWERED, AskedItem, Occurrence, Schedule, resume
from models.setting import FirmSettings, firm_settings
from models.week.duty import refused
from models.week_errors import NoDigestChannelError, PostedTodayError


@dataclass(frozen=True, slots=True)
class Launch:
    """How far the launch is: the accounts it is tried with, and the channel of the digest."""

    is_launched: bool
    tried: tuple[str, ...]
    channel: str | None
    people: int


@dataclass(frozen=True, slots=True)
class Leading:
    """This week's messages and digest; `stopped` are asked no more, for they never answered.

    `refused` are projects of which their manager says that they are not theirs: name, project, id.
    """

    planned: Sequence[Planned]
    digest: Planned
    stopped: Sequence[tuple[int, str]]
    refused: Sequence[tuple[str, str, int]]
    undelivered: Sequence[Undelivered]
    launch: Launch
    zone: str


def leading_of(session: Session, now: datetime) -> Leading:
    """Return what a leader's Home shows of the week."""
    settings, planned = firm_settings(session), week_ahead(session, now)
    return Leading(
        planned=[_since_launch(one, settings) for one in planned],
        digest=digest_ahead(session, now),
        stopped=_stopped(session),
        refused=_refused(session, now),
        undelivered=undelivered(session, now),
        launch=launch_of(session, len(planned)),
        zone=settings.time_zone,
    )


def sending_to(session: Session, person: Person, now: datetime) -> Sending:
    """Return when this week's message comes to somebody, or why it does not."""
    rows = select(Schedule.paused_because).where(Schedule.person_id == person.id)
    paused = session.exec(rows).first()
    agenda = read_diary(session, [person.id or 0], now).personal(person.id or 0, paused)
    return agenda.sending(week_of(agenda.today(now)))


def _since_launch(one: Planned, settings: FirmSettings) -> Planned:
    """Return what was held back before the launch as what begins with the next week."""
    is_new = settings.is_launched and one.held == Held.NOT_LAUNCHED
    return replace(one, held=Held.NEW) if is_new else one


def launch_of(session: Session, people: int) -> Launch:
    """Return how far the launch is; `people` are those whom it would reach."""
    settings = firm_settings(session)
    chosen = col(Person.id).in_(settings.trial)
    tried = session.exec(select(Person.slack_user_id).where(chosen)).all()
    return Launch(
        is_launched=settings.is_launched,
        tried=tuple(sorted(id_ for id_ in tried if id_)),
        channel=settings.digest_channel,
        people=people,
    )


def ask_again(session: Session, deed: Deed, person_id: int) -> None:
    """Ask somebody again who had not answered for weeks."""
    require(session, deed, Act.SET_UP, None)
    resume(session, deed.now, person_id)


def send_week_now(session: Session, deed: Deed) -> int:
    """Send this week's messages that are still to come; return how many.

    Who has a day off gets theirs when it is due.
    """
    require(session, deed, Act.SET_UP, None)
    to_come = [
        one.person_id or 0
        for one in week_ahead(session, deed.now)
        if one.came is None and one.held is None
    ]
    diary = read_diary(session, to_come, deed.now)
    agendas = {id_: diary.personal(id_) for id_ in to_come}
    waiting = [id_ for id_, one in agendas.items() if one.is_free(one.today(deed.now))]
    rows = select(Schedule).where(col(Schedule.person_id).in_(waiting))
    return len(bring_forward(session, session.exec(rows).all(), deed.now))


def post_digest_now(session: Session, deed: Deed) -> None:
    """Post a digest now, besides those that come by themselves.

    Raises NoDigestChannelError without a channel, PostedTodayError for a second one on a day.
    """
    require(session, deed, Act.SET_UP, None)
    muster(session, deed.now)
    schedule = session.exec(select(Schedule).where(Schedule.key == DIGEST)).one()
    if not firm_settings(session).digest_channel:
        raise NoDigestChannelError
    if not bring_forward(session, [schedule], deed.now):
        raise PostedTodayError


def _stopped(session: Session) -> Sequence[tuple[int, str]]:
    rows = (
        select(Person.id, Person.name)
        .join(Schedule, col(Schedule.person_id) == Person.id)
        .where(Schedule.paused_because == UNANSWERED, col(Person.active))
        .order_by(col(Person.name))
    )
    return [(id_ or 0, name) for id_, name in session.exec(rows)]


def _refused(session: Session, now: datetime) -> Sequence[tuple[str, str, int]]:
    """Return the projects that were answered to be somebody else's, as long as they hold them."""
    columns = select(Person.name, Project.name, Project.id).select_from(AskedItem)
    rows = refused(columns, firm_settings(session).today(now))
    rows = rows.join(Person, col(Person.id) == Occurrence.person_id)
    rows = rows.join(Project, col(Project.id) == AskedItem.project_id).distinct()
    return [*session.exec(rows.order_by(col(Person.name), col(Project.name)))]
