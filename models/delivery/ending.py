"""The end of a message that did not arrive, and what hung on it; only here kinds are known."""

from sqlmodel import Session, col, select

from models.outbox import MISSED, Fate, OutboxRow
from models.schedule import Occurrence, Outcome
from models.week.week import asking
from models.withheld import KIND

WEEKS = ("week", "week.follow_up")
NOT_HEARD = (Outcome.ASKED, Outcome.EXPIRED)
"""What was never asked counts as neither."""


def note_end(session: Session, row: OutboxRow) -> None:
    """Note what a message that did not arrive means: nobody was asked by it, or told of anything.

    What it would have told leaves by itself, when it was wanted, or at once.
    """
    is_missed = row.fate is Fate.DROPPED and row.why == MISSED
    if row.kind not in WEEKS or not (is_missed or row.fate is Fate.FAILED):
        return
    occurrence = session.get(Occurrence, row.about.get("occurrence", 0))
    if occurrence is None:
        return
    if occurrence.outcome in NOT_HEARD:
        occurrence.outcome, occurrence.why = Outcome.MISSED, row.why
    _give_back(session, asking(session, occurrence).id)
    session.flush()


def _give_back(session: Session, week_id: int | None) -> None:
    """Let go of the news that a week was to tell, but for what an earlier message of it told."""
    keys = [f"{kind}:{week_id}" for kind in WEEKS]
    sent = select(OutboxRow.sent_at).where(
        col(OutboxRow.key).in_(keys), OutboxRow.fate == Fate.SENT
    )
    told_at = session.exec(sent).first()
    folded = select(OutboxRow).where(
        OutboxRow.kind == KIND,
        OutboxRow.fate == Fate.DROPPED,
        OutboxRow.why == f"week {week_id}",
        *([col(OutboxRow.made_at) > told_at] if told_at else []),
    )
    for row in session.exec(folded):
        row.fate, row.why, row.sent_at = Fate.PENDING, None, None
