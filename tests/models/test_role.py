from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.appointment import end, hand_over, name_leader, stand_in
from models.errors import (
    AlreadyHeldError,
    DatesReversedError,
    InactiveError,
    LastLeaderError,
    NobodyHoldsError,
    NotAllowedError,
)
from models.permission import Deed
from models.role import Grade, RoleAssignment, RoleKind, Term, gaps, history, holder_on, leaders

MAY_1 = date(2030, 5, 1)
MAY_9 = date(2030, 5, 9)


@pytest.fixture
def ana(firm):
    return firm.person("Ana")


@pytest.fixture
def ben(firm):
    return firm.person("Ben")


@pytest.fixture
def apollo(firm):
    return firm.project("Apollo")


def holder(firm, subject, day, known_at=None):
    with firm.database.reading() as session:
        held = holder_on(history(session, subject, known_at), day)
        return held.person_id if held else None


def test_a_hand_over_ends_one_and_begins_the_other_on_that_day(firm, apollo, ana, ben):
    firm.runs(ana, apollo)

    with firm.writing() as session:
        hand_over(session, firm.deed, session.merge(apollo), session.merge(ben), MAY_9)

    assert holder(firm, apollo, MAY_9 - timedelta(days=1)) == ana.id
    assert holder(firm, apollo, MAY_9) == ben.id


def test_ra1_nobody_is_put_where_somebody_is(firm, apollo, ana, ben):
    firm.runs(ana, apollo, start_on=MAY_1)

    with pytest.raises(AlreadyHeldError) as refused:
        firm.runs(ben, apollo, start_on=MAY_9)

    assert refused.value.person_id == ana.id


def test_ra1_holds_in_the_database_whoever_else_is_writing(firm, apollo, ana, ben):
    row = {"kind": RoleKind.PROJECT_MANAGER, "project_id": apollo.id} | firm.fact

    with firm.writing() as session:
        session.add(RoleAssignment(person_id=ana.id, **row))
        session.flush()
        session.add(RoleAssignment(person_id=ben.id, **row))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_a_fixed_term_leaves_the_days_beside_it_free(firm, apollo, ana, ben):
    firm.runs(ana, apollo, MAY_1, MAY_9)
    firm.runs(ben, apollo, MAY_9)

    assert holder(firm, apollo, MAY_9) == ben.id


def test_ra4_the_past_is_seen_as_it_was_known_then(firm, apollo, ana, ben):
    firm.runs(ana, apollo)
    before = firm.now
    firm.now += timedelta(days=30)

    with firm.writing() as session:
        hand_over(session, firm.deed, session.merge(apollo), session.merge(ben), MAY_9)

    assert holder(firm, apollo, MAY_9, known_at=before) == ana.id
    assert holder(firm, apollo, MAY_9) == ben.id


def test_a_role_that_ends_on_the_day_it_began_never_was(firm, apollo, ana):
    firm.runs(ana, apollo, start_on=MAY_1)

    with firm.writing() as session:
        end(session, firm.deed, history(session, apollo)[0], MAY_1)

    assert holder(firm, apollo, MAY_1) is None


def test_what_nobody_holds_can_be_neither_ended_nor_handed_over(firm, apollo, ana, ben):
    with pytest.raises(NobodyHoldsError), firm.writing() as session:
        hand_over(session, firm.deed, session.merge(apollo), session.merge(ben), MAY_9)

    firm.runs(ana, apollo, MAY_9)
    with pytest.raises(NobodyHoldsError), firm.writing() as session:
        end(session, firm.deed, history(session, apollo)[0], MAY_1)


def test_an_end_before_the_start_is_refused(firm, apollo, ana):
    with pytest.raises(DatesReversedError):
        firm.runs(ana, apollo, MAY_9, MAY_1)


def test_a_deputy_stands_beside_and_fills_no_gap(firm, apollo, ana, ben):
    firm.runs(ana, apollo)

    with firm.writing() as session:
        deputy = stand_in(
            session, firm.deed, session.merge(apollo), session.merge(ben), Term(MAY_1)
        )
        cover = stand_in(
            session, firm.deed, session.merge(apollo), session.merge(ben), Term(MAY_1, MAY_9)
        )

    assert (deputy.grade, cover.grade) == (Grade.DEPUTY, Grade.COVER)
    assert holder(firm, apollo, MAY_1) == ana.id


