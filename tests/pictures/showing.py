"""The demo that pictures are taken of: a process of its own, ended as it began."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

from tests.demo.process import heard, started

PATIENCE = 300
"""Seconds in which the demo must have told its story."""
FAREWELL = 30


class DemoError(Exception):
    """What the demo said before it ended too early."""


@contextmanager
def demo(home: Path) -> Iterator[str]:
    """Run the demo; yield the address of its page; DemoError if it does not get so far."""
    process = started(home, "--no-browser", "--port", "0")
    try:
        yield _address(process)
    finally:
        _end(process)


def _address(process: subprocess.Popen[str]) -> str:
    watch = Timer(PATIENCE, process.terminate)
    watch.start()
    try:
        return heard(process, "in a browser").split()[1]
    except StopIteration:
        said = process.communicate()[1].strip()
        slow = f"It was not ready after {PATIENCE} seconds."
        raise DemoError(said or slow) from None
    finally:
        watch.cancel()


def _end(process: subprocess.Popen[str]) -> None:
    """Stop it as Ctrl-C does; the second one leaves nothing of it behind."""
    for _ in range(2):
        process.send_signal(signal.SIGINT)  # nothing happens to one that has ended
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=FAREWELL)
            return
    process.kill()
    process.communicate()
