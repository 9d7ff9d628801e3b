"""`python -m demo`: a Slack workspace on this machine with an invented firm, and the bot in it."""

import os
import sys
import webbrowser
from argparse import ArgumentParser, Namespace
from contextlib import chdir, suppress
from datetime import UTC
from pathlib import Path
from threading import Thread

from bot.clock import now
from demo.calendar import Calendar
from demo.clock import StoryClock
from demo.story import DATABASE, ROOT, tell, workspace_at
from demo.waiting import Waiting
from sandbox.command import PROXIES, environment, run, variables
from sandbox.delivery import NoAnswerError
from sandbox.page.routes import Page
from sandbox.server import PortTakenError, Sandbox
from sandbox.socket import SocketTransport

PORT = 3700
WRONG = 2
SERVE = "from bot.cli.app import main; main()"
WORDS = ("serve", "--admin-port", "0")
TAKEN = "Port {} is taken. End what runs there (perhaps another demo), or: make demo PORT={}"


def main(words: list[str]) -> int:
    """Tell the story, and let the bot serve until Ctrl-C; return 0 when it has ended well."""
    args = _parser().parse_args(words)
    _forget_proxies()
    calendar = Calendar(now())
    clock = StoryClock(calendar.begins_at.astimezone(UTC))
    try:
        with Sandbox(workspace_at(clock), args.port) as sandbox:
            return _open(sandbox, calendar, clock, args)
    except PortTakenError as error:
        _say(TAKEN.format(error.port, error.port + 1))
        return WRONG
    except KeyboardInterrupt:  # in the middle of the story, and of a line
        _say("\nThe demo has stopped.")
        return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m demo", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="0 takes any that is free")
    parser.add_argument("--home", type=Path, default=Path(".demo"), help="where its data lies")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    return parser


def _forget_proxies() -> None:
    """Speak to this machine only: a proxy would not find it."""
    for name in [name for name in os.environ if name.lower() in PROXIES]:  # noqa: TID251  # our own
        del os.environ[name]  # noqa: TID251  # as above


def _open(sandbox: Sandbox, calendar: Calendar, clock: StoryClock, args: Namespace) -> int:
    home = args.home.absolute()
    waiting = Waiting()
    sandbox.add(waiting.route)
    waiting.begins(sandbox.url)
    tell(sandbox, calendar, home, clock, waiting.passes).engine.dispose()
    waiting.ends()
    clock.goes_live()
    sandbox.traffic.clear()
    opening = (sandbox, SocketTransport(sandbox), waiting, not args.no_browser)
    Thread(target=_open_page, args=opening, name="opening", daemon=True).start()
    with chdir(home):  # no .env of somebody's is read there
        code = run([sys.executable, "-c", SERVE, *WORDS], _variables(sandbox, home), is_quiet=True)
    _say("The demo has stopped.")
    return code


def _variables(sandbox: Sandbox, home: Path) -> dict[str, str]:
    """Return the environment of `trefoil serve`: its Slack is here, its data is the demo's."""
    ours = {
        **variables(sandbox, is_http=False),
        "PYTHONPATH": str(ROOT),
        "TREFOIL_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "TREFOIL_LOG_LEVEL": "warning",
    }
    here = {k: v for k, v in os.environ.items() if not k.startswith("TREFOIL_")}  # noqa: TID251  # what the bot inherits
    return environment(here, ours)


def _open_page(
    sandbox: Sandbox,
    transport: SocketTransport,
    waiting: Waiting,
    is_shown: bool,  # noqa: FBT001  # a thread's argument
) -> None:
    """Put the page in its place once the bot answers, and open it where there is a browser."""
    while not _answers(transport):
        pass  # a slow machine takes a while; whoever has enough of it presses Ctrl-C
    Page(sandbox, transport)
    sandbox.take_away(waiting.route)
    _say(f"Open {sandbox.url} in a browser. Ctrl-C stops the demo.")
    if is_shown:
        _show(sandbox.url)


def _answers(transport: SocketTransport) -> bool:
    try:
        transport.wait_for()
    except NoAnswerError:
        return False
    return True


def _show(url: str) -> None:
    """Open the page, where there is a browser with a window of its own."""
    with suppress(Exception):  # none, or one that cannot be opened: the address has been said
        browser = webbrowser.get()
        if type(browser) is not webbrowser.GenericBrowser:  # such as lynx, which takes the terminal
            browser.open(url)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
