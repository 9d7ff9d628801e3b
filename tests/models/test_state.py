from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.errors import WrongStateError
from models.state import STATES, State, StateMove, move, state_on

MAY_1 = date(2030, 5, 1)


def state(firm, subject, day):
    with firm.database.reading() as session:
        kind = type(subject).__name__.lower()
        return session.exec(select(state_on(subject.id, kind, day).scalar_subquery())).one()


def moves(firm, subject, to, on):
    with firm.writing() as session:
        move(session, firm.deed, session.merge(subject), to, on)


def test_a_state_holds_from_its_day_on(firm):
    acme = firm.client("Acme")
    moves(firm, acme, State.DORMANT, MAY_1)
    moves(firm, acme, State.ACTIVE, MAY_1 + timedelta(days=5))

    assert state(firm, acme, MAY_1 - timedelta(days=1)) is None
    assert state(firm, acme, MAY_1) is State.DORMANT
    assert state(firm, acme, MAY_1 + timedelta(days=5)) is State.ACTIVE


def test_a_second_move_on_one_day_takes_the_first_ones_place_and_both_are_kept(firm):
    apollo = firm.project("Apollo")
    moves(firm, apollo, State.PAUSED, MAY_1)
    moves(firm, apollo, State.CLOSING, MAY_1)

    assert state(firm, apollo, MAY_1) is State.CLOSING
    with firm.database.reading() as session:
        assert len(session.exec(select(StateMove)).all()) == 2


@pytest.mark.parametrize(("kind", "wrong"), [("client", "retired"), ("offering", "paused")])
def test_a_thing_is_never_in_the_state_of_another_kind(firm, kind, wrong):
    subject = getattr(firm, kind)("Thing")

    with pytest.raises(WrongStateError) as refused:
        moves(firm, subject, State(wrong), MAY_1)
    assert refused.value.allowed == STATES[kind]
