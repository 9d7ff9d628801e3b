from datetime import timedelta

import pytest
from sqlmodel import select

from models.account import (
    Account,
    Profile,
    Standing,
    link_by_email,
    news,
    note_accounts,
    note_vanished,
    standing,
)
from models.workspace import claim
from tests.conftest import NOON

TEAM = "T1"


def profile(id_="U1", **facts):
    return Profile(**{"slack_user_id": id_, "team_id": TEAM, "name": "Ana"} | facts)


@pytest.fixture
def slack(firm):
    """Return what notes profiles in the firm, whose Slack team is known."""
    with firm.writing() as session:
        claim(session, TEAM)

    def note(*profiles, at=NOON):
        with firm.writing() as session:
            note_accounts(session, profiles, at)

    return note


def linked(firm, person):
    return firm.called(person.name).slack_user_id


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, Standing.COLLEAGUE),
        ({"is_admin": True}, Standing.COLLEAGUE),
        ({"is_guest": True}, Standing.GUEST),
        ({"team_id": "T2"}, Standing.STRANGER),
        ({"team_id": "T2", "is_guest": True}, Standing.STRANGER),
        ({"is_bot": True}, Standing.BOT),
        ({"is_gone": True, "is_bot": True}, Standing.GONE),
    ],
)
@pytest.mark.usefixtures("slack")
def test_what_an_account_is_to_the_firm(firm, facts, found):
    with firm.database.reading() as session:
        assert standing(session, profile(**facts)) is found


def test_people_are_linked_by_e_mail_whatever_its_case(firm, slack):
    ana = firm.person("Ana Lind")

    slack(profile(email="ANA.LIND@example.org"))

    assert linked(firm, ana) == "U1"


def test_nobody_is_linked_by_name_alone(firm, slack):
    ana = firm.person("Ana Lind")

    slack(profile(name="Ana Lind", email="another@example.org"))

    assert linked(firm, ana) is None


@pytest.mark.parametrize(
    "facts", [{"is_guest": True}, {"is_bot": True}, {"is_gone": True}, {"team_id": "T2"}]
)
def test_nobody_is_linked_to_an_account_that_is_no_colleagues(firm, slack, facts):
    ana = firm.person("Ana Lind")

    slack(profile(email="ana.lind@example.org", **facts))

    assert linked(firm, ana) is None


def test_a_link_stays_when_the_e_mail_changes(firm, slack):
    ana = firm.person("Ana Lind")
    slack(profile(email="ana.lind@example.org"))

    slack(profile(email="ana.berg@example.org"), profile("U2", email="ana.lind@example.org"))

    assert linked(firm, ana) == "U1"


def test_an_account_is_one_persons(firm, slack):
    slack(profile(email="ana.lind@example.org"))
    first = firm.person("First", slack_user_id="U1")
    ana = firm.person("Ana Lind")

    with firm.writing() as session:
        link_by_email(session)

    assert (linked(firm, first), linked(firm, ana)) == ("U1", None)


def test_who_has_left_is_linked_to_nothing(firm, slack):
    ana = firm.person("Ana Lind", active=False)

    slack(profile(email="ana.lind@example.org"))

    assert linked(firm, ana) is None


def test_a_link_leaves_the_time_zone_to_the_account(firm, slack):
    """What a sheet says of a person must not look as if somebody had changed it in Trefoil."""
    ana = firm.person("Ana Lind")

    slack(profile(email="ana.lind@example.org", time_zone="Asia/Kolkata"))

    assert firm.called(ana.name).time_zone is None


def test_only_what_slack_says_anew_is_news(firm, slack):
    slack(profile("U1"), profile("U2"))

    with firm.database.reading() as session:
        told = [profile("U1"), profile("U2", is_guest=True), profile("U3")]
        assert [one.slack_user_id for one in news(session, told)] == ["U2", "U3"]


def test_accounts_are_written_over_and_not_written_twice(firm, slack):
    slack(profile("U1"), profile("U1", name="Ana L."))
    slack(profile("U1", name="Ana Lind"), at=NOON + timedelta(days=1))

    with firm.database.reading() as session:
        account = session.exec(select(Account)).one()
        assert (account.name, account.seen_at) == ("Ana Lind", NOON + timedelta(days=1))


def test_what_slack_lists_no_more_is_gone_unless_it_was_heard_of_meanwhile(firm, slack):
    slack(profile("U1"), profile("U2"), profile("U4", team_id="T2"), at=NOON - timedelta(days=1))
    slack(profile("U3"), at=NOON)

    with firm.writing() as session:
        assert note_vanished(session, ["U1"], NOON) == 1

    with firm.database.reading() as session:
        gone = {one.slack_user_id: one.is_gone for one in session.exec(select(Account))}
        assert gone == {"U1": False, "U2": True, "U3": False, "U4": False}
