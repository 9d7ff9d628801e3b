"""The command that is started beside the sandbox: its environment, its signals, its end."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from types import FrameType

from sandbox.server import Sandbox

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What ends us: Ctrl-C, being told to, and a terminal that closes."""
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "ws_proxy", "wss_proxy", "no_proxy")
"""Dropped: the sandbox is on this machine, and WebSocket clients take no notice of no_proxy."""
GLANCE = 1.0
BY_SIGNAL = 128
"""Added to the signal's number, as shells do it."""


def variables(sandbox: Sandbox, *, is_http: bool) -> dict[str, str]:
    """Return what tells a program to find its Slack here."""
    app = sandbox.workspace.app
    secret = (
        {"SLACK_SIGNING_SECRET": app.signing_secret}
        if is_http
        else {"SLACK_APP_TOKEN": app.app_token}
    )
    return {"SLACK_BOT_TOKEN": app.bot_token, "SLACK_API_URL": sandbox.api_url, **secret}


def environment(given: Mapping[str, str], added: Mapping[str, str]) -> dict[str, str]:
    """Return the given variables without proxies and without what leads to another Slack."""
    kept = {
        name: value
        for name, value in given.items()
        if name.lower() not in PROXIES and not name.startswith("SLACK_")
    }
    return kept | dict(added)


class _Relay:
    """Hands a signal to us on to the child, and to what the child has started; the second kills.

    A terminal that closes is told to the child as TERM: to some programs HUP means to go on with
    new settings, and nobody is left then to end them.
    """

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.heard: list[int] = []

    def hear(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP and self.heard:
            return  # who closes a terminal often tells twice, and in another way before
        self.heard.append(number)
        self.hand_on()

    def hand_on(self) -> None:
        if self.child and self.heard:
            first = signal.SIGTERM if self.heard[0] == signal.SIGHUP else self.heard[0]
            number = first if len(self.heard) == 1 else signal.SIGKILL
            with suppress(ProcessLookupError):  # it has just ended
                os.killpg(self.child.pid, number)


def run(command: list[str], env: dict[str, str], *, is_quiet: bool = False) -> int:
    """Run it to its end and return its exit code, as a shell would; OSError if it cannot start.

    Quiet, it still says what is wrong, on stderr.
    """
    said = subprocess.DEVNULL if is_quiet else None
    relay = _Relay()
    before = {number: signal.signal(number, relay.hear) for number in _stops()}
    try:
        relay.child = subprocess.Popen(command, env=env, stdout=said, process_group=0)  # noqa: S603  # the user's
        relay.hand_on()
        code = _end_of(relay.child)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else BY_SIGNAL - code


def _end_of(child: subprocess.Popen[bytes]) -> int:
    """Wait for its exit code; look up now and then, for a signal may go to another thread.

    Python hears it in the main thread alone, and only when that does something again.
    """
    while True:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(GLANCE)


def stop_asked_for() -> Callable[[], None]:
    """Return what waits until a signal asks to stop, each of STOPS counted from now on.

    It is no Event: its lock may be held by the very thread that the signal interrupts.
    """
    asked: SimpleQueue[int] = SimpleQueue()
    for number in _stops():
        signal.signal(number, lambda number, _: asked.put(number))
    return partial(_first_of, asked)


def _first_of(asked: SimpleQueue[int]) -> None:
    while True:
        with suppress(Empty):
            asked.get(timeout=GLANCE)
            return


def _stops() -> list[int]:
    """Return what is listened to: under nohup, not the terminal that closes."""
    is_kept = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    return [number for number in STOPS if not (is_kept and number == signal.SIGHUP)]
