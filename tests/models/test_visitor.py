import pytest
from sqlmodel import select

from models.account import Profile, note_accounts
from models.errors import OutsiderError, UnknownAccountError
from models.permission import Act, is_allowed
from models.person import Person
from models.visitor import enrol, recognise
from models.workspace import claim
from tests.conftest import NOON


@pytest.fixture
def slack(firm):
    """Return what makes an account known to the directory."""
    with firm.writing() as session:
        claim(session, "T1")

    def note(id_="U1", **facts):
        facts = {"slack_user_id": id_, "team_id": "T1", "name": "Ana Lind"} | facts
        with firm.writing() as session:
            note_accounts(session, [Profile(**facts)], NOON)

    return note


def test_a_visitor_is_whoever_has_the_account(firm, slack):
    mara = firm.leader("Mara Okoye")
    slack(email="mara.okoye@example.org", is_admin=True)

    with firm.database.reading() as session:
        visitor = recognise(session, "U1", NOON)

        assert (visitor.person.id, visitor.is_admin) == (mara.id, True)
        assert is_allowed(session, visitor.deed, Act.SET_UP, None)


def test_a_colleague_whom_the_firm_does_not_know_is_let_in_and_may_do_nothing(firm, slack):
    slack(email="new@example.org")

    with firm.database.reading() as session:
        visitor = recognise(session, "U1", NOON)

        assert (visitor.person.name, visitor.person.id) == ("Ana Lind", None)
        assert not any(is_allowed(session, visitor.deed, act, None) for act in Act)
    with firm.database.reading() as session:
        assert session.exec(select(Person)).all() == []


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"is_guest": True}, "guest"),
        ({"team_id": "T2"}, "stranger"),
        ({"is_bot": True}, "bot"),
        ({"is_gone": True}, "gone"),
        ({"is_guest": True, "is_admin": True}, "guest"),
    ],
)
@pytest.mark.parametrize("by", [lambda s: recognise(s, "U1", NOON), lambda s: enrol(s, "U1")])
def test_an_outsider_is_not_let_in_though_he_is_somebodys_account(firm, slack, facts, standing, by):
    firm.person("Ana Lind", slack_user_id="U1")
    slack(**facts)

    with firm.writing() as session, pytest.raises(OutsiderError) as refused:
        by(session)

    assert refused.value.standing == standing


def test_an_account_that_the_directory_lacks_is_not_let_in(firm):
    with firm.database.reading() as session, pytest.raises(UnknownAccountError):
        recognise(session, "U9", NOON)


def test_who_is_enrolled_becomes_known_once(firm, slack):
    slack(email="New@example.org")

    with firm.writing() as session:
        first, second = enrol(session, "U1"), enrol(session, "U1")

        assert first is second
        assert (first.name, first.email, first.slack_user_id) == (
            "Ana Lind",
            "new@example.org",
            "U1",
        )


def test_an_e_mail_that_is_anothers_is_not_taken(firm, slack):
    """Ben has another account, and his old e-mail is now that of a newcomer."""
    firm.person("Ben Ito", slack_user_id="U2")
    slack(email="ben.ito@example.org")

    with firm.writing() as session:
        assert enrol(session, "U1").email is None
