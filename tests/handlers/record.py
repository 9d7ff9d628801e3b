"""What is on record after a conversation."""

from sqlmodel import col, select

from models.fact import known
from models.status import StatusUpdate


def said(talk):
    """Return every report that was ever made, the first first."""
    with talk.database.reading() as session:
        return session.exec(select(StatusUpdate).order_by(col(StatusUpdate.id))).all()


def standing(talk):
    """Return the one report that stands; None where there is none."""
    with talk.database.reading() as session:
        return session.exec(select(StatusUpdate).where(known(StatusUpdate, None))).one_or_none()
