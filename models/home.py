"""What a Home is drawn from: what its reader holds, and how far the firm is set up.

Nothing here is told that the reader may not see.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.account import Account
from models.asking import Ask, asks_of
from models.digest.overview import Overview, overview_of
from models.eyes import leads
from models.founding import is_led, leading, may_name_leaders
from models.leading import Leading, leading_of, sending_to
from models.linking import unreachable
from models.person import Person
from models.planning.agenda import Sending
from models.preference import Preferences, preferences
from models.prefill import expected_finishes
from models.project import Project
from models.room import Readership
from models.setting import firm_settings
from models.tuning import is_checked
from models.visitor import Visitor
from models.work import MOST_SEEN, Work, work_of


@dataclass(frozen=True, slots=True)
class SetUp:
    """How far the firm is set up; `unreachable` are the people without a Slack account, by name.

    `is_led` says whether any of the leaders has one.
    """

    leaders: tuple[str, ...]
    is_led: bool
    projects: int
    unreachable: tuple[tuple[int, str, bool], ...]
    people: int
    is_checked: bool
    accounts: int
    accounts_seen_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether nobody need set up anything more; some people may never be in Slack."""
        return bool(self.is_led and self.projects and self.is_checked)


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """All of it, for one reader on one day."""

    today: date
    is_leader: bool
    may_name_leaders: bool
    is_admin: bool
    is_empty: bool
    preferences: Preferences
    overview: Overview | None = None
    asks: tuple[Ask, ...] = ()
    work: Work | None = None
    set_up: SetUp | None = None
    leading: Leading | None = None
    expected: Mapping[int, date | None] = field(default_factory=dict)
    """The finish that is expected of each project that the reader runs."""
    readership: Readership | None = None
    """Who reads in the digest's channel, for leaders; nothing where Slack did not say."""
    sending: Sending | None = None
    """When this week's message comes to the reader, or why it does not."""


def home_of(session: Session, visitor: Visitor, listed: Collection[str]) -> HomeFacts:
    """Return what somebody's Home shows; `listed` are those who may name the first leaders."""
    settings, deed = firm_settings(session), visitor.deed
    today = settings.today(visitor.now)
    work = work_of(session, settings, deed) if visitor.person.id else None
    is_leader = leads(session, deed)
    may_name = may_name_leaders(session, visitor, listed)
    overview = overview_of(session, settings, deed) if is_leader else None
    return HomeFacts(
        today=today,
        is_leader=is_leader,
        may_name_leaders=may_name,
        is_admin=visitor.is_admin,
        is_empty=session.exec(select(Project.id).limit(1)).first() is None,
        overview=overview,
        expected=_expected(session, work, today),
        asks=tuple(asks_of(session, settings, deed)),
        work=work,
        preferences=preferences(session, visitor.person, visitor.now),
        set_up=set_up(session, today) if is_leader or may_name or visitor.is_admin else None,
        leading=leading_of(session, visitor.now) if is_leader else None,
        sending=sending_to(session, visitor.person, visitor.now) if work else None,
    )


def _expected(session: Session, work: Work | None, today: date) -> dict[int, date | None]:
    lines = work.projects[:MOST_SEEN] if work else ()
    return expected_finishes(session, [line.project_id for line in lines], today)


def set_up(session: Session, today: date) -> SetUp:
    """Return how far the firm is set up: counts, and no project's content."""
    lost = unreachable(session, today)
    heard = select(func.count(), func.max(Account.seen_at)).where(col(Account.is_gone).is_(False))
    accounts, seen_at = session.exec(heard.select_from(Account)).one()
    people = select(func.count()).select_from(Person).where(col(Person.active))
    return SetUp(
        leaders=tuple(person.name for person in leading(session, today)),
        is_led=is_led(session, today),
        projects=session.exec(select(func.count()).select_from(Project)).one(),
        unreachable=tuple((person.id or 0, person.name, holds) for person, holds in lost),
        people=session.exec(people).one(),
        is_checked=is_checked(session),
        accounts=accounts,
        accounts_seen_at=seen_at,
    )
