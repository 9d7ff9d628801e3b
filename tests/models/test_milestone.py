from datetime import UTC, date, datetime

import pytest

from models.milestone import Milestone, MilestoneMove, is_missed, slip_days

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
PLAN = date(2030, 5, 10)
MILESTONE = Milestone(name="Two sites live", baseline_on=PLAN)


def believed(forecast=None, actual=None):
    days = [date(2030, 5, day) if day else None for day in (forecast, actual)]
    return MilestoneMove(forecast_on=days[0], actual_on=days[1], recorded_at=NOON)


@pytest.mark.parametrize(
    ("belief", "as_of", "slip", "missed"),
    [
        (None, 1, 0, False),
        (None, 13, 3, True),
        (believed(forecast=17), 1, 7, False),
        (believed(forecast=17), 20, 10, True),
        (believed(forecast=8), 1, -2, False),
        (believed(actual=12), 20, 2, False),
        (believed(forecast=20, actual=9), 20, -1, False),
    ],
)
def test_how_late_a_milestone_is(belief, as_of, slip, missed):
    day = date(2030, 5, as_of)

    assert slip_days(MILESTONE, belief, day) == slip
    assert is_missed(MILESTONE, belief, day) is missed
