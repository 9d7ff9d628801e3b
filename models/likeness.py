"""Whether a new name is one that exists, or nearly; and a key that is still free."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from sqlmodel import Session, select

from models.client import Client, ClientAlias
from models.errors import NameTakenError
from models.naming import bare
from models.people_errors import NearNameError
from models.project import Project
from models.text import KEY, fold

ALIKE = 90
"""From here on, two spellings may well be one name; with other digits they are not."""


def different(
    name: str, taken: Iterable[str], *, is_another: bool, may_be_same: bool = False
) -> None:
    """Refuse a name that is taken, and one that is nearly so unless it is meant.

    Raises NameTakenError, or NearNameError with the name that exists.
    """
    names = list(taken)
    if name in names and not may_be_same:
        raise NameTakenError(name, field="name")
    near = next((other for other in names if _alike(name, other)), None)
    if near and not is_another:
        raise NearNameError(near)


def client_names(session: Session) -> Sequence[str]:
    """Return every name that leads to a client."""
    names = session.exec(select(Client.name)).all()
    return [*names, *session.exec(select(ClientAlias.name)).all()]


def free_key(session: Session, key: str | None, name: str) -> str:
    """Return the key, unless it is taken; without one, a new key that is made from the name."""
    taken = {fold(other) for other in session.exec(select(Project.key))}
    if key is not None:
        if fold(key) in taken:
            raise NameTakenError(key, field="key")
        return key
    made = _key_from(name)
    numbered = (f"{made[: KEY - 5]}-{n}" for n in range(2, len(taken) + 3))
    return next(one for one in (made, *numbered) if fold(one) not in taken)


def _key_from(name: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in fold(name))
    return "-".join(kept.split()).upper()[:KEY].rstrip("-") or "PROJECT"


def _alike(name: str, other: str) -> bool:
    if bare(name) == bare(other):
        return True
    one, two = fold(name), fold(other)
    same_digits = [c for c in one if c.isdigit()] == [c for c in two if c.isdigit()]
    return same_digits and fuzz.ratio(one, two) >= ALIKE
