"""One conversation with the real program, in both modes: from the command to the undone report."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest
from sqlmodel import select

from bot.clock import now
from bot.database import Database
from bot.migration import migrate
from models.status import StatusUpdate
from sandbox.clock import real_clocks
from sandbox.config import workspace_from
from sandbox.delivery import SlackSaysError
from sandbox.faults import Hang
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.signed import HttpTransport
from sandbox.socket import SocketTransport
from tests.bot.child import HTTP, SERVE, SOCKET
from tests.firm import Firm
from tests.talk import FIRM, MANIFEST


@pytest.fixture
def slack():
    """The firm's workspace, by the real clock: another process cannot be told another time."""
    with Sandbox(workspace_from(FIRM, MANIFEST, real_clocks()), rates=False) as sandbox:
        yield sandbox


@pytest.fixture
def firm(url, tmp_path):
    """Ana runs Apollo; the database has its tables and is otherwise empty."""
    database = Database(url)
    migrate(database.engine, tmp_path / "home", now)
    database.settle_in(now)
    firm = Firm(database, now())
    firm.runs(firm.person("Ana Lind"), firm.project("Apollo", firm.client("Acme")))
    firm.leader("Mara Okoye")
    yield firm
    database.engine.dispose()


@contextmanager
def serving(new_child, slack, mode):
    """Run the program in one mode; yield the road by which Slack reaches it."""
    lines = SocketTransport(slack) if mode == "socket" else None
    secrets = HTTP if lines is None else SOCKET
    with new_child(SERVE, SLACK_API_URL=slack.api_url, **secrets) as child:
        address = child.says("Slack:").split()[-1]
        child.logs("Slack: reached")
        if lines is not None:
            lines.wait_for()
        yield lines or HttpTransport(address, slack.workspace.app.signing_secret)


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize("mode", ["http", "socket"])
def test_a_report_is_asked_for_made_and_taken_back(new_child, slack, mode):
    with serving(new_child, slack, mode) as road:
        ana, mara = Person(slack, road, "ana"), Person(slack, road, "mara")

        card = ana.types("/project-status apollo", in_="apollo")
        form = card.clicks("Update").chooses("Time", "🟡 At risk")
        form.fills("What gets it back", "second tester")
        saved = form.saves()
        heard = mara.types("/project-status apollo").text
        undone = saved.clicks("Undo").text
        home = mara.opens_home().text

    assert card.is_private
    assert "At risk" in heard
    assert "second tester" in heard
    assert "Taken back" in undone
    assert "Set up Trefoil" in home


@pytest.mark.usefixtures("firm")
def test_f01_killed_between_the_commit_and_the_answer_the_report_stands_once(new_child, slack, url):
    """The form's card is on its way to Slack, which hangs, when the process is killed."""
    until = Event()
    hang = Hang(until)
    with new_child(SERVE, SLACK_API_URL=slack.api_url, **HTTP) as child:
        ana = Person(slack, road_to(child, slack), "ana")
        form = ana.types("/project-status apollo", in_="apollo").clicks("Update")
        form.chooses("Time", "🟢 On track")
        slack.faults.next("response_url", hang)
        killer = Thread(target=kill_when, args=(hang.arrived, child))
        killer.start()
        with pytest.raises(SlackSaysError):
            form.saves()
        killer.join()
        until.set()
        lost = ana.last

    assert reports(url) == 1
    with new_child(SERVE, SLACK_API_URL=slack.api_url, **HTTP) as child:
        again = Person(slack, road_to(child, slack), "ana").sends(lost)
    assert (again.status, again.text) == (200, "")
    assert reports(url) == 1


def road_to(child, slack):
    address = child.says("Slack:").split()[-1]
    child.logs("Slack: reached")
    return HttpTransport(address, slack.workspace.app.signing_secret)


def kill_when(arrived, child):
    arrived.wait(20)
    child.process.kill()


def reports(url):
    """Count what stands on record about projects."""
    database = Database(url)
    database.settle_in(now)
    with database.reading() as session:
        found = len(session.exec(select(StatusUpdate)).all())
    database.engine.dispose()
    return found
