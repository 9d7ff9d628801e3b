"""The first team that a token leads to is the one that the database serves from then on."""

from bot.database import Database
from models.workspace import claim, served_team


def claim_database(database: Database, team_id: str) -> None:
    """Claim the data for a team, in a transaction of its own only where that is not done yet.

    Raises OtherTeamError when it belongs to another team.
    """
    if known_team(database) != team_id:
        with database.begin() as session:
            claim(session, team_id)


def known_team(database: Database) -> str | None:
    """Return the team that the database serves; None before the first contact."""
    with database.reading() as session:
        return served_team(session)
