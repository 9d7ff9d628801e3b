"""The words of a digest, made in the transaction that sends them: of the firm, and each list.

They hang on the occurrence alone, so that all parts say the same whenever each of them leaves.
"""

from datetime import date, datetime

from models.digest.digest import Digest, digest_of, without_money
from models.digest.moment import moment_of
from models.outbox import OutboxRow, Parcel, post_all
from models.ports import Session
from models.room import READERS, Room, not_leading
from models.schedule import Occurrence
from models.setting import firm_settings
from schedules.renderer import Dropped
from views.digest import digest_message
from views.digest_thread import digest_thread
from views.message import Message

PART = "digest.part"


def digest(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Return the message in the channel; its lists follow it in the thread."""
    said = _digest(session, row, now)
    if said is None or not said.projects:
        return Dropped("no project to speak of")
    lists = digest_thread(said)
    post_all(session, [_part(row, n, now) for n in range(len(lists))], now)
    return digest_message(said, has_thread=bool(lists), in_channel=True)


def part(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Return one list of the thread."""
    said, n = _digest(session, row, now), int(row.about.get("part", 0))
    lists = digest_thread(said) if said else []
    return lists[n] if 0 <= n < len(lists) else Dropped("no such list")


def _part(row: OutboxRow, n: int, now: datetime) -> Parcel:
    return Parcel(
        key=f"{PART}:{row.id}:{n}",
        kind=PART,
        due_at=now,
        about=row.about | {"part": n},
        channel_id=row.channel_id,
        thread_of_id=row.id,
        stale_at=row.stale_at,
    )


def parts_of(session: Session, occurrence: Occurrence) -> int:
    """Return how many messages the thread of a digest has; they are numbered from 0."""
    settings = firm_settings(session)
    return len(
        digest_thread(digest_of(session, settings, moment_of(session, settings, occurrence)))
    )


def _digest(session: Session, row: OutboxRow, now: datetime) -> Digest | None:
    """Return what is told; amounts only where leaders alone read."""
    occurrence = session.get(Occurrence, row.about.get("occurrence", 0))
    if occurrence is None:
        return None
    settings = firm_settings(session)
    said = digest_of(session, settings, moment_of(session, settings, occurrence))
    return said if _only_leaders_read(session, settings.today(now)) else without_money(said)


def _only_leaders_read(session: Session, day: date) -> bool:
    """Say whether amounts may stand where this message leaves to, by who reads there now."""
    room = session.info.get(READERS)
    return isinstance(room, Room) and not_leading(session, room, day) == 0
