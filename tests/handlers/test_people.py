from copy import deepcopy
from dataclasses import dataclass

import pytest

from sandbox.choosing import person
from sandbox.faults import Drop, Reply
from tests.conftest import NOON
from tests.handlers.forgery import as_if
from tests.talk import Clock, Talk

TODAY = NOON.date()


@pytest.fixture
def founded(sandbox, database, clock):
    """Return the firm in Slack, where the operator has listed Ben by e-mail and Cem by his id."""
    cem = person(sandbox.workspace, "cem")
    return Talk(sandbox, database, clock, ("BEN.ITO@example.org", cem.id))


def test_before_anybody_leads_a_workspace_admin_names_leaders(talk, firm):
    form = talk.adam.opens_home().clicks("Name leaders")
    assert form.value("Also leads") == [talk.adam.user.id]

    said = form.chooses("Also leads", "Adam Root", "Mara Okoye").saves()

    assert "Adam Root and Mara Okoye lead from today." in said.text
    assert "It is on record that you said so." in said.text
    assert firm.leading(TODAY) == {"Adam Root": "Adam Root", "Mara Okoye": "Adam Root"}


@pytest.mark.parametrize("who", ["ben", "cem"])
def test_who_the_operator_listed_names_leaders(founded, firm, who):
    home = founded.person(who).opens_home()

    home.clicks("Name leaders").chooses("Also leads", "Mara Okoye").saves()

    assert [*firm.leading(TODAY)] == ["Mara Okoye"]


def test_who_named_the_first_leaders_names_no_more(founded, firm):
    home = founded.ben.opens_home()
    before = home.as_it_was()
    home.clicks("Name leaders").chooses("Also leads", "Mara Okoye").saves().closes()

    assert "Name leaders" not in founded.ben.opens_home().buttons
    refused = before.clicks("Name leaders")

    assert "You may not give or end a role" in refused.text
    assert [*firm.leading(TODAY)] == ["Mara Okoye"]


@pytest.mark.parametrize("who", ["dora", "gus", "sam"])
def test_nobody_else_names_leaders_even_with_a_founders_form(talk, firm, who):
    form = talk.adam.opens_home().clicks("Name leaders").chooses("Also leads", "gus")
    assert form.saves().errors
    saved = deepcopy(talk.adam.last.payload)
    state = saved["view"]["state"]["values"]["people"]["people"]
    state["selected_users"] = [person(talk.sandbox.workspace, "dora").id]

    talk.adam.sends(as_if(saved, talk.sandbox.workspace, who))

    assert firm.leading(TODAY) == {}


def test_the_outsiders_that_were_picked_are_refused_at_the_field(talk, firm):
    form = talk.adam.opens_home().clicks("Name leaders")

    for who, words in {
        "gus": "This is a guest.",
        "sam": "This is somebody of another company.",
        "olga": "This account is closed.",
        "robo": "This is a bot.",
    }.items():
        form = form.chooses("Also leads", who).saves()
        assert words in form.errors["Also leads"]

    assert firm.leading(TODAY) == {}


def test_a_leader_names_another_and_leaves(talk, firm):
    firm.leader("Mara Okoye")
    form = talk.mara.opens_home().clicks("Leaders")
    assert form.text.startswith("Leaders: Mara Okoye")

    form.chooses("Also leads", "Ana Lind").chooses("Leads no more", "Mara Okoye")
    said = form.saves()

    assert "Ana Lind leads from today." in said.text
    assert "Mara Okoye leads no more." in said.text
    assert firm.leading(TODAY) == {"Ana Lind": "Mara Okoye"}


def test_the_last_leader_cannot_leave_without_a_successor(talk, firm):
    firm.leader("Mara Okoye")
    form = talk.mara.opens_home().clicks("Leaders").chooses("Leads no more", "Mara Okoye")

    form = form.saves()

    assert form.errors == {"Leads no more": "This is the last leader. Name another one first."}
    assert [*firm.leading(TODAY)] == ["Mara Okoye"]


def test_a_saved_form_that_comes_twice_names_leaders_once(talk, firm):
    form = talk.adam.opens_home().clicks("Name leaders")

    form.saves(twice=True)

    assert firm.leading(TODAY) == {"Adam Root": "Adam Root"}


@pytest.fixture
def imported(firm):
    """A sheet has named leaders whose e-mails lead to no account; Ana runs Apollo."""
    for name in ("Inês Cardosela", "Tobias Rehfurt"):
        firm.leader(name)
    firm.sets(currency="EUR")
    firm.runs(firm.person("Lost Person"), firm.project("Apollo"))


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("who", ["adam", "ben"])
def test_a_firm_whose_leaders_have_no_account_is_opened_by_who_set_it_up(founded, firm, who):
    home = founded.person(who).opens_home()
    words = "Your leaders (Inês Cardosela, Tobias Rehfurt) have no Slack account yet."
    assert words in home.text
    assert "Apollo" not in home.text

    form = home.clicks("Link people")
    assert form.title == "Match Slack accounts"
    assert form.labels == ["Inês Cardosela", "Tobias Rehfurt"]
    form.chooses("Inês Cardosela", "mara").saves()

    assert firm.called("Inês Cardosela").slack_user_id == founded.mara.user.id
    assert "How the firm stands" in founded.mara.opens_home().text
    home = founded.person(who).opens_home()
    assert {"Link people", "Name leaders"} & {*home.buttons} == set()


