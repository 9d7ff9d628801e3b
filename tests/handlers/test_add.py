from datetime import date

import pytest
from sqlmodel import select

from handlers.figure import FigureError, figure
from models.baseline import Baseline
from models.client import Client, ClientAlias
from models.offering import Offering
from models.person import Person
from models.project import Project, Share
from models.role import history
from tests.conftest import NOON
from tests.handlers.forgery import as_if
from views.visit_problem import fault_words

TODAY = NOON.date()


@pytest.fixture
def mara(firm, talk):
    firm.leader("Mara Okoye")
    return talk.mara


def one(firm, table):
    with firm.database.reading() as session:
        return session.exec(select(table)).one()


def every(firm, table):
    with firm.database.reading() as session:
        return session.exec(select(table)).all()


def count(firm, table):
    return len(every(firm, table))


def test_a_project_of_a_new_client_is_added_in_one_form(firm, mara):
    form = mara.opens_home().clicks("Add project")
    form.fills("Name", " Apollo  two ").fills("Or a client that is new", "Acme GmbH")

    said = form.saves()

    assert "Apollo two was added." in said.text
    assert "Its key is APOLLO-TWO." in said.text
    assert "Nobody runs it yet" in said.text
    project = one(firm, Project)
    assert (project.name, project.key, project.confidential) == ("Apollo two", "APOLLO-TWO", False)
    assert one(firm, Client).name == "Acme GmbH"
    assert "✓ Projects: 1 project" in mara.opens_home().text


def test_all_that_is_known_of_a_project_is_kept(firm, mara):
    acme = firm.client("Acme")
    for name in ("Coaching", "Data Platform"):
        firm.offering(name)
    firm.sets(currency="CHF")
    form = mara.opens_home().clicks("Add project")
    form.fills("Name", "Apollo").chooses("Client", "Acme").chooses("Who runs it", "Ana Lind")
    form = form.fills("Finish", date(2030, 9, 30)).clicks("More")
    assert (form.value("Name"), form.value("Client")) == ("Apollo", "Acme")
    form.chooses("Offerings", "Coaching", "Data Platform", query="")
    form.fills({"Start": date(2030, 2, 1), "Budget in CHF": "90k"})
    form.fills("Key", "AP-1").chooses("Confidential", "Only its managers and leaders see it")

    said = form.saves()

    assert said.text.splitlines() == [
        "Apollo was added.",
        "For Acme · Coaching, Data Platform · start 1 Feb · finish 30 Sep · budget 90,000 CHF",
        "Ana Lind runs it.",
        "Its key is AP-1.",
        "It is confidential.",
    ]
    project, plan = one(firm, Project), one(firm, Baseline)
    assert (project.key, project.client_id, project.confidential) == ("AP-1", acme.id, True)
    assert (plan.start_on, plan.finish_on) == (date(2030, 2, 1), date(2030, 9, 30))
    assert (plan.n, plan.budget, project.currency) == (1, 9_000_000, "CHF")
    with firm.database.reading() as session:
        assert [share.basis_points for share in session.exec(select(Share))] == [5000, 5000]
        assert [role.start_on for role in history(session, project)] == [date(2030, 2, 1)]


def test_a_key_is_made_from_the_name_and_is_nobody_elses(firm, mara):
    acme = firm.client("Acme")
    firm.project("Other", acme, key="UBER-PRUFUNG-2")
    form = mara.opens_home().clicks("Add project")
    form.fills("Name", "Über-Prüfung (2)").chooses("Client", "Acme")

    assert "Its key is UBER-PRUFUNG-2-2." in form.saves().text


def test_a_key_that_is_taken_is_refused_at_its_field(firm, mara):
    firm.project("Apollo")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills({"Name": "Borealis", "Key": "apollo"}).chooses("Client", "Acme")

    assert form.saves().errors == {"Key": "Another one is called “apollo”."}
    assert count(firm, Project) == 1


