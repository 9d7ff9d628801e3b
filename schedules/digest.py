"""The words of a digest, made in the transaction that sends them: of the firm, and each list.

They hang on the occurrence alone, so that all parts say the same whenever each of them leaves.
"""

from dataclasses import dataclass
from datetime import datetime

from models.digest import Digest, digest_of
from models.digest_moment import moment_of
from models.outbox import OutboxRow
from models.ports import Session
from models.schedule import Occurrence
from models.setting import firm_settings
from views.digest import digest_message
from views.digest_thread import digest_thread
from views.message import Message


@dataclass(frozen=True, slots=True)
class Dropped:
    """There is nothing left to say, and why."""

    why: str


class DigestWords:
    """What the outbox asks for by the kind of a row: "digest", and "digest.part" of its thread."""

    def digest(self, session: Session, row: OutboxRow, _now: datetime) -> Message | Dropped:
        """Return the message in the channel."""
        digest = _digest(session, row)
        if digest is None or not digest.projects:
            return Dropped("no project to speak of")
        return digest_message(digest, has_thread=bool(digest_thread(digest)))

    def part(self, session: Session, row: OutboxRow, _now: datetime) -> Message | Dropped:
        """Return one list of the thread; `instead` of it goes out where Slack takes no table."""
        digest, n = _digest(session, row), int(row.about.get("part", 0))
        lists = digest_thread(digest) if digest else []
        return lists[n] if 0 <= n < len(lists) else Dropped("no such list")


def parts_of(session: Session, occurrence: Occurrence) -> int:
    """Return how many messages the thread of a digest has; they are numbered from 0."""
    settings = firm_settings(session)
    return len(
        digest_thread(digest_of(session, settings, moment_of(session, settings, occurrence)))
    )


def _digest(session: Session, row: OutboxRow) -> Digest | None:
    occurrence = session.get(Occurrence, row.about.get("occurrence", 0))
    if occurrence is None:
        return None
    settings = firm_settings(session)
    return digest_of(session, settings, moment_of(session, settings, occurrence))
