"""`python -m demo` as a process: it says where its page is, and ends when it is told."""

import os
import signal
import socket
from select import select

import httpx
import pytest

from tests.demo.process import heard, started

PROXY = "http://127.0.0.1:9"
NOWHERE = {"HTTP_PROXY": PROXY, "https_proxy": PROXY, "ALL_PROXY": PROXY}


@pytest.fixture
def demo(tmp_path):
    """Return what starts it, behind a proxy that leads nowhere; what is left is ended."""
    processes = []

    def start(*words, browser=None):
        shown = {"BROWSER": f"{browser} %s &"} if browser else {}
        words = words if browser else ("--no-browser", *words)
        processes.append(started(tmp_path / "home", *words, **NOWHERE, **shown))
        return processes[-1]

    yield start
    for process in processes:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def a_browser(folder):
    """Return a program to open pages with, and where it writes which one."""
    shown, browser = folder / "shown", folder / "browser"
    os.mkfifo(shown)
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o700)
    return browser, shown


def opened_in(shown):
    """Wait for what the browser writes there."""
    with os.fdopen(os.open(shown, os.O_RDONLY | os.O_NONBLOCK), "rb") as pipe:
        assert select([pipe], [], [], 60)[0], "no browser was opened"
        return pipe.read().decode()


def test_it_shows_how_far_it_is_then_its_page_and_ends_without_a_fuss(demo, tmp_path):
    browser, shown = a_browser(tmp_path)
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    process = demo("--port", str(port), browser=browser)
    assert url in heard(process, "nine weeks")
    process.stdout.read(len("Week 1 2"))

    early = httpx.get(url, trust_env=False)
    assert heard(process, "in a browser").split()[1] == url
    assert opened_in(shown) == f"{url}\n"
    page = httpx.get(url, trust_env=False)
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=30)

    assert int(early.headers["X-Week"]) >= 2
    assert "Trefoil gets ready" in early.text
    assert page.status_code == 200
    assert "Trefoil gets ready" not in page.text
    assert process.returncode == 0
    assert said == "The demo has stopped.\n"
    assert errors == ""
    assert (tmp_path / "home" / "trefoil.db").exists()


def test_it_may_be_stopped_while_the_weeks_pass(demo):
    process = demo("--port", "0")
    heard(process, "nine weeks")
    process.stdout.read(len("Week 1"))

    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (0, "")
    assert said.splitlines()[-1] == "The demo has stopped."


def test_a_port_that_is_taken_is_told_with_what_to_do(demo):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = demo("--port", str(port))
        said, errors = process.communicate(timeout=30)

    assert process.returncode == 2
    assert said.startswith(f"Port {port} is taken.")
    assert f"make demo PORT={port + 1}" in said
    assert errors == ""
