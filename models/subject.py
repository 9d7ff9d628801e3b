"""What a role is held for and a state is about: a client, an offering or a project."""

from models.client import Client
from models.offering import Offering
from models.project import Project

Subject = Client | Offering | Project


def column_of(subject: Subject) -> str:
    """Return the column that names the subject in facts about it, like "client_id"."""
    return f"{type(subject).__name__.lower()}_id"
