"""The doctor, on Slack: is it reached, does it take our tokens, has it granted what we need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from bot.client import NOT_REACHED, SlackClient, build_client, word_of
from bot.doctor import Check, Patient
from bot.manifest import read_manifest
from bot.metrics import Metrics
from bot.settings import Settings
from models.workspace import Workspace

SKEW = timedelta(seconds=60)
"""Slack refuses what is five minutes off; a minute is time enough to mend it."""
PAGES = "https://api.slack.com/apps"
REACH = (
    "See that this machine may call this host by HTTPS (HTTPS_PROXY is honoured), and that"
    " SLACK_API_URL is right."
)
BOT_TOKEN = f"Copy OAuth & Permissions > Bot User OAuth Token at {PAGES} into SLACK_BOT_TOKEN."
APP_TOKEN = (
    f"Make an App-Level Token with connections:write under Basic Information at {PAGES}, put it"
    " into SLACK_APP_TOKEN, and see that Socket Mode is switched on."
)
GRANT = f"Paste manifest.yml anew under App Manifest at {PAGES}, then Reinstall to Workspace."
TEAM = "Give each Slack team a database of its own: set DATABASE_URL, or the other team's token."
NO_WAY_IN = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."


@dataclass(frozen=True, slots=True)
class Visit:
    """What is looked at, and when."""

    settings: Settings
    patient: Patient


def examine_slack(visit: Visit) -> Iterator[Check]:
    """Make every check in turn; of Slack itself only when there is a token to ask with."""
    token = visit.settings.slack_bot_token
    if token is None:
        yield Check("slack", ok=True, found="not looked at: SLACK_BOT_TOKEN is not set")
        return
    client = build_client(token.get_secret_value(), visit.settings.slack_api_url, Metrics())
    try:
        answer = client.auth_test()
    except NOT_REACHED as error:
        yield from _no_answer(error, client)
        return
    yield Check("slack", ok=True, found=f"reached at {_host(client)}")
    yield Check("bot token", ok=True, found=f"of {answer.get('team')} ({answer['team_id']})")
    yield _scopes(answer)
    yield _clock(answer, visit.patient.now())
    yield _team(answer, visit.patient)
    yield _way_in(client, visit.settings)


def _no_answer(error: Exception, client: SlackClient) -> Iterator[Check]:
    """Tell a Slack that says no from one that is not there."""
    if isinstance(error, SlackApiError) and word_of(error) != "unreadable":
        yield Check("slack", ok=True, found=f"reached at {_host(client)}")
        yield Check("bot token", ok=False, found=f"Slack says {word_of(error)}", mend=BOT_TOKEN)
    else:
        yield Check("slack", ok=False, found=f"{_host(client)} was not reached", mend=REACH)


def _scopes(answer: SlackResponse) -> Check:
    """Compare what was granted with what manifest.yml asks for."""
    told = _header(answer, "x-oauth-scopes")
    if told is None:
        return Check("scopes", ok=True, found="Slack did not say which are granted")
    granted = {scope.strip() for scope in told.split(",")}
    missing = sorted(read_manifest().scopes - granted)
    found = f"not granted: {', '.join(missing)}" if missing else "all granted"
    return Check("scopes", ok=not missing, found=found, mend=GRANT if missing else "")


def _clock(answer: SlackResponse, now: datetime) -> Check:
    told = _header(answer, "date")
    if told is None:
        return Check("clock of slack", ok=True, found="Slack did not say what time it is")
    there = parsedate_to_datetime(told)
    there = there if there.tzinfo else there.replace(tzinfo=UTC)
    skew = abs(now - there)
    found = f"{skew.total_seconds():.0f} s from the clock of Slack"
    mend = "" if skew <= SKEW else "Let this machine set its clock by NTP."
    return Check("clock of slack", ok=not mend, found=found, mend=mend)


def _team(answer: SlackResponse, patient: Patient) -> Check:
    try:
        with patient.engine.connect() as connection:
            ours = connection.execute(select(Workspace.team_id)).scalar()
    except SQLAlchemyError:
        return Check("team", ok=True, found="not known: see the checks of the database")
    if ours is None:
        return Check("team", ok=True, found="the database is free; `trefoil serve` claims it")
    same = ours == answer["team_id"]
    found = f"the database belongs to {ours}"
    return Check("team", ok=same, found=found, mend="" if same else TEAM)


def _way_in(client: SlackClient, settings: Settings) -> Check:
    """Try the app token; a signing secret can be tried by Slack alone."""
    if settings.slack_app_token is None:
        if settings.slack_signing_secret is None:
            return Check("way in", ok=False, found="neither of the two is set", mend=NO_WAY_IN)
        return Check("way in", ok=True, found="signed HTTP; only Slack can try the secret")
    try:
        token = settings.slack_app_token.get_secret_value()
        url = str(client.apps_connections_open(app_token=token)["url"])
    except NOT_REACHED as error:
        return Check("way in", ok=False, found=f"Socket Mode: {word_of(error)}", mend=APP_TOKEN)
    ours = client.hosts.allows(url)
    found = "Socket Mode" if ours else "Socket Mode: the address is of another host than Slack's"
    return Check("way in", ok=ours, found=found, mend="" if ours else REACH)


def _host(client: SlackClient) -> str:
    return urlsplit(client.base_url).netloc


def _header(answer: SlackResponse, name: str) -> str | None:
    """Return a header by its name in small letters."""
    found = (value for key, value in answer.headers.items() if key.casefold() == name)
    value = next(found, None)
    return value[0] if isinstance(value, list) else value
