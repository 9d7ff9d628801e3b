from threading import Barrier, Thread

import pytest

from models.account import Profile, note_accounts
from models.appointment import name_leader
from models.errors import LastLeaderError, NotAllowedError, RefusedError
from models.founding import leading, link_people, may_name_leaders, name_leaders, resign
from models.permission import Deed
from models.person import Person
from models.visitor import enrol, recognise
from models.workspace import claim
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def slack(firm):
    """Ada and Bea are admins of the workspace; Cem is listed by the operator, Dan is nobody."""
    with firm.writing() as session:
        claim(session, "T1")
        for n, name in enumerate(("Ada", "Bea", "Cem", "Dan"), 1):
            account = Profile(
                slack_user_id=f"U{n}",
                team_id="T1",
                name=name,
                email=f"{name.casefold()}@example.org",
                is_admin=name in {"Ada", "Bea"},
            )
            note_accounts(session, [account], NOON)


LISTED = ("CEM@example.org", "someone@else.org")


def names(firm, by, *named):
    with firm.writing() as session:
        people = [enrol(session, user_id) for user_id in named]
        name_leaders(session, recognise(session, by, NOON), people, LISTED)


def lead(firm):
    with firm.database.reading() as session:
        return [person.name for person in leading(session, TODAY)]


@pytest.mark.parametrize(
    ("by", "listed", "may"),
    [
        ("U1", (), True),
        ("U3", LISTED, True),
        ("U3", ("u3",), True),
        ("U3", (), False),
        ("U4", LISTED, False),
        ("U4", ("",), False),
    ],
)
def test_who_may_name_the_first_leaders(firm, by, listed, may):
    with firm.database.reading() as session:
        assert may_name_leaders(session, recognise(session, by, NOON), listed) is may


def test_an_account_without_an_e_mail_is_not_listed_by_an_empty_one(firm):
    with firm.writing() as session:
        nameless = Profile(slack_user_id="U9", team_id="T1", name="Nameless")
        note_accounts(session, [nameless], NOON)

    with firm.database.reading() as session:
        assert not may_name_leaders(session, recognise(session, "U9", NOON), ("", "None"))


def test_a_person_with_a_listed_e_mail_is_judged_by_the_account(firm):
    """A sheet could say of anybody that an e-mail is theirs; the account's own counts."""
    firm.person("Impostor", email="someone@else.org", slack_user_id="U4")

    with firm.database.reading() as session:
        assert not may_name_leaders(session, recognise(session, "U4", NOON), LISTED)


def test_once_somebody_leads_only_leaders_name_leaders(firm):
    names(firm, "U3", "U4")
    assert lead(firm) == ["Dan"]

    for by in ("U1", "U3"):
        with pytest.raises(NotAllowedError):
            names(firm, by, by)

    names(firm, "U4", "U1")
    assert lead(firm) == ["Ada", "Dan"]


def test_who_is_to_lead_later_counts_already(firm):
    later = firm.person("Later", slack_user_id="U4")
    with firm.writing() as session:
        name_leader(session, firm.deed, session.merge(later), TODAY.replace(month=7))

    with pytest.raises(NotAllowedError):
        names(firm, "U1", "U1")


@pytest.mark.parametrize("account", [None, "UNHEARD", "U5", "U6"])
def test_while_no_leader_has_a_usable_account_founders_may_still_name_one(firm, account):
    """A sheet can name leaders whose e-mail, or account, leads to nobody in Slack."""
    with firm.writing() as session:
        gone = Profile(slack_user_id="U5", team_id="T1", name="Eve", is_gone=True)
        guest = Profile(slack_user_id="U6", team_id="T1", name="Fay", is_guest=True)
        note_accounts(session, [gone, guest], NOON)
    imported = firm.leader("Imported")
    with firm.writing() as session:
        session.get_one(Person, imported.id).slack_user_id = account

    names(firm, "U1", "U1")

    assert lead(firm) == ["Ada", "Imported"]
    with pytest.raises(NotAllowedError):
        names(firm, "U3", "U3")


def links(firm, by, picked):
    with firm.writing() as session:
        link_people(session, recognise(session, by, NOON), picked, LISTED)


def test_a_founder_links_leaders_and_nobody_else(firm):
    imported, other = firm.leader("Imported"), firm.person("Other")

    links(firm, "U3", picked={imported.id: "U4", other.id: "U2"})

    assert firm.called("Imported").slack_user_id == "U4"
    assert firm.called("Other").slack_user_id is None
    with pytest.raises(NotAllowedError):
        links(firm, "U3", picked={other.id: "U2"})
    links(firm, "U4", picked={other.id: "U2"})
    assert firm.called("Other").slack_user_id == "U2"


def test_two_leaders_are_linked_at_once_by_a_founder(firm):
    one, two = firm.leader("One"), firm.leader("Two")

    links(firm, "U1", picked={one.id: "U3", two.id: "U4"})

    assert (firm.called("One").slack_user_id, firm.called("Two").slack_user_id) == ("U3", "U4")


def test_who_is_no_founder_links_nobody(firm):
    imported = firm.leader("Imported")

    with pytest.raises(NotAllowedError):
        links(firm, "U4", picked={imported.id: "U4"})


def test_when_nobody_who_leads_is_here_any_more_founders_may_again(firm):
    gone = firm.leader("Gone")
    with firm.writing() as session:
        session.get_one(Person, gone.id).active = False

    names(firm, "U1", "U1")

    assert lead(firm) == ["Ada"]


def test_of_two_founders_at_the_same_moment_one_names_the_leaders(firm):
    together, refused = Barrier(2), []

    def found(by):
        together.wait()
        try:
            names(firm, by, by)
        except RefusedError as error:
            refused.append(type(error))

    threads = [Thread(target=found, args=(by,)) for by in ("U1", "U2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(lead(firm)) == 1
    assert refused == [NotAllowedError]


def test_leaders_leave_together_if_one_stays(firm):
    names(firm, "U1", "U1", "U2", "U3")

    def leave(*gone):
        with firm.writing() as session:
            people = [enrol(session, user_id) for user_id in gone]
            resign(session, Deed(enrol(session, "U1"), NOON), people)

    leave("U1", "U2")
    assert lead(firm) == ["Cem"]

    with pytest.raises(NotAllowedError):
        leave("U3")


def test_all_leaders_cannot_leave_at_once(firm):
    names(firm, "U1", "U1", "U2")

    with firm.writing() as session:
        people = [enrol(session, "U1"), enrol(session, "U2")]
        deed = Deed(people[0], NOON)
        with pytest.raises(LastLeaderError):
            resign(session, deed, people)
