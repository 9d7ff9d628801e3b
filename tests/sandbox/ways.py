"""The three ways from the sandbox to a Bolt program: a call, signed HTTP, Socket Mode."""

import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from slack_bolt import BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler

from sandbox.clock import real_clocks
from sandbox.config import DEFAULT, workspace_from
from sandbox.direct import DirectTransport
from sandbox.office import Office
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.signed import HttpTransport
from sandbox.socket import SocketTransport
from sandbox.state import Clocks
from tests.sandbox.library import MANIFEST, Library


def dispatcher(app):
    def dispatch(headers, body):
        response = app.dispatch(BoltRequest(body=body, headers=headers))
        return response.status, response.body

    return dispatch


@contextmanager
def direct(sandbox, app):
    yield DirectTransport(dispatcher(app), sandbox.workspace.app.signing_secret)


@contextmanager
def http(sandbox, app):
    """Serve the program on a port of its own."""
    dispatch = dispatcher(app)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            status, text = dispatch(dict(self.headers), body)
            self.send_response(status)
            self.send_header("content-length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/slack/events"
        yield HttpTransport(url, sandbox.workspace.app.signing_secret)
        server.shutdown()
        thread.join()


@contextmanager
def socket(sandbox, app):
    transport = SocketTransport(sandbox)
    handler = SocketModeHandler(app, sandbox.workspace.app.app_token, ping_interval=1)
    handler.connect()
    transport.wait_for()
    yield transport
    handler.close()


WAYS = {"direct": direct, "http": http, "socket": socket}


class Stage:
    """The sandbox, a program in it, and the way from one to the other."""

    def __init__(self, sandbox, library, transport):
        self.sandbox, self.library, self.transport = sandbox, library, transport
        self.app = library.app
        self.workspace = sandbox.workspace
        self.office = Office(sandbox, transport)

    def person(self, name):
        return Person(self.sandbox, self.transport, name)

    def heard(self, kind):
        """Return the payloads of this type that reached the program."""
        return [body for body in self.library.heard if body.get("type") == kind]

    def events(self, kind):
        return [body for body in self.heard("event_callback") if body["event"]["type"] == kind]


@contextmanager
def stage(way="direct", stopwatch=None):
    """Run the library over one of the ways; the wall clock is real, for Bolt checks signatures."""
    real = real_clocks()
    clocks = Clocks(real.wall, stopwatch or real.stopwatch)
    described = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    with Sandbox(workspace_from(described, MANIFEST, clocks)) as sandbox:
        library = Library(sandbox)
        with WAYS[way](sandbox, library.app) as transport:
            yield Stage(sandbox, library, transport)
