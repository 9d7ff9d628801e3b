"""A process of ours that serves: it is started, read, told and waited for."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
PROGRAM = "from bot.cli.app import main; main()"
SERVE = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--admin-port", "0"]
HTTP = {"SLACK_SIGNING_SECRET": "sandbox-signing-secret"}
SOCKET = {"SLACK_APP_TOKEN": "xapp-sandbox-app"}


@dataclass
class Child:
    """A process of ours, and what it says."""

    process: Any
    port: int = 0
    admin: int = 0

    def hears(self, words):
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def says(self, words):
        """Read on until it says this."""
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(self.process.stderr.read())

    def logs(self, words):
        for line in self.process.stderr:
            if words in line:
                return line
        raise AssertionError(words)

    def page(self, name):
        return httpx.get(f"http://127.0.0.1:{self.admin}/{name}", timeout=20)

    def is_told(self, what):
        self.process.send_signal(what)

    def ends(self):
        """Wait for its end; return how it ended and what it wrote last."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err
