"""The first team that a token leads to is served from then on, and no other."""

from threading import Barrier, Event, Thread

import pytest
from sqlmodel import select

from bot.claim import claim_database, known_team
from bot.client import build_client
from bot.contact import Contact, State
from bot.database import Database
from bot.metrics import Metrics
from models.serving_errors import OtherTeamError
from models.workspace import Workspace
from sandbox.faults import Drop, Hang, Limit, Say, Status
from tests.bot.conftest import TEAM

TOKEN = "xoxb-sandbox-bot"  # noqa: S105  # opens nothing but the sandbox


@pytest.fixture
def contact(slack, database):
    return Contact(build_client(TOKEN, slack.api_url, Metrics()), database)


@pytest.fixture
def started(slack, database):
    """Return what starts a contact whose pauses last no time, and is stopped at the end."""
    made = []

    def start():
        client = build_client(TOKEN, slack.api_url, Metrics())
        contact = Contact(client, database, lambda _: 0.01)
        made.append(contact)
        contact.start()
        return contact

    yield start
    slack.faults.clear()
    for contact in made:
        contact.stop()


def test_a_new_database_belongs_to_nobody(database):
    assert known_team(database) is None


def test_the_first_team_is_known_and_may_come_again(database):
    claim_database(database, "T1")
    claim_database(database, "T1")

    assert known_team(database) == "T1"


def test_another_team_is_refused_and_changes_nothing(database):
    claim_database(database, "T1")

    with pytest.raises(OtherTeamError) as refused:
        claim_database(database, "T2")
    assert (refused.value.ours, refused.value.theirs) == ("T1", "T2")
    assert known_team(database) == "T1"


def test_of_two_that_claim_at_once_one_is_refused(database):
    others = [database, Database(database.engine.url)]
    others[1].workspace_id = database.workspace_id
    ready, refused = Barrier(2), []

    def claim(each, team_id):
        ready.wait()
        try:
            claim_database(each, team_id)
        except OtherTeamError as error:
            refused.append(error.theirs)

    threads = [Thread(target=claim, args=pair) for pair in zip(others, ("T1", "T2"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    others[1].engine.dispose()

    assert len(refused) == 1
    assert {known_team(database), *refused} == {"T1", "T2"}


def test_contact_tells_who_we_are_and_claims(contact, database):
    assert (contact.known.state, contact.team_id) == (State.UNKNOWN, None)

    assert contact.check() is State.REACHED

    assert contact.team_id == known_team(database) == TEAM
    assert contact.bot().bot_id == "B0BOT00000"
    assert contact.bot().user_id == "U0APPBOT00"


@pytest.mark.parametrize("fault", [Drop(), Status(503), Limit(9), Say("internal_error")])
def test_what_was_known_stays_known_while_slack_is_away(contact, slack, fault):
    contact.check()
    slack.faults.next("auth.test", fault)

    assert contact.check() is State.UNREACHABLE
    assert contact.team_id == TEAM
    assert contact.bot().bot_id
    assert contact.check() is State.REACHED


@pytest.mark.parametrize("word", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_token_that_slack_refuses_is_told_apart(contact, slack, word, caplog):
    slack.faults.next("auth.test", Say(word), Say(word))

    assert contact.check() is State.REFUSED
    assert contact.check() is State.REFUSED
    assert len(caplog.records) == 1  # not once a minute


def test_the_token_of_another_team_ends_it_and_serves_nobody(contact, database, slack):
    claim_database(database, "T0OTHER000")
    ended = Event()
    contact = Contact(build_client(TOKEN, slack.api_url, Metrics()), database)
    contact.on_refused = ended.set

    assert contact.check() is State.OTHER_TEAM
    assert ended.is_set()
    assert contact.team_id == "T0OTHER000"
    assert contact.refused


def test_a_database_that_is_busy_is_asked_again(contact, database):
    with database.begin() as session:
        session.exec(select(Workspace).with_for_update()).one()
        assert contact.check() is State.UNREACHABLE

    assert contact.check() is State.REACHED


def test_it_keeps_asking_until_slack_answers(started, slack, database):
    slack.faults.next("auth.test", Drop(), Status(502), Drop())
    answered = Event()
    slack.faults.next("auth.test", Hang(answered, after=True))
    contact = started()
    answered.set()

    while contact.known.state is not State.REACHED:
        assert contact.is_alive()
    assert known_team(database) == TEAM
    assert len(slack.calls("auth.test")) == 4


def test_it_can_be_stopped_while_slack_hangs(started, slack):
    hangs = Event()
    slack.faults.always("auth.test", Hang(hangs))
    contact = started()

    contact.stop()

    assert contact.known.state is State.UNKNOWN
    hangs.set()
