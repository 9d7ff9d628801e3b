"""`python -m sandbox`, as a process of its own with a small program as its bot."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

ROOT = Path(__file__).parents[2]
BOT = """
import os
from slack_sdk import WebClient
client = WebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
print(client.auth_test()["team"])
print(*sorted(name for name in os.environ if name.startswith("SLACK_") or "proxy" in name.lower()))
raise SystemExit(7)
"""
LISTENING = """
import os
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk import WebClient
web = WebClient(base_url=os.environ["SLACK_API_URL"])
client = SocketModeClient(app_token=os.environ["SLACK_APP_TOKEN"], web_client=web)
client.message_listeners.append(lambda client, message, raw: print(message["type"], flush=True))
client.connect()
client.disconnect()
client.close()
"""
WAITING = """
import signal
try:
    print("here", flush=True)
    signal.pause()
finally:
    print("gone", flush=True)
"""
ELSEWHERE = """
import signal, sys, threading
from sandbox.command import run
threading.Thread(target=threading.Event().wait, daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # so it goes to that thread
child = "import signal; signal.pthread_sigmask(signal.SIG_SETMASK, []); print(1); signal.pause()"
raise SystemExit(run([sys.executable, "-u", "-c", child], {}))
"""
PATIENT = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: print("told", flush=True))
print("here", flush=True)
sys.stdin.readline()
print("gone", flush=True)
"""


@pytest.fixture
def sandbox_of():
    """Start `python -m sandbox` with these words; it is ended with the test."""
    started = []

    def start(*words, before=(), **env):
        line = [*before, sys.executable, "-m", "sandbox", "--port", "0", *map(str, words)]
        inherited = {k: v for k, v in os.environ.items() if "COV" not in k}  # noqa: TID251
        process = subprocess.Popen(
            line, cwd=ROOT, env=inherited | env, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_command_finds_its_slack_and_its_exit_code_is_ours(sandbox_of):
    process = sandbox_of(
        "--", sys.executable, "-c", BOT, HTTPS_PROXY="http://127.0.0.1:9", SLACK_CLIENT_ID="real"
    )

    out, err = process.communicate()

    assert process.returncode == 7, err
    assert out.splitlines() == [
        "Larkspur Studio",
        "SLACK_API_URL SLACK_APP_TOKEN SLACK_BOT_TOKEN",
    ]
    assert "Larkspur Studio is at http://127.0.0.1:" in err


def test_a_bot_that_speaks_http_gets_the_secret_for_it(sandbox_of):
    out, _ = sandbox_of("--http", "3000", "--", sys.executable, "-c", BOT).communicate()

    assert out.splitlines()[1] == "SLACK_API_URL SLACK_BOT_TOKEN SLACK_SIGNING_SECRET"


def test_a_bot_that_listens_can_open_its_socket(sandbox_of):
    process = sandbox_of("--", sys.executable, "-c", LISTENING)

    _, err = process.communicate()

    assert process.returncode == 0, err


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "gone\n"), (signal.SIGTERM, 143, ""), (signal.SIGHUP, 143, "")],
)
def test_a_signal_stops_the_command_and_us(sandbox_of, number, code, said):
    process = sandbox_of("--", sys.executable, "-c", WAITING)
    assert process.stdout.readline() == "here\n"

    process.send_signal(number)

    out, _ = process.communicate()
    assert (process.returncode, out) == (code, said)


@pytest.mark.parametrize("first", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_closes_is_told_twice_and_heard_once(sandbox_of, first):
    process = sandbox_of("--", sys.executable, "-c", PATIENT)
    assert process.stdout.readline() == "here\n"

    process.send_signal(first)
    assert process.stdout.readline() == "told\n"
    process.send_signal(signal.SIGHUP)

    out, _ = process.communicate("go\n")
    assert (process.returncode, out) == (0, "gone\n")


def test_under_nohup_a_terminal_may_close(sandbox_of):
    process = sandbox_of("--", sys.executable, "-c", WAITING, before=["nohup"])
    assert process.stdout.readline() == "here\n"

    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGINT)

    out, _ = process.communicate()
    assert (process.returncode, out) == (130, "gone\n")


def test_its_address_is_that_of_the_page(sandbox_of):
    process = sandbox_of()
    address = process.stderr.readline().split()[5]

    page = httpx.get(address)

    assert page.status_code == 200
    assert "/page/js/main.js" in page.text


def test_without_a_command_it_says_how_to_reach_it_and_waits(sandbox_of):
    process = sandbox_of()
    said = [process.stderr.readline() for _ in range(5)]

    process.send_signal(signal.SIGTERM)

    assert process.wait() == 0
    assert any(line.startswith("SLACK_BOT_TOKEN=") for line in said)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["--config", "nowhere.toml"], "nowhere.toml", 2),
        (["--", "no-such-bot"], "cannot start no-such-bot: No such file", 127),
    ],
)
def test_what_is_wrong_is_said_plainly(sandbox_of, words, said, code):
    process = sandbox_of(*words)

    _, err = process.communicate()

    assert process.returncode == code
    assert said in err
    assert "Traceback" not in err


def test_a_taken_port_is_said_plainly(sandbox_of, sandbox):
    port = sandbox.url.rstrip("/").rpartition(":")[2]

    process = sandbox_of("--port", port)

    _, err = process.communicate()
    assert process.returncode == 2
    assert err == f"sandbox: port {port} of 127.0.0.1 is taken by another program\n"


def test_a_signal_that_another_thread_took_ends_the_command_too():
    process = subprocess.Popen([sys.executable, "-c", ELSEWHERE], cwd=ROOT, stdout=PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "1\n"

    process.terminate()
    process.communicate(timeout=20)

    assert process.returncode == 128 + signal.SIGTERM
