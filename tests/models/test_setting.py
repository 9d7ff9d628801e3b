from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import col, select

from models.errors import NotAllowedError
from models.permission import Deed, Operator
from models.setting import FirmSettings, Setting, firm_settings
from models.tuning import change_settings

CLI = Operator.COMMAND_LINE


def change(firm, actor=CLI, **changes):
    with firm.writing() as session:
        return change_settings(session, Deed(actor, firm.now), changes)


def test_a_firm_without_settings_has_the_defaults(firm):
    with firm.database.reading() as session:
        assert firm_settings(session) == FirmSettings()


def test_a_change_is_kept_with_what_was_there_before(firm):
    change(firm, time_zone="Europe/Berlin", cadence=10)
    firm.now += timedelta(days=1)
    change(firm, cadence=5)

    with firm.database.reading() as session:
        assert firm_settings(session).time_zone == "Europe/Berlin"
        rows = session.exec(
            select(Setting).where(Setting.name == "cadence").order_by(col(Setting.id))
        )
        assert [(row.value, row.superseded_at) for row in rows] == [(10, firm.now), (5, None)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Europe/Atlantis"},
        {"holidays": "DE-XX"},
        {"currency": "TALER"},
        {"cadence": 0},
        {"weekdays": []},
        {"weekdays": [7]},
        {"colour": "blue"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_set(firm, wrong):
    with pytest.raises(ValidationError):
        change(firm, **{"time_zone": "Europe/Berlin"} | wrong)

    with firm.database.reading() as session:
        assert firm_settings(session) == FirmSettings()


def test_only_leaders_set_up_the_firm(firm):
    zoe, ana = firm.leader("Zoe"), firm.person("Ana")

    assert change(firm, zoe, currency="GBP").currency == "GBP"
    with pytest.raises(NotAllowedError):
        change(firm, ana, currency="USD")


def test_today_is_the_firms_day():
    late = datetime(2030, 5, 6, 23, tzinfo=UTC)

    assert FirmSettings().today(late) == date(2030, 5, 6)
    assert FirmSettings(time_zone="Europe/Berlin").today(late) == date(2030, 5, 7)


def test_the_firms_week_and_holidays_make_its_working_days():
    workdays = FirmSettings(holidays="DE", weekdays=(0, 1, 2, 3)).workdays()

    assert not workdays.includes(date(2030, 5, 3))
    assert not workdays.includes(date(2030, 5, 1))
    assert workdays.includes(date(2030, 5, 2))
