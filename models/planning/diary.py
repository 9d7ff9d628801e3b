"""The diary: the agendas of many people at once, and what has come to them, out of the database.

However many they are, it takes the same number of statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session, col, or_, select

from models.absence import Absence
from models.account import Account, Standing, standing_in, team_of
from models.fact import known
from models.person import Person
from models.planning.agenda import Agenda, Away, FirmAgenda, Held, PersonalAgenda
from models.planning.deciding import REMEMBERED, Came
from models.role import RoleAssignment, RoleKind, holds_on
from models.schedule import Occurrence, Rhythm, Schedule
from models.setting import FirmSettings, firm_settings
from models.workdays import Workdays, holiday_calendar

TROUBLE = "trouble"
"""With this begins why a schedule is paused that could not be planned; it is tried once a day."""
CAME: Any = (
    Occurrence.schedule_id,
    Occurrence.id,
    Occurrence.period,
    Occurrence.step,
    Occurrence.outcome,
    Occurrence.made_at,
    Occurrence.why,
    Occurrence.until_on,
)
ABSENT: Any = (Absence.person_id, Absence.start_on, Absence.end_on, Absence.cover_id)
OWN_ACCOUNT: Any = Account.slack_user_id == Person.slack_user_id


@dataclass(frozen=True, slots=True)
class Firm:
    """What is the same for everybody at an instant."""

    settings: FirmSettings
    team: str | None
    now: datetime

    def digest(self) -> FirmAgenda:
        settings = self.settings
        barred = None if settings.digest_channel else Held.NO_CHANNEL
        return FirmAgenda(
            zone=self.zone(()),
            weekday=settings.digest_on,
            hour=settings.digest_hour,
            workdays=self.workdays(None),
            quiet=frozenset(settings.quiet_weeks),
            barred=barred if settings.is_launched else Held.NOT_LAUNCHED,
        )

    def workdays(self, code: str | None) -> Workdays:
        """Return the firm's week with a person's own holidays, else with the firm's."""
        own = days_off(code, self.now.year) if code else None
        if own is None:
            own = days_off(self.settings.holidays or "", self.now.year)
        return Workdays(frozenset(self.settings.weekdays), own or frozenset())

    def zone(self, names: Iterable[str | None]) -> ZoneInfo:
        """Return the first zone that there is."""
        found = (_zone(name) for name in names if name)
        return next(filter(None, found), None) or ZoneInfo(self.settings.time_zone)


@dataclass(frozen=True, slots=True)
class Diary:
    """What planning reads; `people` has all those whose ids were asked for."""

    firm: Firm
    digest: FirmAgenda
    people: Mapping[int, tuple[Person, Account | None]]
    absences: Mapping[int, tuple[Away, ...]]
    holders: frozenset[int]

    def agenda(self, schedule: Schedule) -> Agenda:
        """Return the agenda of a schedule; a schedule of nobody raises KeyError."""
        agenda: Agenda = self.digest
        if schedule.rhythm is Rhythm.WEEKLY:
            agenda = self.personal(schedule.person_id or 0, _paused(schedule))
        return agenda

    def personal(self, person_id: int, paused: str | None = None) -> PersonalAgenda:
        """Return a person's agenda, as they chose it, else as the account or the firm has it."""
        person, account = self.people[person_id]
        settings = self.firm.settings
        return PersonalAgenda(
            zone=self.firm.zone((person.time_zone, account.time_zone if account else None)),
            weekday=settings.weekly_on if person.weekly_on is None else person.weekly_on,
            hour=settings.weekly_hour if person.weekly_hour is None else person.weekly_hour,
            workdays=self.firm.workdays(person.holidays),
            quiet=self.digest.quiet,
            barred=self._barred(person, account) or paused,
            absences=self.absences.get(person_id, ()),
            digest=None if self.digest.barred else self.digest,
        )

    def _barred(self, person: Person, account: Account | None) -> str | None:
        settings = self.firm.settings
        acts = account and standing_in(self.firm.team, account) is Standing.COLLEAGUE
        for held, why in (
            (not person.active, Held.LEFT),
            (not acts, Held.NO_ACCOUNT),
            (person.id not in self.holders, Held.NO_ROLE),
            (not settings.is_launched and person.id not in settings.trial, Held.NOT_LAUNCHED),
        ):
            if held:
                return why
        return None


def read_diary(session: Session, person_ids: Sequence[int], now: datetime) -> Diary:
    """Read the agendas of some people, in five statements and those that settings take."""
    settings = firm_settings(session)
    some = col(Person.id).in_(person_ids)
    people = session.exec(select(Person, Account).outerjoin(Account, OWN_ACCOUNT).where(some))
    absent = select(*ABSENT).where(
        col(Absence.person_id).in_(person_ids), col(Absence.end_on) > now.date() - REMEMBERED
    )
    absences: dict[int, list[Away]] = defaultdict(list)
    for person_id, *days in session.exec(absent.order_by(col(Absence.start_on))):
        absences[person_id].append(Away(*days))
    holders = session.exec(holding(settings.today(now)).where(some))
    firm = Firm(settings, team_of(session), now)
    return Diary(
        firm=firm,
        digest=firm.digest(),
        people={person.id or 0: (person, account) for person, account in people},
        absences={person_id: tuple(away) for person_id, away in absences.items()},
        holders=frozenset(id_ for id_ in holders if id_),
    )


def read_past(
    session: Session, schedule_ids: Sequence[int], now: datetime
) -> dict[int, list[Came]]:
    """Return what has come of each of these schedules in the last weeks."""
    recent = select(*CAME).where(
        col(Occurrence.schedule_id).in_(schedule_ids), col(Occurrence.due_at) > now - REMEMBERED
    )
    found: dict[int, list[Came]] = defaultdict(list)
    for schedule_id, *facts in session.exec(recent):
        found[schedule_id].append(Came(*facts))
    return found


def holding(day: date) -> Any:
    """Return the query for the ids of the people who hold a role on a day, or cover for somebody.

    Leaders are asked nothing for leading.
    """
    holds = select(RoleAssignment.id).where(
        RoleAssignment.person_id == Person.id,
        RoleAssignment.kind != RoleKind.LEADER,
        known(RoleAssignment, None),
        holds_on(RoleAssignment, day),
    )
    covers = select(Absence.id).where(
        Absence.cover_id == Person.id, col(Absence.start_on) <= day, col(Absence.end_on) > day
    )
    return select(Person.id).where(or_(holds.exists(), covers.exists()))


@lru_cache(maxsize=500)
def days_off(code: str, year: int) -> frozenset[date] | None:
    """Return the public holidays of a year and its neighbours; None where there is no such place.

    What an import brought may be any word: it must keep nobody from being asked.
    """
    try:
        place: Any = holiday_calendar(code)
    except NotImplementedError:
        return None
    return frozenset(place[date(year - 1, 1, 1) : date(year + 1, 12, 31) : timedelta(days=1)])


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _paused(schedule: Schedule) -> str | None:
    """Return why a schedule is paused; where planning it failed, it may go well now."""
    why = schedule.paused_because or "paused"
    return why if schedule.paused_at and not why.startswith(TROUBLE) else None
