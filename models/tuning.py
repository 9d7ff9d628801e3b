"""Changing the firm's settings, which leaders do."""

from typing import Any

from sqlmodel import Session, select

from models.fact import known
from models.permission import Act, Deed, require
from models.schedule import look_again
from models.setting import READ, FirmSettings, Setting, firm_settings


def change_settings(session: Session, deed: Deed, changes: dict[str, Any]) -> FirmSettings:
    """Set some values; raises pydantic's ValidationError, and sets none, when one cannot be."""
    require(session, deed, Act.SET_UP, None)
    after = FirmSettings(**firm_settings(session).model_dump() | changes)
    for name in changes:
        _set(session, deed, name, after.model_dump(mode="json")[name])
    session.flush()
    session.info.pop(READ, None)
    look_again(session, deed.now)
    return after


def _set(session: Session, deed: Deed, name: str, value: Any) -> None:
    """Put a value on record, unless it is what stands."""
    old = session.exec(select(Setting).where(Setting.name == name, known(Setting, None))).first()
    if old and old.value == value:
        return
    if old:
        old.superseded_at = deed.now
        session.flush()  # the index lets the new row in once the old one no longer stands
    session.add(Setting(name=name, value=value, **deed.fact))


def is_set(session: Session, name: str) -> bool:
    """Say whether a leader ever set one value."""
    rows = select(Setting.id).where(Setting.name == name, known(Setting, None))
    return session.exec(rows.limit(1)).first() is not None


def is_checked(session: Session) -> bool:
    """Say whether a leader ever saved the firm's settings, be it as they were."""
    return session.exec(select(Setting.id).limit(1)).first() is not None
