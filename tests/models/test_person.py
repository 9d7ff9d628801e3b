from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.absence import Absence, be_away, is_away
from models.errors import DatesReversedError, NotAllowedError
from models.permission import Deed
from models.person import Person

MAY_6 = date(2030, 5, 6)


def test_a_colleague_is_away_from_the_first_day_up_to_the_last(firm):
    ana = firm.person("Ana")

    with firm.writing() as session:
        be_away(session, firm.deed, session.merge(ana), MAY_6, date(2030, 5, 8))
        absences = session.exec(select(Absence)).all()

    assert [is_away(absences, date(2030, 5, day)) for day in (5, 6, 7, 8)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_absence_without_days_is_refused(firm):
    ana = firm.person("Ana")

    with firm.writing() as session, pytest.raises(DatesReversedError):
        be_away(session, firm.deed, session.merge(ana), MAY_6, MAY_6)


def test_a_colleague_must_be_told_apart_by_something(firm):
    with firm.writing() as session:
        session.add(Person(name="Nobody"))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


@pytest.mark.parametrize("same", [{"email": "ana@example.org"}, {"slack_user_id": "U1"}])
def test_two_colleagues_share_neither_address_nor_slack_user(firm, same):
    with firm.writing() as session:
        session.add_all([Person(name="Ana", **same), Person(name="Ana", **same)])
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_people_note_their_own_absences_and_leaders_anybodys(firm):
    ana, ben, zoe = firm.person("Ana"), firm.person("Ben"), firm.leader("Zoe")

    for actor in (ana, zoe):
        with firm.writing() as session:
            be_away(session, Deed(actor, firm.now), session.merge(ana), MAY_6, date(2030, 5, 8))
    with firm.writing() as session, pytest.raises(NotAllowedError):
        be_away(session, Deed(ben, firm.now), session.merge(ana), MAY_6, date(2030, 5, 8))
