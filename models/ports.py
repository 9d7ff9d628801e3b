"""What the domain needs from outside, named by the one who needs it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlmodel import Session

__all__ = ["Later", "Now", "Opener", "Progress", "Session", "at_once", "silent"]

Opener = Callable[[], AbstractContextManager[Session]]
"""Opens one transaction in the only workspace: `begin` to write, `reading` to look."""

Now = Callable[[], datetime]

Later = Callable[[Callable[[], None]], None]
"""Takes what nobody waits for, and has it done soon."""

Progress = Callable[[str, int, int], None]
"""Told how far long work has come: what, done, of how many."""


def at_once(work: Callable[[], None]) -> None:
    """Do now what might be done later."""
    work()


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""
