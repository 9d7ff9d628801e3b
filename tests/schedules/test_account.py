from datetime import timedelta

import pytest
from sqlmodel import select

from models.account import Account, Profile
from models.errors import BusyError, RepeatedError
from models.receipt import Receipt, take_once
from models.workspace import claim
from schedules.account import DailyAccounts
from tests.conftest import NOON


class Slack:
    """Slack's list of accounts, which a test may change or break."""

    def __init__(self, *ids):
        self.ids = ids
        self.asked = 0
        self.fails = None
        self.team = "T1"

    def __call__(self):
        self.asked += 1
        for id_ in self.ids:
            yield Profile(
                slack_user_id=id_, team_id=self.team, name=id_, email=f"{id_.lower()}@example.org"
            )
        if self.fails:
            raise self.fails


@pytest.fixture
def team(firm):
    with firm.writing() as session:
        claim(session, "T1")


@pytest.fixture
def day(firm):
    """Return the job of one process, and its clock."""

    def build(slack):
        return DailyAccounts(firm.database.begin, firm.database.reading, lambda: firm.now, slack)

    return build


def accounts(firm):
    with firm.database.reading() as session:
        return {one.slack_user_id: one.is_gone for one in session.exec(select(Account))}


@pytest.mark.usefixtures("team")
def test_accounts_are_read_at_the_start_and_once_a_day(firm, day):
    slack = Slack("U1", "U2")
    job = day(slack)

    for _ in range(3):
        job()
    assert slack.asked == 1

    firm.now += timedelta(days=1)
    job()
    assert slack.asked == 2
    assert accounts(firm) == {"U1": False, "U2": False}


@pytest.mark.usefixtures("team")
def test_who_is_listed_no_more_is_gone_and_comes_back(firm, day):
    slack = Slack("U1", "U2")
    job = day(slack)
    job()

    firm.now += timedelta(days=1)
    slack.ids = ("U1",)
    job()
    assert accounts(firm) == {"U1": False, "U2": True}

    firm.now += timedelta(days=1)
    slack.ids = ("U1", "U2")
    job()
    assert accounts(firm) == {"U1": False, "U2": False}


@pytest.mark.usefixtures("team")
def test_half_a_list_changes_nothing_and_is_read_again(firm, day):
    slack = Slack("U1", "U2")
    job = day(slack)
    job()
    firm.now += timedelta(days=1)
    slack.ids, slack.fails = ("U3",), BusyError(1)

    with pytest.raises(BusyError):
        job()
    assert accounts(firm) == {"U1": False, "U2": False}

    slack.ids, slack.fails = ("U1", "U3"), None
    job()
    assert accounts(firm) == {"U1": False, "U2": True, "U3": False}


def test_nothing_is_read_before_it_is_known_whose_workspace_this_is(firm, day):
    slack = Slack("U1")
    job = day(slack)

    job()
    assert (slack.asked, accounts(firm)) == (0, {})

    with firm.writing() as session:
        claim(session, "T1")
    job()
    assert accounts(firm) == {"U1": False}


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("ids", [(), ("U8", "U9")])
def test_the_list_of_another_workspace_changes_nothing(firm, day, ids):
    day(Slack("U1"))()
    firm.now += timedelta(days=1)
    other = Slack(*ids)
    other.team = "T2"

    day(other)()

    assert accounts(firm) == {"U1": False}


@pytest.mark.usefixtures("team")
def test_people_are_linked_as_their_accounts_appear(firm, day):
    ana = firm.person("U1")

    day(Slack("U1"))()

    assert firm.called(ana.name).slack_user_id == "U1"


@pytest.mark.usefixtures("team")
def test_old_receipts_are_dropped_along(firm, day):
    with firm.writing() as session:
        take_once(session, "old", NOON - timedelta(days=2))
        take_once(session, "young", NOON)

    day(Slack("U1"))()

    with firm.writing() as session:
        assert len(session.exec(select(Receipt)).all()) == 1
        with pytest.raises(RepeatedError):
            take_once(session, "young", NOON)
