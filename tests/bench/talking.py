"""What a conversation costs: the whole bot against bare Bolt, and forms saved eight at once."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from statistics import quantiles
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from sqlmodel import Session

from bot.clock import now
from bot.database import Database
from models.appointment import assign
from models.client import Client
from models.edit import marks
from models.permission import Deed, Operator
from models.person import Person
from models.prefill import prefill
from models.project import Project
from models.role import Term
from sandbox.places import open_direct
from sandbox.server import Sandbox
from sandbox.state import ResponseUrl
from tests.talk import Clock, Talk, workspace_at

COMMANDS = 400
FORMS = 400
AT_ONCE = 8
NUMBERS = count(1)
Tell = Callable[[str, float], None]
Dispatch = Callable[[dict[str, str], bytes], Any]
Sent = tuple[dict[str, str], str]
"""Headers and body of a request."""
TOKEN = "xoxb-bare"  # noqa: S105  # opens nothing


class Today(Clock):
    """The real time: a signature is only good for a few minutes."""

    def __call__(self) -> datetime:
        return now()

    def stopwatch(self) -> float:
        return perf_counter()


def measure_talk(database: Database, tell: Tell) -> None:
    """Measure a command and a form; each answer has to be a good one."""
    with talking(database) as talk:
        secret = talk.sandbox.workspace.app.signing_secret
        spans = commanded(talk, secret)
        bare, helped, card = (sorted(values)[len(values) // 2] for values in spans)
        tell("a signed command to bare Bolt, empty listener", bare)
        tell("  through the whole bot, without the database (help)", helped)
        tell("  through the whole bot, a project's card", card)
        for name, seconds in (("help", helped), ("card", card)):
            print(f"  {f'  ratio to bare Bolt, {name}':<58}{seconds / bare:>12.1f}")
        measure_forms(talk, secret, tell)


def commanded(talk: Any, secret: str) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds of each, taken in turn."""
    bare, ours, url = bare_bolt(secret), talk.front.dispatch, talk.sandbox.url
    spans: tuple[list[float], list[float], list[float]] = ([], [], [])
    for _ in range(COMMANDS):
        spans[0].append(took(bare, signed(secret, command("help", url))))
        spans[1].append(took(ours, signed(secret, command("help", url))))
        spans[2].append(took(ours, signed(secret, command("apollo", url))))
    return spans


def measure_forms(talk: Any, secret: str, tell: Tell) -> None:
    """Save forms with a commit each, eight at once, each of another project."""
    bodies = [signed(secret, form(talk, n % AT_ONCE)) for n in range(FORMS)]
    start = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as people:
        spans = list(people.map(lambda sent: took(talk.front.dispatch, sent), bodies))
    rate = FORMS / (perf_counter() - start)
    print(f"  {f'forms saved with a commit, {AT_ONCE} at once, a second':<58}{rate:>12.0f}")
    tell("  one of them, p50", quantiles(spans, n=100)[49])
    tell("  one of them, p99", quantiles(spans, n=100)[98])
    tell("  the slowest", max(spans))


def took(
    dispatch: Callable[[dict[str, str], bytes], Any], sent: tuple[dict[str, str], str]
) -> float:
    headers, body = sent
    start = perf_counter()
    answer = dispatch(headers, body.encode())
    seconds = perf_counter() - start
    if answer.status != 200 or "Something broke" in (answer.body or ""):
        raise RuntimeError(answer.body)
    return seconds


def command(text: str, url: str) -> str:
    return urlencode(
        {
            "command": "/project-status",
            "text": text,
            "user_id": "U0ANA000000",
            "team_id": "T0CLOVER00",
            "channel_id": "D0000000001",
            "channel_name": "directmessage",
            "trigger_id": f"{next(NUMBERS)}.1.a",
            "response_url": f"{url}response/none",
        }
    )


def form(talk: Any, n: int) -> str:
    """Return a form of project n as it comes back, all green and with a note."""
    colour = {"type": "static_select", "selected_option": {"value": "green"}}
    values = {part: {part: colour} for part in ("time", "target", "budget")}
    note = {"type": "plain_text_input", "value": "Nothing new"}
    address = f"r{next(NUMBERS)}"
    there = ResponseUrl(address, "U0ANA000000", talk.place, perf_counter())
    talk.sandbox.workspace.response_urls[address] = there
    answer_to = f"{talk.sandbox.url}response/{address}"
    memory = {"project": talk.project_ids[n], "opened": talk.opened, "answer_to": answer_to}
    view = {
        "id": f"V{next(NUMBERS)}",
        "hash": "1.a",
        "type": "modal",
        "callback_id": "status.save",
        "blocks": [],
        "private_metadata": json.dumps(memory),
        "state": {"values": values | {"note": {"note": note}}},
    }
    payload = {
        "type": "view_submission",
        "team": {"id": "T0CLOVER00"},
        "user": {"id": "U0ANA000000", "team_id": "T0CLOVER00"},
        "view": view,
    }
    return urlencode({"payload": json.dumps(payload)})


def signed(secret: str, body: str) -> tuple[dict[str, str], str]:
    stamp = str(int(now().timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature or "",
    }, body


def bare_bolt(secret: str) -> Callable[[dict[str, str], bytes], Any]:
    """Return the dispatcher of an app that does nothing but acknowledge."""
    app = App(
        client=WebClient(),
        signing_secret=secret,
        process_before_response=True,
        token_verification_enabled=False,
        authorize=nobody,
    )
    app.command("/project-status")(lambda ack: ack())

    def dispatch(headers: dict[str, str], body: bytes) -> Any:
        lists: dict[str, str | Sequence[str]] = {name: [value] for name, value in headers.items()}
        return app.dispatch(BoltRequest(body=body.decode(), headers=lists))

    return dispatch


def nobody() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0CLOVER00", bot_token=TOKEN)


@contextmanager
def talking(database: Database) -> Iterator[Any]:
    """Run the bot over a firm where Ana runs eight projects."""
    clock = Today(now())
    with database.begin() as session:
        ids = run_by_ana(session)
        first = session.get_one(Project, ids[0])
        opened = marks(prefill(session, first, now().date()).values)
    with Sandbox(workspace_at(clock), rates=False) as sandbox:
        talk: Any = Talk(sandbox, database, clock)
        talk.project_ids, talk.opened = ids, opened
        talk.place = open_direct(sandbox.workspace, "U0ANA000000").id
        yield talk
        talk.gate.shut_down()


def run_by_ana(session: Session) -> list[int | None]:
    """Return the ids of AT_ONCE new projects; the first is called Apollo."""
    ana = Person(name="Ana Lind", email="ana.lind@example.org")
    client = Client(name="Acme", recorded_at=now())
    names = ["Apollo", *(f"Project {n}" for n in range(1, AT_ONCE))]
    projects = [Project(key=name, name=name, client=client, recorded_at=now()) for name in names]
    session.add_all([ana, client, *projects])
    session.flush()
    for project in projects:
        assign(session, Deed(Operator.COMMAND_LINE, now()), project, ana, Term())
    return [project.id for project in projects]
