"""The words of the outbox's own messages: what leaders are asked and told about it."""

from datetime import datetime

from models.outbox import Fate, OutboxRow
from models.ports import Session
from models.role import leaders
from models.setting import firm_settings
from schedules.renderer import Dropped
from views.doubt import Posted, refused_message, unsure_message
from views.message import Message

NO_LEADER = "leads no more"


def unsure(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Ask a leader whether a message is there, unless that is known by now."""
    doubtful = session.get(OutboxRow, row.about["row"])
    if doubtful is None or doubtful.fate is not Fate.UNKNOWN:
        return Dropped("settled")
    if not _leads(session, row, now):
        return Dropped(NO_LEADER)
    at = doubtful.tried_at or doubtful.made_at
    where = doubtful.channel_id or ""
    return unsure_message(Posted(doubtful.id or 0, doubtful.kind, where, at))


def refused(session: Session, row: OutboxRow, now: datetime) -> Message | Dropped:
    """Tell a leader of a channel that takes no post of ours."""
    if not _leads(session, row, now):
        return Dropped(NO_LEADER)
    return refused_message(row.about["channel"], row.about["word"])


def _leads(session: Session, row: OutboxRow, now: datetime) -> bool:
    leading = leaders(session, firm_settings(session).today(now))
    return row.person_id in {role.person_id for role in leading}
