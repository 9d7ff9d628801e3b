from datetime import date

import pytest

from models.appointment import stand_in
from models.errors import NotAllowedError
from models.permission import APPROVALS, MAY, Act, Deed, Hat, hats, may, require
from models.project import Share
from models.role import Grade, RoleKind, Term

DAY = date(2030, 5, 6)
PM, CM, OM, LEADER = RoleKind
YES = {
    Act.REPORT_STATUS: {PM},
    Act.MOVE_MILESTONE: {PM},
    Act.LOG_LESSON: {PM, CM, OM},
    Act.PROPOSE_BASELINE: {PM},
    Act.APPROVE_BASELINE: set(),
    Act.MOVE_PROJECT: {PM},
    Act.MOVE_CLIENT: {CM},
    Act.MOVE_OFFERING: set(),
    Act.RENAME_CLIENT: {CM},
    Act.EDIT_OFFERING: {OM},
    Act.ASSIGN: set(),
    Act.NOTE_ABSENCE: set(),
    Act.FORGET: set(),
    Act.SEE_MONEY: {PM, CM, OM},
    Act.SEE_CONFIDENTIAL: {PM, CM, OM},
    Act.REMOVE_ANY: set(),
    Act.SET_UP: set(),
    Act.PLACE_PROJECT: {PM, CM, OM},
    Act.ADD: set(),
    Act.SETTLE_POST: set(),
    Act.SEE_FIRM: set(),
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("kind", RoleKind)
def test_each_cell_of_the_table(act, kind):
    assert may(act, frozenset({Hat(kind)})) is (kind is LEADER or kind in YES[act])


@pytest.mark.parametrize("act", Act)
def test_who_has_no_hat_only_reads(act):
    assert not may(act, frozenset())
    assert act in MAY


@pytest.mark.parametrize("grade", [Grade.DEPUTY, Grade.COVER])
def test_a_deputy_may_what_the_accountable_may_but_not_approve_or_hand_over(grade):
    assert may(Act.REPORT_STATUS, frozenset({Hat(PM, grade)}))
    assert not any(may(act, frozenset({Hat(LEADER, grade)})) for act in APPROVALS)


@pytest.fixture
def apollo(firm):
    """A project of Acme, made of Data, with a person in each role."""
    acme, offering = firm.client("Acme"), firm.offering("Data")
    project = firm.project("Apollo", acme)
    with firm.writing() as session:
        session.add(Share(project_id=project.id, offering_id=offering.id))
    for name, subject in (("Pia", project), ("Cem", acme), ("Oda", offering)):
        firm.runs(firm.person(name), subject)
    return project


def hats_of(firm, name, project, day=DAY):
    with firm.database.reading() as session:
        return {hat.kind for hat in hats(session, firm.called(name), project, day)}


def test_a_project_knows_the_managers_of_its_client_and_its_offerings(firm, apollo):
    assert hats_of(firm, "Pia", apollo) == {PM}
    assert hats_of(firm, "Cem", apollo) == {CM}
    assert hats_of(firm, "Oda", apollo) == {OM}


def test_the_manager_of_another_project_has_no_hat_here(firm, apollo):
    firm.runs(firm.person("Bo"), firm.project("Borealis"))

    assert hats_of(firm, "Bo", apollo) == set()


def test_a_cover_may_act_for_as_long_as_it_lasts(firm, apollo):
    cover = firm.person("Kim")
    with firm.writing() as session:
        held = Term(DAY, date(2030, 5, 9))
        stand_in(session, firm.deed, session.merge(apollo), session.merge(cover), held)

    assert hats_of(firm, "Kim", apollo) == {PM}
    assert hats_of(firm, "Kim", apollo, date(2030, 5, 9)) == set()


def test_who_left_may_do_nothing(firm, apollo):
    with firm.writing() as session:
        pia = session.merge(firm.called("Pia"))
        pia.active = False
        with pytest.raises(NotAllowedError):
            require(session, Deed(pia, firm.now), Act.REPORT_STATUS, apollo)


def test_the_command_line_may_do_everything(firm, apollo):
    with firm.database.reading() as session:
        for act in Act:
            require(session, firm.deed, act, apollo)
