"""The doctor on Slack: each thing that can be wrong is found, and how to mend it is said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.claim import claim_database
from bot.clock import now
from bot.database import Database
from bot.doctor import Patient
from bot.doctor_slack import Visit, examine_slack
from bot.manifest import read_manifest
from bot.settings import Settings
from sandbox.faults import Drop, Reply, Say, Status
from tests.bot.conftest import SECRET, TEAM

NAMES = ["slack", "bot token", "scopes", "clock of slack", "team", "way in"]


class Headed:
    """Slack sends other headers along."""

    after = True

    def __init__(self, **headers):
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def spoil(self, reply):
        return replace(reply, headers={**reply.headers, **self.headers})


@pytest.fixture
def examined(slack, database, monkeypatch, tmp_path):
    """Return what the doctor finds with these settings, by the name of the check."""
    monkeypatch.chdir(tmp_path)

    def examine(found_in=database, **settings):
        token = {"slack_bot_token": "xoxb-sandbox-bot", "slack_signing_secret": SECRET}
        told = Settings(slack_api_url=slack.api_url, **(token | settings))
        visit = Visit(told, Patient(found_in, tmp_path, now))
        return {check.name: check for check in examine_slack(visit)}

    return examine


@pytest.fixture
def granted(slack):
    """Grant the app just what its manifest asks for."""
    slack.workspace.app.scopes = read_manifest().scopes


@pytest.mark.usefixtures("granted")
def test_when_all_is_well_nothing_is_to_be_mended(examined):
    found = examined()

    assert list(found) == NAMES
    assert {name for name, check in found.items() if not check.ok or check.mend} == set()
    assert TEAM in found["bot token"].found
    assert "free" in found["team"].found
    assert "HTTP" in found["way in"].found


def test_without_a_token_it_says_that_it_did_not_look(examined, slack):
    found = examined(slack_bot_token=None)

    assert [(check.ok, check.found) for check in found.values()] == [
        (True, "not looked at: SLACK_BOT_TOKEN is not set")
    ]
    assert len(slack.traffic) == 0


@pytest.mark.parametrize("fault", [Drop(), Status(503)])
def test_a_slack_that_is_not_reached(examined, slack, fault):
    slack.faults.next("auth.test", fault)

    found = examined()

    assert [check.ok for check in found.values()] == [False]
    assert "SLACK_API_URL" in found["slack"].mend


@pytest.mark.parametrize("word", ["invalid_auth", "token_revoked"])
def test_a_token_that_slack_does_not_take(examined, slack, word):
    slack.faults.next("auth.test", Say(word))

    found = examined()

    assert (found["slack"].ok, found["bot token"].ok) == (True, False)
    assert word in found["bot token"].found
    assert "SLACK_BOT_TOKEN" in found["bot token"].mend


def test_scopes_that_were_not_granted_are_named(examined, slack):
    slack.workspace.app.scopes = read_manifest().scopes - {"users:read", "groups:read"}

    check = examined()["scopes"]

    assert check.found == "not granted: groups:read, users:read"
    assert "Reinstall" in check.mend


@pytest.mark.parametrize(("seconds", "ok"), [(5, True), (-5, True), (120, False), (-400, False)])
def test_a_clock_that_is_not_slacks(examined, slack, seconds, ok):
    there = format_datetime(datetime.now(UTC) - timedelta(seconds=seconds), usegmt=True)  # noqa: TID251  # Slack's clock
    slack.faults.next("auth.test", Headed(date=there))

    check = examined()["clock of slack"]

    assert check.ok is ok
    assert ("NTP" in check.mend) is not ok


def test_a_slack_that_tells_neither_time_nor_scopes(examined, slack):
    body = b'{"ok": true, "team": "T", "team_id": "T0SANDBOX0"}'

    class Bare:
        after = False

        def spoil(self, _reply):
            return Reply(200, body, {"content-type": "application/json"})

    slack.faults.next("auth.test", Bare())

    found = examined()

    assert found["scopes"].ok
    assert found["clock of slack"].ok
    assert "did not say" in found["scopes"].found + found["clock of slack"].found


def test_the_database_of_this_team_and_of_another(examined, database):
    claim_database(database, TEAM)
    assert examined()["team"].ok

    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE workspace SET team_id = 'T0OTHER000'")

    check = examined()["team"]
    assert not check.ok
    assert "DATABASE_URL" in check.mend


def test_a_database_without_tables_is_the_business_of_other_checks(examined, new_url):
    empty = Database(new_url())

    assert examined(found_in=empty)["team"].ok
    empty.engine.dispose()


def test_an_app_token_is_tried(examined, slack):
    assert examined(slack_app_token="xapp-sandbox-app")["way in"].found == "Socket Mode"  # noqa: S106

    slack.faults.next("apps.connections.open", Say("invalid_auth"))
    check = examined(slack_app_token="xapp-sandbox-app")["way in"]  # noqa: S106

    assert not check.ok
    assert "invalid_auth" in check.found
    assert "connections:write" in check.mend


def test_without_a_way_in_it_says_which_there_are(examined):
    check = examined(slack_signing_secret=None)["way in"]

    assert not check.ok
    assert "SLACK_APP_TOKEN" in check.mend


def test_the_command_tells_it_all_and_no_secret(trefoil, new_url, slack, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox-bot")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)
    slack.workspace.app.scopes = read_manifest().scopes
    url = new_url()
    trefoil(url, "migrate")

    said = trefoil(url, "doctor").out

    assert [name for name in NAMES if f"ok    {name}: " not in said] == []
    assert "xoxb" not in said
    assert Path(SECRET).name not in said
