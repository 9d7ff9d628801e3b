"""Who may call: tokens and scopes, for every method; and who the app is."""

import json
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from sandbox.api.method import Token
from sandbox.api.methods import METHODS

BOTS = sorted(name for name, method in METHODS.items() if method.token is Token.BOT)
SCOPED = sorted(name for name, method in METHODS.items() if method.scopes)


def test_the_app_learns_who_it_is(client, workspace):
    answer = client.auth_test()

    assert answer["ok"]
    assert answer["team_id"] == workspace.team_id
    assert answer["user_id"] == workspace.app.bot_user_id
    assert answer["bot_id"] == workspace.app.bot_id
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize("method", sorted(METHODS))
def test_no_method_answers_a_token_it_does_not_know(sandbox, refused, method):
    stranger = WebClient("xoxb-stranger", sandbox.api_url)

    assert refused(stranger.api_call, api_method=method)["error"] == "invalid_auth"


@pytest.mark.parametrize("method", sorted(METHODS))
def test_no_method_answers_without_a_token(sandbox, refused, method):
    nobody = WebClient(base_url=sandbox.api_url)

    assert refused(nobody.api_call, api_method=method)["error"] == "not_authed"


@pytest.mark.parametrize("method", BOTS)
def test_the_app_level_token_is_for_connections_only(sandbox, refused, method):
    client = WebClient(sandbox.workspace.app.app_token, sandbox.api_url)

    assert refused(client.api_call, api_method=method)["error"] == "not_allowed_token_type"


@pytest.mark.parametrize("method", SCOPED)
def test_a_method_names_the_scope_it_lacks(client, workspace, refused, method):
    workspace.app.scopes = frozenset({"commands"})

    answer = refused(client.api_call, api_method=method)

    assert answer["error"] == "missing_scope"
    assert answer["needed"] == ",".join(METHODS[method].scopes)
    assert answer["provided"] == "commands"


@pytest.mark.parametrize("method", sorted(n for n, m in METHODS.items() if m.required))
def test_a_method_names_the_arguments_it_misses(client, refused, method):
    answer = refused(client.api_call, api_method=method)

    assert answer["error"] in ("invalid_arguments", "missing_argument")
    said = [f"[ERROR] missing required field: {name}" for name in METHODS[method].required]
    assert answer["response_metadata"]["messages"] == said


def test_a_method_that_slack_does_not_have_is_unknown(client, refused):
    assert refused(client.api_call, api_method="chat.shout")["error"] == "unknown_method"


def test_a_connection_gets_an_address_that_is_good_once(sandbox):
    client = WebClient(base_url=sandbox.api_url)

    url = client.apps_connections_open(app_token=sandbox.workspace.app.app_token)["url"]

    assert url.startswith(sandbox.url.replace("http", "ws"))
    ticket = url.partition("ticket=")[2].partition("&")[0]
    assert sandbox.site.takes_ticket(ticket)
    assert not sandbox.site.takes_ticket(ticket)


def test_a_connection_is_not_for_the_bots_token(client, refused):
    token = client.token

    answer = refused(client.apps_connections_open, app_token=token)

    assert answer["error"] == "not_allowed_token_type"


def ask(sandbox, body, kind):
    headers = {"Content-Type": kind, "Authorization": f"Bearer {sandbox.workspace.app.bot_token}"}
    with urlopen(Request(f"{sandbox.api_url}users.info", body, headers)) as answer:  # noqa: S310
        return json.load(answer)


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[1]", "application/json", "json_not_object"),
        (b"a=1", "text/plain", "invalid_post_type"),
    ],
)
def test_a_body_that_slack_cannot_read_is_refused(sandbox, body, kind, code):
    assert ask(sandbox, body, kind) == {"ok": False, "error": code}


def test_a_method_reads_its_arguments_from_the_address_too(sandbox, id_of):
    token, user = sandbox.workspace.app.bot_token, id_of("ana")

    with urlopen(f"{sandbox.api_url}users.info?token={token}&user={user}") as answer:  # noqa: S310
        assert json.load(answer)["user"]["name"] == "ana"


def test_json_is_no_use_to_a_method_that_takes_forms_only(sandbox, id_of):
    user = id_of("ana")

    assert ask(sandbox, f"user={user}".encode(), "application/x-www-form-urlencoded")["ok"]
    assert not ask(sandbox, json.dumps({"user": user}).encode(), "application/json")["ok"]
