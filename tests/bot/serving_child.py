"""A process like `trefoil serve` whose listeners wait: started by test_serving.py, told by stdin.

It says on stdout when it is ready, and once for each request that has come in.
"""

import sys
from dataclasses import dataclass
from threading import Event, Thread

from bot.cli.opening import open_database, opened, read_settings
from bot.client import build_client
from bot.clock import now
from bot.given import Given
from bot.logs import set_up_logs
from bot.metrics import Metrics
from bot.serving import Plan, Where, build
from handlers.guard import guard
from models.client import Client


@dataclass
class Waiting:
    given: Given
    go: Event

    def register(self, app):
        app.command("/wait")(self.wait)

    def wait(self, ack, command):
        tell("entered")
        self.go.wait()
        with self.given.database.begin() as session:
            session.add(Client(name=command["text"], recorded_at=now()))
        ack("saved")


def tell(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def wait_for_word(go):
    sys.stdin.readline()
    go.set()


def main():
    settings, go = read_settings(), Event()
    set_up_logs(settings.trefoil_log_level, settings.trefoil_log_format, settings.secrets)
    client = build_client(settings.secrets[0], settings.slack_api_url, Metrics())
    with opened:
        given = Given(open_database(), client, now)
        plan = Plan(guard, lambda given: (Waiting(given, go),))
        serving = build(given, settings, Where(port=0, admin_port=0), plan)
        Thread(target=wait_for_word, args=(go,), daemon=True).start()
        port = getattr(serving.road, "port", 0)
        serving.run(lambda: tell(f"ready {port} {serving.admin.port}"))


if __name__ == "__main__":
    main()
