"""The Slack workspace that a database serves."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, select

from models.scope import workspace_of
from models.serving_errors import OtherTeamError


class Workspace(SQLModel, table=True):
    """One Slack team; its id in Slack is not known until the first contact."""

    id: int | None = Field(default=None, primary_key=True)
    team_id: str | None = Field(default=None, max_length=20, unique=True)
    created_at: datetime


def served_team(session: Session) -> str | None:
    """Return the Slack team whose data this is; None before the first contact."""
    ours = col(Workspace.id) == workspace_of(session)
    return session.exec(select(Workspace.team_id).where(ours)).one()


def claim(session: Session, team_id: str) -> None:
    """Make the data that of a Slack team, unless it is another team's: OtherTeamError.

    The first one stays for ever; in a race, the row's lock makes one of them first.
    """
    free = (col(Workspace.id) == workspace_of(session), col(Workspace.team_id).is_(None))
    session.exec(update(Workspace).where(*free).values(team_id=team_id))
    served = served_team(session)
    if served != team_id:
        raise OtherTeamError(served or "", team_id)
