"""What an import last brought, so that a later one knows what was changed in Trefoil since.

Only a fingerprint of each cell is kept: what is removed or forgotten must not live on here.
"""

from hashlib import sha256

from sqlalchemy import JSON
from sqlmodel import Field

from models.scope import OfWorkspace


class Importable(OfWorkspace):
    """A row that may come from a sheet: `imported` has a fingerprint for each column it brought."""

    imported: dict[str, str] | None = Field(default=None, sa_type=JSON(none_as_null=True))


def fingerprint(*words: str) -> str:
    """Return 32 hexadecimal digits that stand for the words, and do not tell them."""
    return sha256("\x1f".join(words).encode()).hexdigest()[:32]
