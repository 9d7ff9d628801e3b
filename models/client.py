"""Clients: who buys, under which names."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship, Session, col, select

from models.columns import by_value
from models.imported import Importable
from models.scope import OfWorkspace
from models.text import NAME, fold


class Tier(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class Client(Importable, table=True):
    """A firm that projects are delivered to; its state and its manager are facts of their own."""

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    tier: Tier | None = Field(default=None, sa_type=by_value(Tier))
    sector: str | None = Field(default=None, max_length=NAME)
    confidential: bool = False
    contract_until: date | None = None
    recorded_at: datetime


class ClientAlias(OfWorkspace, table=True):
    """Another name by which the client is found; an old name says until when it was the name."""

    __tablename__ = "client_alias"
    __table_args__ = (UniqueConstraint("workspace_id", "client_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int = Field(default=None, foreign_key="client.id", index=True)
    name: str = Field(max_length=NAME)
    until_on: date | None = None
    recorded_at: datetime
    client: Client = Relationship(sa_relationship_kwargs={"lazy": "raise"})


def clients_called(session: Session, wanted: str) -> set[int]:
    """Return the ids of the clients that go by this name, folded, also among their other names."""
    rows = session.exec(_names())
    return {id_ for id_, *names in rows if wanted in (fold(name) for name in names if name)}


@cache
def _names() -> Any:
    """Build the query once, as models/project_facts.py does."""
    aliases = col(ClientAlias.client_id) == Client.id
    return select(Client.id, Client.name, ClientAlias.name).outerjoin(ClientAlias, aliases)
