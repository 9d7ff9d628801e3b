from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.absence import Absence
from models.account import Profile, note_accounts
from models.errors import DatesReversedError, NotAllowedError
from models.people_errors import PastError
from models.permission import Deed
from models.person import Person
from models.preference import Wanted, prefer, preferences
from models.workspace import claim
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture
def ana(firm):
    return firm.person("Ana Lind")


def wants(firm, person, choices=None, by=None, **more):
    with firm.writing() as session:
        deed = Deed(session.merge(by or person), firm.now)
        prefer(session, deed, session.merge(person), Wanted(choices or {}, **more))


def has(firm, person):
    with firm.database.reading() as session:
        return preferences(session, session.get_one(Person, person.id), firm.now)


def test_the_firm_the_account_and_the_person_are_asked_in_turn(firm, ana):
    assert has(firm, ana).time_zone == "UTC"

    firm.sets(time_zone="Europe/Paris", weekly_on=3, weekly_hour=8)
    assert (has(firm, ana).time_zone, has(firm, ana).weekly_on) == ("Europe/Paris", 3)

    with firm.writing() as session:
        claim(session, "T1")
        email, zone = "ana.lind@example.org", "Asia/Kolkata"
        account = Profile(slack_user_id="U1", team_id="T1", name="Ana", email=email, time_zone=zone)
        note_accounts(session, [account], NOON)
    assert has(firm, ana).time_zone == "Asia/Kolkata"

    wants(firm, firm.called("Ana Lind"), {"time_zone": "Europe/Rome", "weekly_hour": 0})
    assert (has(firm, ana).time_zone, has(firm, ana).weekly_hour) == ("Europe/Rome", 0)


def test_today_is_that_of_the_person(firm, ana):
    firm.now = NOON.replace(hour=23)
    wants(firm, ana, {"time_zone": "Pacific/Kiritimati"})

    assert has(firm, ana).today == TODAY + timedelta(days=1)


def test_what_nobody_has_is_no_zone(firm, ana):
    with pytest.raises(ValueError, match="Atlantis"):
        wants(firm, ana, {"time_zone": "Europe/Atlantis"})

    assert has(firm, ana).time_zone == "UTC"


@pytest.mark.parametrize(
    ("away", "error"),
    [
        ((date(2030, 6, 5), date(2030, 6, 5)), DatesReversedError),
        ((date(2030, 6, 5), date(2030, 6, 1)), DatesReversedError),
        ((date(2030, 5, 1), date(2030, 5, 6)), PastError),
    ],
)
def test_an_absence_that_has_no_days_or_is_over_is_refused(firm, ana, away, error):
    with pytest.raises(error) as refused:
        wants(firm, ana, {"weekly_on": 4}, away=away)

    assert refused.value.field == "end_on"
    assert has(firm, ana).weekly_on == 2


def test_absences_are_told_until_they_are_over(firm, ana):
    wants(firm, ana, away=(TODAY, TODAY + timedelta(days=2)))

    assert [(a.start_on, a.end_on) for a in has(firm, ana).absences] == [
        (TODAY, TODAY + timedelta(days=2))
    ]
    firm.now += timedelta(days=2)
    assert has(firm, ana).absences == ()


def test_an_absence_that_bridges_others_takes_their_place(firm, ana):
    for start, end in ((10, 12), (14, 16), (20, 22)):
        wants(firm, ana, away=(TODAY.replace(day=start), TODAY.replace(day=end)))

    wants(firm, ana, away=(TODAY.replace(day=11), TODAY.replace(day=15)))

    assert [(a.start_on.day, a.end_on.day) for a in has(firm, ana).absences] == [(10, 16), (20, 22)]


def test_one_absence_is_taken_back_as_another_is_noted(firm, ana):
    wants(firm, ana, away=(TODAY.replace(day=10), TODAY.replace(day=12)))
    [old] = has(firm, ana).absences
    days = TODAY.replace(day=11), TODAY.replace(day=15)

    wants(firm, ana, away=days, back=frozenset([old.id]))

    assert [(a.start_on, a.end_on) for a in has(firm, ana).absences] == [days]


def test_an_absence_of_another_is_not_taken_back(firm, ana):
    ben = firm.person("Ben Ito")
    wants(firm, ben, away=(TODAY, TODAY + timedelta(days=2)))
    [absence] = has(firm, ben).absences

    wants(firm, ana, back=frozenset([absence.id]))

    with firm.database.reading() as session:
        assert len(session.exec(select(Absence)).all()) == 1


def test_somebody_changes_their_own_and_a_leader_those_of_others(firm, ana):
    ben, mara = firm.person("Ben Ito"), firm.leader("Mara Okoye")

    with pytest.raises(NotAllowedError):
        wants(firm, ana, {"weekly_on": 4}, by=ben)
    wants(firm, ana, {"weekly_on": 4}, by=mara)

    assert has(firm, ana).weekly_on == 4


def test_who_was_forgotten_leaves_no_preferences(firm, ana):
    wants(firm, ana, {"weekly_on": 4, "weekly_hour": 9})

    firm.forgets(ana)

    with firm.database.reading() as session:
        person = session.get_one(Person, ana.id)
        assert (person.weekly_on, person.weekly_hour) == (None, None)
