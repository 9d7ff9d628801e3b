"""Renaming a client: under the old name it is still found."""

from datetime import date

from sqlmodel import Session, select

from models.client import Client, ClientAlias
from models.errors import NameTakenError, TooLongError
from models.permission import Act, Deed, require
from models.text import NAME


def rename(session: Session, deed: Deed, client: Client, name: str, on: date) -> None:
    """Give the client a new name from a day on; no other client may go by it."""
    require(session, deed, Act.RENAME_CLIENT, client)
    name = " ".join(name.split())
    if name == client.name:
        return
    if not 0 < len(name) <= NAME:
        raise TooLongError(len(name), NAME, field="name")
    _check_free(session, client, name)
    old = select(ClientAlias).where(
        ClientAlias.client_id == client.id, ClientAlias.name == client.name
    )
    if alias := session.exec(old).first():
        alias.until_on = on
    else:
        former = ClientAlias(client=client, name=client.name, until_on=on, recorded_at=deed.now)
        session.add(former)
    client.name = name
    session.flush()


def _check_free(session: Session, client: Client, name: str) -> None:
    named = session.exec(select(Client.id).where(Client.name == name)).all()
    aliased = session.exec(select(ClientAlias.client_id).where(ClientAlias.name == name)).all()
    if {*named, *aliased} - {client.id}:
        raise NameTakenError(name, field="name")
