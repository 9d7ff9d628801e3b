"""`python -m sandbox [options] -- COMMAND...`: a Slack workspace on this machine, with a bot."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sandbox.clock import real_clocks
from sandbox.command import environment, run, stop_asked_for, variables
from sandbox.config import ConfigError, load
from sandbox.delivery import Transport
from sandbox.page.routes import Page
from sandbox.server import HOST, PortTakenError, Sandbox
from sandbox.signed import HttpTransport
from sandbox.socket import SocketTransport

PORT = 3700
WRONG = 2
NOT_FOUND = 127


def main(words: list[str]) -> int:
    """Run the sandbox and the command; return the exit code of the command."""
    args = _parser().parse_args(words)
    try:
        workspace = load(args.config, args.manifest, real_clocks())
        with Sandbox(workspace, args.port) as sandbox:
            return _serve(sandbox, args)
    except (ConfigError, PortTakenError) as error:
        _say(str(error))
        return WRONG


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m sandbox", description=__doc__)
    parser.add_argument("--config", type=Path, help="the workspace, in TOML; else a built-in firm")
    parser.add_argument("--manifest", type=Path, help="the app's manifest, in YAML")
    parser.add_argument("--port", type=int, default=PORT, help="0 takes any that is free")
    parser.add_argument("--http", type=int, metavar="BOT_PORT", help="speak to the bot by HTTP")
    parser.add_argument("command", nargs="*", help="the bot, after --; without it, only Slack runs")
    return parser


def _serve(sandbox: Sandbox, args: Namespace) -> int:
    sandbox.workspace.app.socket_mode = args.http is None
    Page(sandbox, _way(sandbox, args.http))
    added = variables(sandbox, is_http=args.http is not None)
    _say(f"{sandbox.workspace.name} is at {sandbox.url} (open it in a browser)")
    if not args.command:
        wait = stop_asked_for()
        _say("\n".join(["start a bot with", *(f"{k}={v}" for k, v in added.items())]))
        wait()
        return 0
    here = os.environ  # noqa: TID251  # what the command inherits
    try:
        return run(args.command, environment(here, added))
    except OSError as error:
        _say(f"cannot start {args.command[0]}: {error.strerror}")
        return NOT_FOUND


def _way(sandbox: Sandbox, bot_port: int | None) -> Transport:
    """Return the way to the bot: it opens its WebSockets here, or listens on a port."""
    if bot_port is None:
        return SocketTransport(sandbox)
    url = f"http://{HOST}:{bot_port}/slack/events"
    return HttpTransport(url, sandbox.workspace.app.signing_secret)


def _say(words: str) -> None:
    sys.stderr.write(f"sandbox: {words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
