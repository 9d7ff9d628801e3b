"""No secret, no body and no value reaches a log, at whatever level."""

import io
import json
import logging
import warnings

import pytest
from slack_sdk.webhook import WebhookClient
from sqlalchemy.exc import DataError

from bot.logs import HIDDEN, LONGEST, Redaction, set_up_logs
from bot.settings import LogFormat, LogLevel
from tests.bot.conftest import command, signed
from tests.bot.test_gate import asked

SECRETS = ("xoxb-1-abc", "xapp-1-def", "a-signing-secret")
RESPONSE_URL = "https://hooks.slack.com/actions/T1/42/s3cret"
HIDE = [
    "xoxb-1234-abc.DEF",
    "xoxe.xoxp-1-Mi0yLTk",
    "xapp-1-A1-2-ff",
    "a-signing-secret",
    RESPONSE_URL,
    "http://127.0.0.1:8090/response/R17",
    "wss://wss-primary.slack.com/link/?ticket=abc&app_id=A1",
    "1234567890.987654321.0123456789abcdef0123456789abcdef",
    "DETAIL:  Key (name)=(Acme) already exists.",
]
KEYED = [
    ("response_url=s3cret", "s3cret"),
    ("'trigger_id': 's3cret'", "s3cret"),
    ('{"token": "s3cret"}', "s3cret"),
    ('{\\"token\\": \\"s3cret\\"}', "s3cret"),
    ("Authorization: Bearer s3cret", "s3cret"),
    ("client_secret=s3cret&x=1", "s3cret"),
]


@pytest.fixture(params=LogFormat)
def log(request, logs_as_they_were):  # noqa: ARG001  # it undoes what this does
    """Set up the logs at DEBUG, and return what reads all that was written."""
    stream = io.StringIO()
    set_up_logs(LogLevel.DEBUG, request.param, SECRETS, stream)
    return stream.getvalue


@pytest.mark.parametrize("secret", HIDE)
def test_what_looks_like_a_secret_is_hidden_wherever_it_stands(secret):
    line = Redaction(SECRETS)(f"before ({secret}) after")

    assert secret not in line
    assert line.startswith("before")
    assert HIDDEN in line


@pytest.mark.parametrize(("line", "secret"), KEYED)
def test_what_is_called_a_secret_is_hidden_too(line, secret):
    assert secret not in Redaction(())(line)


def test_other_words_are_left_alone():
    line = (
        "turned a request away: stale timestamp (17 bytes), tokens: none in https://slack.com/api/"
    )

    assert Redaction(())(line).startswith("turned a request away: stale timestamp (17 bytes)")


def test_our_own_words_are_written_with_time_level_and_place(log, request):
    logging.getLogger("bot.gate").debug("a line of %s", "ours", extra={"count": 3})

    (line,) = log().splitlines()
    assert "a line of ours" in line
    assert "bot.gate" in line
    if LogFormat.JSON in request.node.name:
        told = json.loads(line)
        assert (told["level"], told["count"]) == ("debug", 3)
        assert told["timestamp"].endswith("Z")


def test_an_error_is_written_with_its_traceback_and_without_its_secrets(log):
    words = ["private words"]
    try:
        try:
            dict.fromkeys("ab")[words[0]]
        except LookupError:
            raise TypeError(f"no {RESPONSE_URL} with xoxb-9-secret")  # noqa: B904, TRY003
    except TypeError:
        logging.getLogger("handlers.guard").exception("reference %s", "7F3A")

    assert log().index("builtins.KeyError") < log().index("builtins.TypeError: no")
    assert "test_logs.py" in log()
    assert "private words" not in log()
    assert "s3cret" not in log()
    assert "xoxb" not in log()


def test_an_error_of_the_database_is_written_without_its_values(log):
    detail = "duplicate key\nDETAIL:  Key (name)=(Acme Secret) exists.\nHINT: none"
    values = {"name": "Acme Secret"}
    error = DataError("INSERT ...", values, Exception(detail), hide_parameters=True)
    logging.getLogger("bot.jobs").error("failed", exc_info=error)

    assert "DataError" in log()
    assert "Acme" not in log()


def test_libraries_are_cut_short_and_say_only_what_is_wrong(log):
    logging.getLogger("uvicorn.error").info("Uvicorn running")
    logging.getLogger("slack_sdk.socket_mode").debug("on_message invoked")
    logging.getLogger("websockets.client").debug("< TEXT 'words'")
    logging.getLogger("apscheduler.executors").warning("x" * 5 * LONGEST)

    (line,) = log().splitlines()
    assert len(line) < LONGEST + 200


def test_a_whole_run_at_debug_leaves_no_secret_and_no_word(log, new_house, slack):
    house = new_house(slack.api_url)
    words = {"text": "private words", "response_url": f"{slack.url}response/R1", "token": "legacy"}
    for name in ("/ping", "/ask", "/busy", "/fail", "/unknown"):
        asked(house, command(name, **words))
    house.client.users_info(user=slack.workspace.app.bot_user_id)
    WebhookClient(f"{slack.url}response/R1").send(text="private words")

    for secret in ("xox", "response/R1", "legacy", "1.2.3", signed(b"")["x-slack-signature"]):
        assert secret not in log()
    assert "private words" not in log()
    assert "LookupError" in log()


def test_warnings_of_python_go_the_same_way(log):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("old, with xoxb-9-secret", DeprecationWarning, stacklevel=1)

    assert "xoxb" not in log()