def test_the_last_leader_cannot_leave_without_a_successor(firm, ana):
    firm.leader("Zoe")

    with pytest.raises(LastLeaderError), firm.writing() as session:
        end(session, firm.deed, leaders(session, MAY_9)[0], MAY_9)

    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(ana), None)
        end(session, firm.deed, leaders(session, MAY_9)[0], MAY_9)
        assert [role.person_id for role in leaders(session, MAY_9)] == [ana.id]


def test_naming_a_leader_again_changes_nothing(firm):
    zoe = firm.leader("Zoe")

    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(zoe), None)

    with firm.database.reading() as session:
        assert len(session.exec(select(RoleAssignment)).all()) == 1


def test_ra2_a_gap_lies_within_the_life_of_the_project(firm, apollo, ana):
    firm.runs(ana, apollo, MAY_1, MAY_9)

    with firm.writing() as session:
        known = history(session, apollo)

    assert gaps(known, Term(MAY_1, MAY_9)) == []
    assert gaps(known, Term(date(2030, 4, 1), None)) == [
        Term(date(2030, 4, 1), MAY_1),
        Term(MAY_9, None),
    ]


def test_a_project_with_no_history_is_one_long_gap():
    assert gaps([], Term()) == [Term()]


def test_roles_of_another_kind_are_another_matter(firm, ana, ben):
    acme, offering = firm.client("Acme"), firm.offering("Data")
    firm.runs(ana, acme)
    firm.runs(ben, firm.project("Apollo", acme))

    firm.runs(ana, offering)

    with firm.database.reading() as session:
        assert history(session, offering)[0].kind is RoleKind.OFFERING_MANAGER


def leads(firm, person, start_on=None):
    with firm.writing() as session:
        return name_leader(session, firm.deed, session.merge(person), start_on)


def stops_leading(firm, person, on, actor=None):
    with firm.writing() as session:
        deed = Deed(session.merge(actor), firm.now) if actor else firm.deed
        (role,) = [r for r in leaders(session, on) if r.person_id == person.id]
        end(session, deed, role, on)


def test_a_leader_who_is_to_leave_is_no_successor(firm, ana):
    zoe = firm.leader("Zoe")
    leads(firm, ana)
    stops_leading(firm, ana, MAY_9)

    with pytest.raises(LastLeaderError):
        stops_leading(firm, zoe, MAY_1)


def test_a_leader_who_has_left_is_no_successor(firm, ana):
    zoe = firm.leader("Zoe")
    leads(firm, ana)
    with firm.writing() as session:
        session.merge(ana).active = False

    with pytest.raises(LastLeaderError):
        stops_leading(firm, zoe, MAY_9)


def test_who_was_to_lead_later_leads_from_now(firm, ana):
    firm.leader("Zoe")
    leads(firm, ana, MAY_9)

    assert leads(firm, ana, MAY_1).start_on == MAY_1


def test_only_leaders_give_and_end_roles(firm, apollo, ana, ben):
    zoe = firm.leader("Zoe")

    firm.runs(ana, apollo, actor=zoe)
    with pytest.raises(NotAllowedError):
        firm.runs(ben, firm.project("Borealis"), actor=ana)
    with pytest.raises(NotAllowedError):
        stops_leading(firm, zoe, MAY_9, actor=ana)


def test_who_has_left_takes_no_role(firm, apollo):
    gone = firm.person("Gus", active=False)

    with pytest.raises(InactiveError):
        firm.runs(gone, apollo)


def test_a_row_says_of_which_kind_it_is(firm, ana):
    acme = firm.client("Acme")
    wrong = {"kind": RoleKind.PROJECT_MANAGER, "client_id": acme.id, "person_id": ana.id}

    with firm.writing() as session:
        session.add(RoleAssignment(**wrong, **firm.fact))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
