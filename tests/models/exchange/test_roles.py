"""Who holds a thing by a spreadsheet, since when; who held it before stays known."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.client import Client
from models.offering import Offering
from models.person import Person
from models.role import Term, leaders
from tests.conftest import NOON
from tests.models.exchange.conftest import FIRM, LATER, TODAY

START = date(2030, 1, 15)
AFTER = LATER.date()
LAST = NOON + timedelta(days=14)


@pytest.fixture
def run(bring):
    """Import who runs project X, and with it all that stands before."""
    bring(**FIRM)

    def run(email, now=NOON, **order):
        sheet = f"key,name,client,manager,start_on\nX,One,Acme,{email},{START}\n"
        return bring(now, projects=sheet, **order)

    return run


def test_a_manager_holds_a_project_from_its_start(run, managers):
    run("ben@example.org")

    assert managers() == [("Ben", START, None)]


def test_a_manager_holds_a_client_or_an_offering_from_the_beginning(bring, managers):
    bring(**FIRM)
    bring(clients="name,manager\nAcme,ben@example.org\n")
    bring(offerings="name,manager\nAudit,caro@example.org\n")

    assert managers(Client) == [("Ben", None, None)]
    assert managers(Offering) == [("Caro", None, None)]


def test_a_project_without_a_start_is_held_from_the_beginning(bring, managers):
    bring(**FIRM)
    bring(projects="key,name,client,manager\nX,One,Acme,ben@example.org\n")

    assert managers() == [("Ben", None, None)]


def test_another_manager_takes_over_on_the_imports_day(run, managers):
    run("ben@example.org")
    run("caro@example.org", LATER)

    assert managers() == [("Ben", START, AFTER), ("Caro", AFTER, None)]
    assert managers(now=NOON + timedelta(days=1)) == [("Ben", START, None)]


def test_an_empty_cell_ends_a_role(run, managers):
    run("ben@example.org")
    run("", LATER)

    assert managers() == [("Ben", START, AFTER)]


def test_after_a_vacancy_the_next_one_begins_on_the_imports_day(run, managers):
    run("ben@example.org")
    run("", LATER)
    run("ben@example.org", LAST)

    assert managers() == [("Ben", START, AFTER), ("Ben", LAST.date(), None)]


def test_on_one_day_the_last_word_counts(run, managers):
    run("ben@example.org", LATER)
    run("caro@example.org", LATER + timedelta(hours=1))
    run("ana@example.org", LATER + timedelta(hours=2))

    assert managers() == [("Ben", START, AFTER), ("Ana", AFTER, None)]


def test_a_successor_planned_in_trefoil_still_begins_on_that_day(run, managers, somebody):
    run("ben@example.org")
    day = TODAY + timedelta(days=30)
    somebody.hands_over("Caro", day)

    run("ana@example.org", LATER)

    assert managers() == [("Ben", START, AFTER), ("Ana", AFTER, day), ("Caro", day, None)]


def test_a_manager_named_in_trefoil_is_kept(run, managers, somebody):
    run("")
    somebody.assigns("Caro", Term(START))

    done = run("ben@example.org", LATER)
    assert (managers(), done.sheets["projects"].kept) == ([("Caro", START, None)], 1)

    run("ben@example.org", LATER, overwrite=True)
    assert managers() == [("Caro", START, AFTER), ("Ben", AFTER, None)]


def test_a_manager_without_an_email_is_kept_too(run, managers, somebody, database):
    run("")
    with database.begin() as session:
        session.add(Person(name="Dora", slack_user_id="UDORA"))
    somebody.assigns("Dora", Term(START))

    done = run("ben@example.org", LATER)

    assert (managers(), done.sheets["projects"].kept) == ([("Dora", START, None)], 1)


def test_a_role_that_trefoil_ended_stays_vacant(run, managers, somebody):
    run("ben@example.org")
    somebody.ends_the_role(TODAY)

    done = run("ben@example.org", LATER)

    assert (managers(), done.sheets["projects"].kept) == ([("Ben", START, TODAY)], 1)


def test_leaders_are_named_and_leave(bring, database):
    bring(**FIRM)
    bring(LATER, people="email,name,leader\nana@example.org,Ana,no\nben@example.org,Ben,yes\n")

    with database.reading() as session:
        (then,), (now,) = leaders(session, TODAY), leaders(session, AFTER)
        assert (then.start_on, then.end_on) == (None, AFTER)
        assert (now.start_on, now.end_on) == (AFTER, None)


@pytest.mark.parametrize("leader", ["no", ""])
def test_the_last_leader_stays(bring, problems, database, leader):
    bring(**FIRM)

    (problem,) = problems(
        people=f"email,name,leader\nben@example.org,Ben,no\nana@example.org,Ana,{leader}\n"
    )

    assert problem.startswith("people.csv, row 3, column leader: nobody would lead the firm")
    with database.reading() as session:
        assert len(leaders(session, TODAY)) == 1


def test_a_leader_who_has_left_is_no_leader(bring, problems, database):
    bring(people="email,name,leader\na@x.org,Ana,yes\nb@x.org,Ben,yes\n")
    with database.begin() as session:
        session.exec(select(Person).where(Person.name == "Ben")).one().active = False

    (problem,) = problems(people="email,name,leader\na@x.org,Ana,no\n")
    assert problem.startswith("people.csv, row 2, column leader")


def test_who_has_left_is_named_for_nothing_new(bring, problems, database):
    bring(people="email,name\na@x.org,Ana\nb@x.org,Ben\n", clients="name,manager\nAcme,a@x.org\n")
    with database.begin() as session:
        session.exec(select(Person).where(Person.name == "Ben")).one().active = False

    (problem,) = problems(clients="name,manager\nAcme,b@x.org\n")

    assert problem == (
        "clients.csv, row 2, column manager: found “Ben”; expected a colleague who has not left"
    )
