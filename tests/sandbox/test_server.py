"""The server itself: it starts, stops, records, and leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection, RemoteDisconnected
from threading import Event
from threading import enumerate as threads
from urllib.parse import urlsplit

import freezegun
import pytest
from slack_sdk import WebClient
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sandbox.api.call import Call, RefusedError
from sandbox.api.method import Method, UndeclaredError, perform
from sandbox.faults import Hang
from sandbox.server import PortTakenError, Sandbox
from sandbox.traffic import Direction
from tests.sandbox.conftest import NOON


def test_it_leaves_no_thread_and_no_socket_behind(workspace):
    before = set(threads())

    with Sandbox(workspace) as sandbox:
        address = urlsplit(sandbox.url).netloc
        kept_open = HTTPConnection(address)
        kept_open.request("GET", "/api/auth.test")
        assert kept_open.getresponse().read()

    kept_open.close()
    assert set(threads()) == before
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection(address).connect()


def test_it_takes_the_port_it_is_told_and_says_when_that_is_taken(workspace):
    with Sandbox(workspace) as first:
        port = urlsplit(first.url).port or 0
        with pytest.raises(PortTakenError, match=f"port {port} .* is taken"), Sandbox(port=port):
            pass
    with Sandbox(workspace, port) as second:
        assert urlsplit(second.url).port == port


def test_it_brings_a_firm_of_its_own():
    with Sandbox() as sandbox:
        client = WebClient(sandbox.workspace.app.bot_token, sandbox.api_url)

        assert client.auth_test()["team"] == "Larkspur Studio"


def test_everything_that_was_asked_is_on_record(sandbox, client):
    blocks = [{"type": "divider"}]

    client.chat_postMessage(channel="#apollo", text="hi", blocks=blocks)

    assert sandbox.calls("chat.postMessage") == [
        {"channel": "#apollo", "text": "hi", "blocks": blocks}
    ]
    (exchange,) = sandbox.traffic
    assert (exchange.direction, exchange.status) == (Direction.TO_SLACK, 200)
    assert exchange.answer["ok"]
    assert exchange.at == NOON
    assert sandbox.workspace.app.bot_token not in str(exchange)


def test_blocks_of_a_form_are_on_record_as_what_they_are(sandbox, client):
    client.chat_postMessage(channel="#apollo", text="hi", blocks='[{"type": "divider"}]')

    assert sandbox.calls("chat.postMessage")[0]["blocks"] == [{"type": "divider"}]
    sandbox.traffic.clear()
    assert len(sandbox.traffic) == 0


def test_it_answers_while_the_clock_is_frozen(client):
    with freezegun.freeze_time(NOON):
        assert client.auth_test()["ok"]


def test_more_addresses_can_be_added_while_it_runs(sandbox):
    sandbox.add(Route("/page", lambda _: PlainTextResponse("a page")))

    connection = HTTPConnection(urlsplit(sandbox.url).netloc)
    connection.request("GET", "/page")
    answer = connection.getresponse()

    assert answer.read() == b"a page"
    connection.close()


def test_an_open_websocket_does_not_keep_it_from_stopping(workspace):
    async def echo(websocket):
        await websocket.accept()
        async for text in websocket.iter_text():
            await websocket.send_text(text)

    with ExitStack() as later:
        with Sandbox(workspace) as sandbox:
            sandbox.add(WebSocketRoute("/link/", echo))
            line = later.enter_context(connect(sandbox.url.replace("http", "ws") + "link/"))
            line.send("hello")
            assert line.recv() == "hello"
        with pytest.raises(ConnectionClosed):
            line.recv()


def test_a_call_that_hangs_does_not_keep_it_from_stopping(workspace):
    hang = Hang(Event())
    with ThreadPoolExecutor(1) as pool:
        with Sandbox(workspace) as sandbox:
            client = WebClient(workspace.app.bot_token, sandbox.api_url, retry_handlers=[])
            sandbox.faults.next("auth.test", hang)
            hanging = pool.submit(client.auth_test)
            hang.arrived.wait()
        with pytest.raises(RemoteDisconnected):
            hanging.result()


def test_a_method_may_only_refuse_with_what_it_declares(sandbox):
    def refuse(_):
        raise RefusedError("not_of_slack")

    call = Call(sandbox.site, "auth.test", {})
    with pytest.raises(UndeclaredError):
        perform(Method(refuse), call, sandbox.workspace.app.bot_token)
