"""What is typed into forms is read like the cells of sheets, so that an export comes back."""

from typing import Any

from models.exchange.cell import CellError
from models.exchange.sheet import UNSTORABLE, Column
from models.people_errors import UnreadableError


def typed(column: Column, words: str | None) -> Any:
    """Return the value of what was typed for a column; None where nothing was.

    Raises UnreadableError at the field that is called like the column.
    """
    if not (words or "").strip():
        if column.required:
            raise UnreadableError(column.kind.expected, field=column.name)
        return None
    try:
        value = column.kind.read("" if UNSTORABLE.search(words or "") else words or "")
    except CellError:
        raise UnreadableError(column.kind.expected, field=column.name) from None
    longest = column.kind.longest
    if value in ("", ()) or (longest and isinstance(value, str) and len(value) > longest):
        raise UnreadableError(column.kind.expected, field=column.name)
    return value
