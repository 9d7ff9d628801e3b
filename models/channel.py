"""Channels of projects: which project is talked about where."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.client import Client
from models.eyes import in_sight
from models.permission import Act, Deed, require
from models.project import Project
from models.setting import firm_settings
from models.state import ENDED, state_on


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
    if not project.channel:
        project.channel = channel_id
        session.add(project)
        session.flush()
    return project.channel == channel_id
