"""A channel in which nothing can be posted: the leaders are told, and the next is tried again."""

from datetime import datetime

from sqlmodel import Session

from models.outbox import OutboxRow, Parcel, post_all
from models.role import leaders
from models.setting import firm_settings

REFUSED = "outbox.refused"
CLOSED = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "ekm_access_denied",
    }
)
"""Slack's words for a channel that takes no post of ours; other words speak of the message."""
OPEN_ROOM = "open_room:"
UNKNOWN_ROOM = f"{OPEN_ROOM}unknown"
"""Somebody reads there whom the directory does not know yet: that may change any moment."""


def note_refusal(session: Session, row: OutboxRow, now: datetime) -> None:
    """Tell the leaders, once a day, of a channel that took no post."""
    word = row.why or ""
    is_closed = word in CLOSED or word.startswith(OPEN_ROOM)
    if row.channel_id is None or row.edit_of_id or not is_closed:
        return
    about = {"channel": row.channel_id, "word": word}
    day = firm_settings(session).today(now)
    key = f"{REFUSED}:{row.channel_id}:{word[:40]}:{day}"
    tell_leaders(session, Parcel(key, REFUSED, now, about), now)


def tell_leaders(session: Session, parcel: Parcel, now: datetime) -> None:
    """Hand in one message to everybody who leads today; the parcel's key becomes one for each."""
    leading = leaders(session, firm_settings(session).today(now))
    each = [
        Parcel(f"{parcel.key}:{id_}", parcel.kind, parcel.due_at, parcel.about, id_)
        for id_ in sorted({role.person_id for role in leading})
    ]
    post_all(session, each, now)
