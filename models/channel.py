"""Channels of projects: which project is talked about where, and where none is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete, or_
from sqlmodel import Field, Session, col, select

from models.client import Client
from models.errors import NotAllowedError
from models.eyes import concerns, in_sight, leads, runs
from models.permission import Act, Deed, require
from models.project import Project
from models.receipt import INSERT
from models.scope import OfWorkspace
from models.setting import firm_settings
from models.state import ENDED, state_on


class OtherChannel(OfWorkspace, table=True):
    """A channel that is about no project: nobody need be asked there which one it is about."""

    __tablename__ = "other_channel"
    __table_args__ = (UniqueConstraint("workspace_id", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    channel_id: str = Field(max_length=20)
    recorded_at: datetime


def projects_in(session: Session, deed: Deed, channel: tuple[str, str]) -> Sequence[Project]:
    """Return the projects of a channel, given its id and its name, as far as the reader sees them.

    A sheet names a channel as people do, with or without #; in Slack it is kept by its id. Those
    that have ended count only where there is no other.
    """
    channel_id, name = channel
    named = [known for known in (channel_id, name, f"#{name}" if name else "") if known]
    today = firm_settings(session).today(deed.now)
    state = state_on(col(Project.id), "project", today).scalar_subquery()
    rows = select(Project, state).join(Client).where(col(Project.channel).in_(named))
    found = session.exec(rows.where(*in_sight(session, deed)).order_by(col(Project.name))).all()
    return [p for p, now_in in found if now_in not in ENDED] or [p for p, _ in found]


def place(session: Session, deed: Deed, project: Project, channel_id: str) -> bool:
    """Say that a channel is this project's; its managers and leaders do.

    Returns whether it is now: a project that has a channel keeps it.
    """
    require(session, deed, Act.PLACE_PROJECT, project)
    _forget(session, channel_id)
    if not project.channel:
        project.channel = channel_id
        session.add(project)
        session.flush()
    return project.channel == channel_id


def is_of_none(session: Session, channel_id: str) -> bool:
    """Say whether somebody has said that a channel is about no project."""
    said = select(OtherChannel.id).where(OtherChannel.channel_id == channel_id)
    return session.exec(said).first() is not None


def clear(session: Session, deed: Deed, channel_id: str, *, is_of_none: bool) -> None:
    """Say that a channel is about no project, or that this is open again.

    Whoever could place a project does so: its managers and leaders.
    """
    own = select(Project.id).where(or_(runs(session, deed), concerns(session, deed))).limit(1)
    if not leads(session, deed) and session.exec(own).first() is None:
        raise NotAllowedError(Act.PLACE_PROJECT)
    if not is_of_none:
        _forget(session, channel_id)
        return
    insert = INSERT[session.get_bind().dialect.name](OtherChannel)
    said = insert.values(channel_id=channel_id, recorded_at=deed.now)
    session.exec(said.on_conflict_do_nothing())


def _forget(session: Session, channel_id: str) -> None:
    session.exec(delete(OtherChannel).where(col(OtherChannel.channel_id) == channel_id))