@pytest.mark.usefixtures("imported")
def test_who_set_it_up_can_name_a_leader_beside_those_without_an_account(founded, firm):
    form = founded.ben.opens_home().clicks("Name leaders")
    assert form.labels == ["Also leads"]

    form.chooses("Also leads", "Mara Okoye").saves()

    assert [*firm.leading(TODAY)] == ["Inês Cardosela", "Tobias Rehfurt", "Mara Okoye"]


@pytest.mark.usefixtures("imported")
def test_a_colleague_does_not_open_the_firm(founded, firm):
    home = founded.dora.opens_home()
    assert {"Link people", "Name leaders"} & {*home.buttons} == set()
    form = founded.ben.opens_home().clicks("Link people").chooses("Inês Cardosela", "gus")
    assert form.saves().errors
    saved = deepcopy(founded.ben.last.payload)
    picked = saved["view"]["state"]["values"]
    next(iter(picked.values()))["account"]["selected_user"] = person(
        founded.sandbox.workspace, "dora"
    ).id

    answer = founded.dora.sends(as_if(saved, founded.sandbox.workspace, "dora"))

    assert "You may not give or end a role." in answer.text
    assert firm.called("Inês Cardosela").slack_user_id is None


@pytest.fixture
def lost(firm):
    """Mara leads; Cem is called otherwise in a sheet, and runs a project."""
    firm.leader("Mara Okoye")
    cem = firm.person("C. Aydin")
    firm.runs(cem, firm.project("Apollo"))
    return cem


@pytest.mark.usefixtures("lost")
def test_people_without_slack_accounts_are_listed_and_linked_by_a_picker(talk):
    home = talk.mara.opens_home()
    assert "C. Aydin · has a role" in home.text

    form = home.clicks("Link people").chooses("C. Aydin", "cem")
    form.saves()

    assert "C. Aydin" not in talk.mara.opens_home().text
    assert "Apollo" in talk.cem.opens_home().text


@pytest.mark.usefixtures("lost")
def test_an_account_that_cannot_be_a_colleagues_is_refused_at_the_field(talk):
    form = talk.mara.opens_home().clicks("Link people")

    for who, words in {
        "gus": "This is a guest. Choose a colleague.",
        "sam": "This is somebody of another company. Choose a colleague.",
        "olga": "This account is closed. Choose another one.",
        "robo": "This is a bot. Choose a colleague.",
        "mara": "This account belongs to Mara Okoye already.",
    }.items():
        form = form.chooses("C. Aydin", who).saves()
        assert form.errors == {"C. Aydin": words}


@pytest.mark.usefixtures("lost")
def test_two_people_cannot_get_one_account(talk, firm):
    firm.person("Cem A.")
    form = talk.mara.opens_home().clicks("Link people")

    form = form.chooses("C. Aydin", "cem").chooses("Cem A.", "cem").saves()

    assert form.errors == {"Cem A.": "This account belongs to C. Aydin already."}
    assert firm.called("C. Aydin").slack_user_id is None


@pytest.mark.usefixtures("lost")
def test_of_two_hundred_people_the_holders_come_first_and_a_form_takes_twenty(talk, firm):
    for n in range(200):
        firm.person(f"Person {n:03}")

    home = talk.mara.opens_home()
    form = home.clicks("Link people")

    assert "C. Aydin · has a role\nPerson 000" in home.text
    assert "and 191 more" in home.text
    assert form.labels[0] == "C. Aydin"
    assert len(form.labels) == 20
    assert "181 more come after these." in form.text


def test_only_leaders_link_people(talk, firm, lost):
    form = talk.mara.opens_home().clicks("Link people").chooses("C. Aydin", "gus")
    assert form.saves().errors
    saved = deepcopy(talk.mara.last.payload)
    state = saved["view"]["state"]["values"][f"account-{lost.id}"]["account"]
    state["selected_user"] = person(talk.sandbox.workspace, "dora").id

    answer = talk.dora.sends(as_if(saved, talk.sandbox.workspace, "dora"))

    assert "You may not give or end a role." in answer.text
    assert firm.called("C. Aydin").slack_user_id is None


@dataclass(frozen=True)
class Slow:
    """Slack answers well, a second later."""

    clock: Clock
    after: bool = True

    def spoil(self, reply: Reply) -> Reply:
        self.clock.passes(seconds=1)
        return reply


def looked_up(talk):
    return len(talk.sandbox.calls("users.info"))


def test_no_more_is_asked_of_a_slow_slack_than_there_is_time_for(talk, firm):
    form = talk.adam.opens_home().clicks("Name leaders")
    form.chooses("Also leads", "Ana Lind", "Ben Ito", "Cem Aydin", "Dora Weiss")
    before = looked_up(talk)
    talk.sandbox.faults.always("users.info", Slow(talk.clock))

    form = form.saves()

    assert form.errors == {"Also leads": "Slack did not say who that is. Try again."}
    assert looked_up(talk) == before + 2
    assert firm.leading(TODAY) == {}

    said = form.saves()  # those of whom Slack told are known by now

    assert "lead from today." in said.text
    assert looked_up(talk) == before + 4
    assert len(firm.leading(TODAY)) == 4


def test_of_whom_slack_does_not_tell_is_refused_at_each_field(talk, firm):
    firm.leader("Mara Okoye")
    for name in ("Ana Lynd", "Ben Itoh"):
        firm.person(name)
    form = talk.mara.opens_home().clicks("Link people")
    form.chooses("Ana Lynd", "Ana Lind").chooses("Ben Itoh", "Ben Ito")
    talk.sandbox.faults.next("users.info", Drop())

    form = form.saves()

    assert form.errors == {"Ana Lynd": "Slack did not say who that is. Try again."}
    form.saves()
    assert firm.called("Ana Lynd").slack_user_id
