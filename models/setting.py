"""What leaders tune for the whole firm, and every change of it."""

import re
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy import JSON
from sqlmodel import Field, Session, select

from models.fact import Fact, known, one_standing
from models.money import ISO_4217
from models.workdays import Workdays, holiday_calendar

KNOWN_ZONES = cache(available_timezones)
"""Looked up on the disk once: settings are read in every transaction."""
READ = "settings"
"""Where a session keeps what it has read of them; who changes them takes it away."""


def known_zone(name: str) -> str:
    if name not in KNOWN_ZONES():
        raise ValueError(name)
    return name


def known_place(code: str) -> str:
    try:
        holiday_calendar(code)
    except NotImplementedError as unknown:
        raise ValueError(code) from unknown
    return code


def known_currency(code: str) -> str:
    if code not in ISO_4217:
        raise ValueError(code)
    return code


def known_week(week: str) -> str:
    """Return an ISO week like "2026-W53"; raises ValueError where the year has no such week."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    if found is None:
        raise ValueError(week)
    date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return week


class FirmSettings(BaseModel):
    """The firm's settings; weekdays count from Monday as 0, the cadence is in working days.

    The weekly message comes at `weekly_hour` of the day `weekly_on`, in each person's own zone; the
    digest in the firm's. In the quiet weeks, like "2026-W53", nobody is asked anything. Before the
    launch nobody is written to but the few persons, by id, with whom it is tried.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    time_zone: Annotated[str, AfterValidator(known_zone)] = "UTC"
    holidays: Annotated[str, AfterValidator(known_place)] | None = None
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field((0, 1, 2, 3, 4), min_length=1)
    cadence: int = Field(5, ge=1, le=60)
    currency: Annotated[str, AfterValidator(known_currency)] = "EUR"
    weekly_on: int = Field(2, ge=0, le=6)
    weekly_hour: int = Field(14, ge=0, le=23)
    digest_channel: str | None = Field(None, max_length=20)
    digest_on: int = Field(0, ge=0, le=6)
    digest_hour: int = Field(9, ge=0, le=23)
    quiet_weeks: tuple[Annotated[str, AfterValidator(known_week)], ...] = ()
    is_launched: bool = False
    trial: tuple[int, ...] = Field((), max_length=8)

    def today(self, now: datetime) -> date:
        """Return the firm's civil date at an instant."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def workdays(self) -> Workdays:
        off = holiday_calendar(self.holidays) if self.holidays else frozenset[date]()
        return Workdays(frozenset(self.weekdays), off)


class Setting(Fact, table=True):
    """One value that was set; the one that stands counts."""

    __table_args__ = (one_standing("one_value_a_setting", "workspace_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=40)
    value: Any = Field(sa_type=JSON)


def firm_settings(session: Session) -> FirmSettings:
    """Return what is set, and the default for what is not; read once in a transaction."""
    settings: FirmSettings | None = session.info.get(READ)
    if settings is None:
        rows = session.exec(select(Setting).where(known(Setting, None)))
        settings = FirmSettings(**{row.name: row.value for row in rows})
        session.info[READ] = settings
    return settings