@pytest.mark.parametrize(
    ("label", "words", "said"),
    [
        ("Name", "   ", None),
        ("Budget in EUR", "a lot", "Give a number, like 48000 or 48k."),
        ("Budget in EUR", "-5", "Give a number that is not below zero."),
        ("Budget in EUR", "1.005,123", "Fewer decimals, please: this currency has no such coin."),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(firm, mara, label, words, said):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills("Name", "Apollo").chooses("Client", "Acme")

    errors = form.fills(label, words).saves().errors

    assert [*errors] == [label]
    assert said is None or errors[label] == said
    assert count(firm, Project) == 0


def test_a_finish_before_the_start_is_refused_at_its_field(firm, mara):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills("Name", "Apollo").chooses("Client", "Acme")

    for start, words in (
        (date(2030, 9, 1), "Finish (31 Aug) is before start (1 Sep)."),
        (date(2031, 2, 1), "Finish (31 Aug 2030) is before start (1 Feb 2031)."),
    ):
        form.fills({"Start": start, "Finish": date(2030, 8, 31)})
        assert form.saves().errors == {"Finish": words}
    assert count(firm, Project) == 0


def test_the_rest_of_a_project_is_asked_only_of_who_wants_more(firm, mara):
    firm.client("Acme")

    form = mara.opens_home().clicks("Add project")

    assert form.labels == ["Name", "Client", "Or a client that is new", "Who runs it", "Finish"]
    form.fills("Name", "Apollo").chooses("Client", "Acme").chooses("Who runs it", "Ana Lind")
    form = form.clicks("More")
    assert form.labels[5:] == ["Offerings", "Start", "Budget in EUR", "Key", "Confidential"]
    assert form.value("Name") == "Apollo"
    assert "Ana Lind runs it." in form.saves().text


@pytest.mark.parametrize(
    "words", ["1.250", "1,250", "1.250,00", "48k", "1250", "€ 90.000", "a lot"]
)
def test_a_budget_is_read_exactly_as_the_update_form_reads_amounts(firm, mara, words):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills({"Name": "Apollo", "Budget in EUR": words}).chooses("Client", "Acme")

    said = form.saves()

    fault, minor = None, None
    try:
        minor = figure("spent", words, "EUR")
    except FigureError as error:
        fault = fault_words(str(error))
    assert said.errors == ({"Budget in EUR": fault} if fault else {})
    assert [plan.budget for plan in every(firm, Baseline)] == ([] if fault else [minor])


def test_cents_of_a_budget_are_repeated(firm, mara):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills({"Name": "Apollo", "Budget in EUR": "1250.50"}).chooses("Client", "Acme")

    assert "For Acme · budget 1,250.50 EUR" in form.saves().text


def test_after_one_was_added_another_is_added_in_the_same_window(firm, mara):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").fills("Name", "Apollo").chooses("Client", "Acme")
    form = form.saves().clicks("Add another")
    assert (form.title, form.value("Name")) == ("Add project", None)

    form.fills("Name", "Borealis").chooses("Client", "Acme").saves().closes()

    assert count(firm, Project) == 2
    assert "✓ Projects: 2 projects" in mara.opens_home().text


@pytest.mark.parametrize("what", ["client", "offering", "person"])
def test_another_client_offering_or_person_is_added_in_the_same_way(mara, what):
    form = mara.opens_home().clicks(f"Add {what}").fills("Name", "One")
    if what == "person":
        form.fills("E-mail", "one@example.org")

    assert form.saves().clicks("Add another").title == f"Add {what}"


def test_a_project_needs_one_client(firm, mara):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add project").fills("Name", "Apollo")
    assert form.saves().errors == {"Client": "This is needed."}

    form.chooses("Client", "Acme").fills("Or a client that is new", "Globex")
    errors = form.saves().errors

    assert errors == {"Or a client that is new": "Choose a client or write a new one, not both."}
    assert count(firm, Client) == 1


def test_a_name_that_nearly_exists_warns_and_can_be_meant(firm, mara):
    firm.client("Acme GmbH")
    form = mara.opens_home().clicks("Add client")
    assert "Another one?" not in form.labels
    form.fills({"Name": "ACME", "Other names": "AC"}).chooses("Who looks after it", "ben")

    form = form.saves()
    assert form.text.startswith("“Acme GmbH” is nearly the same name.")
    assert count(firm, Client) == 1
    assert (form.value("Name"), form.value("Other names")) == ("ACME", "AC")

    said = form.chooses("Another one?", "Add it even if a similar name exists").saves()
    assert "Ben Ito looks after it." in said.text
    assert count(firm, Client) == 2


def test_a_near_name_that_is_not_meant_is_changed(firm, mara):
    firm.client("Acme GmbH")
    form = mara.opens_home().clicks("Add client").fills("Name", "ACME").saves()

    form = form.saves()
    assert form.text.startswith("“Acme GmbH” is nearly the same name.")

    assert "Globex was added." in form.fills("Name", "Globex").saves().text


def test_a_project_of_a_name_that_exists_can_be_meant_with_all_that_was_filled_in(firm, mara):
    firm.project("Apollo")
    form = mara.opens_home().clicks("Add project").clicks("More")
    form.fills({"Name": "Apollo", "Budget in EUR": "90k", "Start": TODAY, "Finish": TODAY})
    form.fills("Or a client that is new", "Globex")

    form = form.saves()
    assert form.text.startswith("“Apollo” exists already.")
    assert count(firm, Client) == 1

    said = form.chooses("Another one?", "Add it even if a similar name exists").saves()
    assert "For Globex · start 6 May · finish 6 May · budget 90,000 EUR" in said.text
    assert "Its key is APOLLO-2." in said.text


def test_a_new_client_with_a_near_name_warns_and_more_keeps_the_question(firm, mara):
    firm.client("Acme GmbH")
    form = mara.opens_home().clicks("Add project")
    form = form.fills({"Name": "Apollo", "Or a client that is new": "ACME"}).saves()

    form = form.clicks("More")

    assert form.text.startswith("“Acme GmbH” is nearly the same name.")
    form.chooses("Another one?", "Add it even if a similar name exists").saves()
    assert count(firm, Client) == 2


def test_a_name_that_exists_is_refused_whatever_is_ticked(firm, mara):
    firm.client("Acme")
    form = mara.opens_home().clicks("Add client").fills("Name", "ACME").saves()
    form.chooses("Another one?", "Add it even if a similar name exists").fills("Name", "Acme")

    assert form.saves().errors == {"Name": "Another one is called “Acme”."}


def test_a_client_is_added_with_other_names_and_a_manager(firm, mara):
    form = mara.opens_home().clicks("Add client")
    form.fills({"Name": "Acme", "Other names": "Acme AG;  ACM "}).chooses(
        "Who looks after it", "ben"
    )

    assert "Ben Ito looks after it." in form.saves().text

    with firm.database.reading() as session:
        names = session.exec(select(ClientAlias.name).order_by(ClientAlias.name)).all()
        assert names == ["ACM", "Acme AG"]
        assert len(history(session, session.exec(select(Client)).one())) == 1


def test_another_name_leads_to_one_client_only(firm, mara):
    firm.client("Globex")
    form = mara.opens_home().clicks("Add client")

    form = form.fills({"Name": "Acme", "Other names": "Globex"}).saves()

    assert form.errors == {"Other names": "Another one is called “Globex”."}


@pytest.mark.parametrize(
    ("button", "name"),
    [("Add client", "A; B"), ("Add offering", "A; B"), ("Add offering", "Coaching 60%")],
)
def test_names_that_no_list_could_hold_are_refused(firm, mara, button, name):
    form = mara.opens_home().clicks(button).fills("Name", name).saves()

    assert form.errors["Name"].startswith("Expected is a name without a semicolon")
    assert count(firm, Client) == count(firm, Offering) == 0


def test_an_offering_is_added(firm, mara):
    form = mara.opens_home().clicks("Add offering")
    form.fills({"Name": "Data Platform", "What it is": "Two\nlines"})

    assert "Nobody looks after it yet" in form.saves().text
    assert one(firm, Offering).description == "Two\nlines"


def test_a_person_with_an_account_is_linked_at_once(firm, talk, mara):
    talk.ana.opens_home()
    form = mara.opens_home().clicks("Add person")
    form.fills({"Name": "Ana", "E-mail": "Ana.Lind@Example.org"})

    assert "Linked to the Slack account with this e-mail." in form.saves().text
    person = firm.called("Ana")
    assert (person.email, person.slack_user_id) == ("ana.lind@example.org", talk.ana.user.id)


def test_a_person_without_an_account_is_added_and_listed(firm, mara):
    form = mara.opens_home().clicks("Add person")
    form.fills({"Name": "Lost Person", "E-mail": "lost@example.org"})

    assert "No Slack account has this e-mail" in form.saves().text
    assert "Lost Person" in mara.opens_home().text
    assert firm.called("Lost Person").slack_user_id is None


def test_an_e_mail_is_one_persons(firm, mara):
    form = mara.opens_home().clicks("Add person")

    form = form.fills({"Name": "Another", "E-mail": "MARA.okoye@example.org"}).saves()

    assert form.errors == {"E-mail": "Mara Okoye has this e-mail already."}
    assert count(firm, Person) == 1


def test_the_manager_who_is_picked_must_be_a_colleague(firm, mara):
    form = mara.opens_home().clicks("Add client").fills("Name", "Acme")

    assert [*form.chooses("Who looks after it", "gus").saves().errors] == ["Who looks after it"]
    assert count(firm, Client) == 0


def test_a_saved_form_that_comes_twice_adds_once(firm, mara):
    form = mara.opens_home().clicks("Add client").fills("Name", "Acme")

    form.saves(twice=True)

    assert count(firm, Client) == 1


@pytest.mark.parametrize("who", ["dora", "adam"])
def test_only_leaders_add(firm, talk, mara, who):
    form = mara.opens_home().clicks("Add client").fills("Name", "A; B")
    form.saves()
    saved = mara.last.payload
    saved["view"]["state"]["values"]["name"]["name"]["value"] = "Acme"

    answer = talk.person(who).sends(as_if(saved, talk.sandbox.workspace, who))

    assert "You may not add to the firm. Ask a leader." in answer.text
    assert count(firm, Client) == 0


def test_the_searches_give_nothing_away(firm, talk, mara):
    firm.client("Acme")
    mara.opens_home().clicks("Add project").offers("Client", "acme")

    answer = talk.dora.sends(as_if(mara.last.payload, talk.sandbox.workspace, "dora"))

    assert "Acme" not in answer.text
