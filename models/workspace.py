"""The Slack workspace that a database serves."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Workspace(SQLModel, table=True):
    """One Slack team; its id in Slack is not known until the first contact."""

    id: int | None = Field(default=None, primary_key=True)
    team_id: str | None = Field(default=None, max_length=20, unique=True)
    created_at: datetime
