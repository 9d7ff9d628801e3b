from datetime import date

import pytest
from sqlmodel import select

from models.adding import Plan, Typed, add_client, add_offering, add_person, add_project
from models.appointment import assign
from models.client import Client, ClientAlias
from models.errors import DatesReversedError, NameTakenError, NotAllowedError
from models.likeness import free_key
from models.offering import Offering
from models.people_errors import EmailTakenError, MissingError, NearNameError, UnreadableError
from models.permission import Deed
from models.project import Project
from models.role import Term
from models.subject import Subject
from tests.models.exchange.conftest import give_back, take_in


def adds(firm, add, *more, words=(), **facts):
    with firm.writing() as session:
        return add(session, firm.deed, Typed(dict(words), **facts), *more)


def test_names_stand_on_one_line_as_in_the_sheets(firm):
    assert adds(firm, add_client, words={"name": " Acme \n  AG "}).name == "Acme AG"


@pytest.mark.parametrize(
    ("add", "words", "field"),
    [
        (add_client, {"name": ""}, "name"),
        (add_client, {"name": "A; B"}, "name"),
        (add_client, {"name": "x" * 301}, "name"),
        (add_client, {"name": "A\x07"}, "name"),
        (add_client, {"name": "A", "aliases": "B; B"}, "aliases"),
        (add_offering, {"name": "Coaching 60%"}, "name"),
        (add_offering, {"name": "A", "description": "x" * 10_001}, "description"),
        (add_person, {"name": "Ana", "email": "nobody"}, "email"),
        (add_person, {"name": "Ana", "email": None}, "email"),
        (add_person, {"name": " ", "email": "ana@example.org"}, "name"),
    ],
)
def test_what_no_sheet_could_hold_is_refused_at_its_field(firm, add, words, field):
    with pytest.raises(UnreadableError) as refused:
        adds(firm, add, words=words)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("exists", "new"),
    [
        ("Acme GmbH", "Acme"),
        ("Acme", "ACME Ltd."),
        ("Café", "Cafe"),
        ("Globex", "Globx"),
        ("Data Platform", "Data-Platform"),
    ],
)
def test_names_that_nearly_exist_warn(firm, exists, new):
    firm.client(exists)

    with pytest.raises(NearNameError) as refused:
        adds(firm, add_client, words={"name": new})
    assert (refused.value.name, refused.value.field) == (exists, "name")

    adds(firm, add_client, words={"name": new}, is_another=True)


@pytest.mark.parametrize(
    ("exists", "new"), [("Acme", "Ajax"), ("Phase 1", "Phase 2"), ("North", "South")]
)
def test_other_names_do_not_warn(firm, exists, new):
    firm.client(exists)

    assert adds(firm, add_client, words={"name": new}).name == new


def test_another_name_of_a_client_is_a_name_too(firm):
    acme = firm.client("Acme")
    with firm.writing() as session:
        session.add(ClientAlias(client_id=acme.id, name="Zenith", **firm.fact))

    with pytest.raises(NameTakenError):
        adds(firm, add_client, words={"name": "Zenith"})


def test_two_projects_may_have_one_name_when_that_is_meant(firm):
    firm.project("Apollo")
    plan = Plan(firm.called("Acme", Client))

    with pytest.raises(NearNameError):
        adds(firm, add_project, plan, words={"name": "Apollo"})

    second = adds(firm, add_project, plan, words={"name": "Apollo"}, is_another=True)
    assert second.key == "APOLLO-2"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Apollo", "APOLLO"), ("Über & Co.", "UBER-CO"), ("月 1", "月-1"), ("!!!", "PROJECT")],
)
def test_a_key_is_made_of_the_names_letters_and_digits(firm, name, key):
    with firm.database.reading() as session:
        assert free_key(session, None, name) == key


def test_a_made_key_has_room(firm):
    with firm.writing() as session:
        acme = Client(name="Acme", **firm.fact)
        session.add(acme)
        first = free_key(session, None, "x" * 300)
        session.add(Project(key=first, name="X", client=acme, **firm.fact))
        session.flush()
        second = free_key(session, None, "x" * 300)

    assert (len(first), len(second)) == (100, 97)
    assert second.endswith("-2")


def test_a_project_without_a_client_or_with_its_finish_first_is_refused(firm):
    with pytest.raises(MissingError):
        adds(firm, add_project, Plan(None), words={"name": "Apollo"})

    backwards = Plan(firm.client("Acme"), (), date(2030, 2, 2), date(2030, 2, 1))
    with pytest.raises(DatesReversedError) as refused:
        adds(firm, add_project, backwards, words={"name": "Apollo"})
    assert refused.value.field == "finish_on"


def test_an_e_mail_in_other_letters_is_the_same(firm):
    firm.person("Ana Lind")

    with pytest.raises(EmailTakenError):
        adds(firm, add_person, words={"name": "A", "email": "ANA.LIND@example.org"})


@pytest.mark.parametrize("add", [add_person, add_client, add_offering])
def test_only_leaders_add(firm, add):
    ana = firm.person("Ana Lind")
    words = {"name": "New", "email": "new@example.org"}

    with firm.writing() as session, pytest.raises(NotAllowedError):
        add(session, Deed(session.merge(ana), firm.now), Typed(words))


def test_what_was_added_comes_back_from_an_export_unchanged(firm, tmp_path):
    """Awkward words, a wall, a plan and managers: the sheets say all of it."""
    ana = adds(firm, add_person, words={"name": "=Ana", "email": "Ana@Example.org"})
    with firm.writing() as session:
        deed = firm.deed
        client = add_client(
            session, deed, Typed({"name": "'Acme", "aliases": "B;  A"}, confidential=True)
        )
        offerings = [
            add_offering(session, deed, Typed({"name": name, "description": " a\n=b "}))
            for name in ("Data", "Coaching", "Cloud")
        ]
        plan = Plan(client, offerings, date(2030, 1, 1), date(2030, 3, 1), 9_000_001)
        project = add_project(session, deed, Typed({"name": "@Apollo"}, confidential=True), plan)
        subjects: list[Subject] = [client, project, *offerings]
        for subject in subjects:
            assign(session, deed, subject, session.merge(ana), Term(None))

    give_back(firm.database, tmp_path / "out")
    done = take_in(firm.database, tmp_path / "out")

    assert {name: t for name, t in done.sheets.items() if t.new or t.changed or t.kept} == {}
    with firm.database.reading() as session:
        assert session.exec(select(Offering.description)).all() == [" a\n=b "] * 3
