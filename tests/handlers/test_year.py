"""A firm in three time zones through both clock changes and Christmas."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.beat import Beat

BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"
ZONES = {"ana": BERLIN, "ben": NEW_YORK, "cem": KOLKATA}


@pytest.fixture
def firm_of_three(talk, firm, clock, monkeypatch):
    """Ana in Berlin, Ben in New York and Cem in Kolkata run a project each, from March 2030."""
    clock.now = firm.now = datetime(2030, 3, 4, 12, tzinfo=UTC)
    firm.leader("Mara Okoye")
    holidays = {"ana": "DE", "ben": "US", "cem": None}
    for name, zone in ZONES.items():
        person = firm.person(
            talk.person(name).user.real_name, time_zone=zone, holidays=holidays[name]
        )
        firm.runs(person, firm.project(f"Of {name}"))
    firm.sets(is_launched=True, time_zone=BERLIN)
    monkeypatch.setattr(
        "models.planning.deciding.AT_LEAST", timedelta(days=7)
    )  # nobody travels here
    return Beat(talk)


def asked(talk, name, year=2030):
    """Return when somebody was asked, by their own clock: the first message of each week."""
    zone = ZoneInfo(ZONES[name])
    sent = [n for n in talk.person(name).reads() if not n.is_private and "still open" not in n.text]
    times = [datetime.fromtimestamp(float(note.ts), UTC).astimezone(zone) for note in sent]
    return [at for at in times if at.year == year]


def answer(talk, name):
    """Say of whatever the last message asks that all is well."""
    note = [one for one in talk.person(name).reads() if not one.is_private][-1]
    for whose in ZONES:
        near = f"Of {whose} for"
        words = [word for word in ("On track", "Still on course") if word in note.buttons]
        if words and near in note.text:
            note = note.clicks(words[0], near=near)


def lives(beat, until):
    """Let weeks pass; everybody answers on Thursday."""
    while beat.talk.clock() < until:
        now = beat.talk.clock()
        beat.until(min(now + timedelta(days=7 if now.weekday() == 3 else 1), until))
        for name in (one for one in ZONES if beat.talk.person(one).reads()):
            answer(beat.talk, name)


def test_each_is_asked_at_two_on_wednesday_by_their_own_clock_through_both_changes(
    talk, firm_of_three
):
    lives(firm_of_three, datetime(2030, 4, 8, tzinfo=UTC))

    for name in ZONES:
        times = asked(talk, name)
        assert [(at.weekday(), at.hour) for at in times] == [(2, 14)] * 5, name
        assert len({at.isocalendar().week for at in times}) == 5
    offsets = {at.utcoffset() for at in asked(talk, "ana")}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_in_autumn_too(talk, firm_of_three, clock):
    firm_of_three.until(datetime(2030, 3, 5, tzinfo=UTC))
    clock.now = datetime(2030, 10, 14, 12, tzinfo=UTC)
    lives(firm_of_three, datetime(2030, 11, 11, tzinfo=UTC))

    for name in ZONES:
        times = [at for at in asked(talk, name) if at.date() >= date(2030, 10, 14)]
        assert [(at.weekday(), at.hour) for at in times] == [(2, 14)] * 4, name


def test_christmas_is_each_ones_own(talk, firm_of_three, clock):
    """On Wednesday 25 December 2030 it is a holiday in Germany and in the United States."""
    clock.now = datetime(2030, 12, 16, 12, tzinfo=UTC)
    lives(firm_of_three, datetime(2030, 12, 30, tzinfo=UTC))

    last = {name: asked(talk, name)[-1].date() for name in ZONES}
    assert last == {
        "ana": date(2030, 12, 24),
        "ben": date(2030, 12, 24),
        "cem": date(2030, 12, 25),
    }


def test_an_absence_with_cover_and_one_without(talk, firm_of_three, firm):
    days = date(2030, 3, 4), date(2030, 3, 18)
    firm.away(firm.called("Ana Lind"), *days, "Cem Aydin")
    firm.away(firm.called("Ben Ito"), *days)

    firm_of_three.until(datetime(2030, 3, 6, 20, tzinfo=UTC))
    first, *_ = [n.text for n in talk.cem.reads() if not n.is_private]
    lives(firm_of_three, datetime(2030, 3, 22, tzinfo=UTC))

    assert [at.date() for at in asked(talk, "ana")] == [date(2030, 3, 20)]
    assert [at.date() for at in asked(talk, "ben")] == [date(2030, 3, 20)]
    assert len(asked(talk, "cem")) == 3
    assert "Of ana" in first
    assert "Of ben" not in first
