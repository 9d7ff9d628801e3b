"""A firm in Slack for tests: the stand-in workspace, the whole bot in this process, its people."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import yaml

from bot.afterwards import Afterwards
from bot.app import Bot, build_app
from bot.claim import claim_database
from bot.client import build_client
from bot.database import Database
from bot.gate import Gate, Inside
from bot.given import Given
from bot.listeners import all_listeners
from bot.metrics import Metrics
from bot.signature import Signature
from bot.web import Front
from handlers.guard import guard
from sandbox.config import workspace_from
from sandbox.direct import DirectTransport
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.state import Clocks

MANIFEST = yaml.safe_load((Path(__file__).parents[1] / "manifest.yml").read_text(encoding="utf-8"))
STAFF = ("ana", "ben", "cem", "dora", "mara")
NAMES = {
    "ana": "Ana Lind",
    "ben": "Ben Ito",
    "cem": "Cem Aydin",
    "dora": "Dora Weiss",
    "mara": "Mara Okoye",
}
FIRM: dict[str, Any] = {
    "team": {"id": "T0CLOVER00", "name": "Cloverhythe", "domain": "cloverhythe"},
    "users": [
        *(
            {
                "name": name,
                "real_name": NAMES[name],
                "email": f"{NAMES[name].casefold().replace(' ', '.')}@example.org",
            }
            for name in STAFF
        ),
        {"name": "adam", "real_name": "Adam Root", "email": "adam@example.org", "is_admin": True},
        {"name": "gus", "real_name": "Gus Guest", "is_restricted": True},
        {"name": "sam", "real_name": "Sam Stranger", "team": "T0CLIENT00"},
        {"name": "olga", "real_name": "Olga Gone", "deleted": True},
        {"name": "robo", "real_name": "Robo Bot", "is_bot": True},
    ],
    "channels": [
        {"name": "general", "members": ["*"], "with_app": True},
        {"name": "apollo", "members": [*STAFF], "with_app": True},
        {"name": "quiet", "members": [*STAFF]},
        {"name": "secret", "kind": "private", "members": ["ana", "mara"], "with_app": True},
        {"name": "with-guest", "members": ["ana", "gus", "mara"], "with_app": True},
        {
            "name": "with-client",
            "members": ["ana", "mara", "sam"],
            "shared_with": ["T0CLIENT00"],
            "with_app": True,
        },
    ],
}


@dataclass
class Clock:
    """The time of the bot and of Slack; a test moves it on."""

    now: datetime
    seconds: float = 0.0

    def __call__(self) -> datetime:
        return self.now

    def stopwatch(self) -> float:
        return self.seconds

    def passes(self, **span: float) -> None:
        step = timedelta(**span)
        self.now += step
        self.seconds += step.total_seconds()


@dataclass
class Talk:
    """The firm's workspace with the bot in it; `person` is somebody who speaks with it."""

    sandbox: Sandbox
    database: Database
    clock: Clock
    leaders: tuple[str, ...] = ()
    people: dict[str, Person] = field(default_factory=dict)
    beside: Afterwards | None = None
    """Does what follows an answer in threads, as in the process that serves."""
    after: SimpleQueue[Callable[[], None]] = field(default_factory=SimpleQueue)

    def __post_init__(self):
        slack = self.sandbox.workspace.app
        metrics = Metrics()
        client = build_client(slack.bot_token, self.sandbox.api_url, metrics)
        claim_database(self.database, self.sandbox.workspace.team_id)
        later = self.beside.later if self.beside else self.after.put
        watch = self.clock.stopwatch
        self.given = Given(self.database, client, self.clock, self.leaders, later, watch)
        self.bot = Bot(slack.bot_id, slack.bot_user_id)
        app = build_app(client, guard, all_listeners(self.given), lambda: self.bot)
        self.gate = Gate(Inside(app, guard, self), metrics)
        signature = Signature(slack.signing_secret, self.clock)
        self.front = Front(self.gate, signature, client.hosts, metrics)
        self.transport = DirectTransport(self.dispatch)

    @property
    def team_id(self):
        """The team that is served, as the gate asks."""
        return self.sandbox.workspace.team_id

    def dispatch(self, headers, body):
        """Knock with a signed request, as over HTTP: signature, gate, listener, all of it."""
        answer = self.front.dispatch(headers, body.encode())
        self.do_what_follows()
        return answer.status, answer.body or ""

    def do_what_follows(self):
        """Do what may follow an answer now that there is one, so that a test sees it at once."""
        with suppress(Empty):
            while True:
                self.after.get_nowait()()

    def person(self, name) -> Person:
        if name not in self.people:
            self.people[name] = Person(self.sandbox, self.transport, name)
        return self.people[name]

    def __getattr__(self, name) -> Person:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.person(name)


def workspace_at(clock: Clock):
    return workspace_from(FIRM, MANIFEST, Clocks(clock, clock.stopwatch))
