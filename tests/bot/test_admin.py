"""The operator's pages: alive, ready, counted; no secret on any of them."""

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette

from bot.admin import Health, build_admin
from bot.clock import now
from bot.gate import THREADS
from bot.listening import Listening, bound_to
from bot.signature import Signature
from bot.web import PATH, Front, build_web
from models.serving_errors import PortError
from tests.bot.conftest import SECRET, command, signed


@dataclass
class Told:
    slack: str = "connected"
    obstacle: str | None = None
    is_alive: bool = True
    pages: httpx.Client = field(default_factory=httpx.Client)


@pytest.fixture
def told(house, database):
    told = Told()
    health = Health(
        database, house.metrics, lambda: told.slack, lambda: told.obstacle, lambda: told.is_alive
    )
    listening = Listening(build_admin(health), "127.0.0.1", 0).start()
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.port}", timeout=20) as told.pages:
        yield told
    listening.stop()


def test_it_is_ready_when_the_database_answers(told):
    answer = told.pages.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "slack": "connected"}


def test_without_slack_it_is_ready_all_the_same_and_says_so(told):
    told.slack = "unreachable"

    answer = told.pages.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["slack"] == "unreachable"


def test_it_is_not_ready_while_something_stands_in_the_way(told):
    told.obstacle = "stopping"

    answer = told.pages.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["obstacle"] == "stopping"


def test_it_is_not_ready_without_its_tables_and_alive_all_the_same(told, database):
    table = "ALTER TABLE workspace RENAME TO elsewhere"
    with database.engine.begin() as connection:
        connection.exec_driver_sql(table)
    try:
        answer = told.pages.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["database"] in {
            "failed: OperationalError",
            "failed: ProgrammingError",
        }
        assert told.pages.get("/healthz").text == "ok"
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO workspace")


def test_it_is_dead_when_one_of_its_threads_is(told):
    told.is_alive = False

    assert told.pages.get("/healthz").status_code == 503


def test_what_was_counted_can_be_read(told, house):
    house.metrics.called("chat.postMessage", "ok")

    page = told.pages.get("/metrics")

    assert 'trefoil_slack_calls_total{method="chat.postMessage",outcome="ok"} 1.0' in page.text
    assert page.headers["content-type"].startswith("text/plain")


def test_it_answers_while_every_thread_is_taken(told, house):
    front = Front(house.gate, Signature(SECRET, now), house.client.hosts, house.metrics)
    listening = Listening(build_web(front), "127.0.0.1", 0).start()
    body, there = command("/wait"), f"http://127.0.0.1:{listening.port}"

    def ask(_):
        return client.post(PATH, content=body, headers=signed(body)).text

    with (
        httpx.Client(base_url=there, timeout=20) as client,
        ThreadPoolExecutor(THREADS) as people,
    ):
        asked = people.map(ask, range(THREADS))
        house.talk.wait_until_entered(THREADS)
        seen = [told.pages.get("/healthz").text, told.pages.get("/readyz").status_code]
        unanswered = not house.talk.heard
        house.talk.go.set()
        answers = list(asked)
    listening.stop()

    assert seen == ["ok", 200]
    assert unanswered  # the pages came first
    assert answers == ["done"] * THREADS


def test_a_port_that_is_taken_is_said_to_be(told):
    port = told.pages.base_url.port

    with pytest.raises(PortError) as refused:
        Listening(Starlette(), "127.0.0.1", port)
    assert "another program" in refused.value.fact


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_ours_is_said_to_be(host):
    with pytest.raises(PortError) as refused:
        Listening(Starlette(), host, 0)
    assert refused.value.fact


def test_a_kept_connection_is_answered_at_once():
    """Else the second half of an answer waits for the other side to say that it has the first."""
    with bound_to("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), listener.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
