from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.client import Client, ClientAlias
from models.errors import NameTakenError, NotAllowedError, TooLongError
from models.permission import Deed
from models.renaming import rename

MAY_6 = date(2030, 5, 6)


def test_a_renamed_client_is_still_found_by_its_old_name(firm):
    acme = firm.client("Acme")

    with firm.writing() as session:
        rename(session, firm.deed, session.get_one(Client, acme.id), "Ajax", MAY_6)
        alias = session.exec(select(ClientAlias)).one()

    assert (alias.name, alias.until_on, alias.client_id) == ("Acme", MAY_6, acme.id)


def test_going_back_and_forth_keeps_one_alias_a_name(firm):
    acme = firm.client("Acme")

    for days, name in enumerate(["Ajax", "Acme", "Ajax", "Ajax"]):
        with firm.writing() as session:
            client = session.get_one(Client, acme.id)
            rename(session, firm.deed, client, name, MAY_6 + timedelta(days=days))

    with firm.database.reading() as session:
        names = session.exec(select(ClientAlias.name).order_by(ClientAlias.name)).all()
    assert names == ["Acme", "Ajax"]


def renames(firm, client, name, deed=None):
    with firm.writing() as session:
        rename(session, deed or firm.deed, session.get_one(Client, client.id), name, MAY_6)


def test_a_name_that_leads_to_another_client_is_taken(firm):
    acme, ajax = firm.client("Acme"), firm.client("Ajax")
    renames(firm, ajax, "Ajax Group")

    for name in ("Ajax Group", "Ajax"):
        with pytest.raises(NameTakenError):
            renames(firm, acme, name)


@pytest.mark.parametrize("name", ["", "   ", "x" * 301])
def test_a_name_has_words_and_fits(firm, name):
    with pytest.raises(TooLongError):
        renames(firm, firm.client("Acme"), name)


def test_the_clients_manager_renames_and_others_do_not(firm):
    acme, ana = firm.client("Acme"), firm.person("Ana")
    with pytest.raises(NotAllowedError):
        renames(firm, acme, "Ajax", Deed(ana, firm.now))

    firm.runs(ana, acme)
    renames(firm, acme, "Ajax", Deed(ana, firm.now))
