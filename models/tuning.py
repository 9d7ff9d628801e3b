"""Changing the firm's settings, which leaders do."""

from typing import Any

from sqlmodel import Session, select

from models.fact import known
from models.permission import Act, Deed, require
from models.setting import FirmSettings, Setting, firm_settings


def change_settings(session: Session, deed: Deed, changes: dict[str, Any]) -> FirmSettings:
    """Set some values; raises pydantic's ValidationError, and sets none, when one cannot be."""
    require(session, deed, Act.SET_UP, None)
    after = FirmSettings(**firm_settings(session).model_dump() | changes)
    for name in changes:
        standing = select(Setting).where(Setting.name == name, known(Setting, None))
        if old := session.exec(standing).first():
            old.superseded_at = deed.now
            session.flush()  # the index lets the new row in once the old one no longer stands
        value = after.model_dump(mode="json")[name]
        session.add(Setting(name=name, value=value, **deed.fact))
    session.flush()
    return after
