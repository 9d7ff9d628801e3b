"""Long lists of a digest as Slack's own table, and as plain lines for where there is none yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.models import blocks as kit

from views.mark import count_words
from views.message import SECTION, Json, Message, inert, plain, section

ROWS = 100
PAGE = 10
CELLS = 9_500
"""Characters of one message's table, of the 10,000 that Slack takes."""
CELL = 120
MOST_MESSAGES = 3
PLAIN = 11_000
"""Characters of one message's lines, of about 13,000 that Slack takes."""
NONE = "–"
BLANK = frozenset({"", NONE})
Row = tuple[str, ...]


class DataTable(kit.Block):
    """A table that people sort, filter and page through; slack_sdk does not know it yet."""

    type = "data_table"

    @property
    def attributes(self) -> set[str]:  # type: ignore[override]  # as in every block of slack_sdk
        return super().attributes.union({"caption", "rows", "page_size"})

    def __init__(self, caption: str, rows: Sequence[Row]) -> None:
        super().__init__(type=self.type)
        self.caption = caption
        self.rows = [[_cell(words) for words in row] for row in rows]
        self.page_size = PAGE


@dataclass(frozen=True, slots=True)
class Theme:
    """One list: what it is about, the names of its columns, its rows in plain words.

    `noun` says what each row is.
    """

    title: str
    columns: Row
    rows: tuple[Row, ...]
    noun: str = "project"


def theme_messages(theme: Theme) -> list[Message]:
    """Return a list as messages, "1 of 3" where it needs several; what is beyond is counted.

    Each has the same in plain lines to be sent instead where Slack takes no table.
    """
    theme = _told(theme)
    packs = list(_packs(theme))
    kept = packs[:MOST_MESSAGES]
    left = len(theme.rows) - sum(map(len, kept))
    messages = []
    for n, rows in enumerate(kept, 1):
        part = f" ({n} of {len(kept)})" if len(kept) > 1 else ""
        title = f"{theme.title}: {len(theme.rows):,}{part}"
        caption = f"{count_words(len(theme.rows), theme.noun)}{part}"
        beyond = f"{left:,} more are in the spreadsheet" if left and n == len(kept) else ""
        messages.append(_message(replace(theme, rows=tuple(rows)), (title, caption), beyond))
    return messages


def _told(theme: Theme) -> Theme:
    """Leave out the columns that have nothing in any row."""
    told = [
        n for n, _ in enumerate(theme.columns) if any(row[n] not in BLANK for row in theme.rows)
    ]
    columns, *rows = (tuple(row[n] for n in told) for row in (theme.columns, *theme.rows))
    return replace(theme, columns=columns, rows=tuple(rows))


def _message(theme: Theme, names: tuple[str, str], beyond: str) -> Message:
    """Draw a list: what it is about above the table, and as the table's own how many there are."""
    title, caption = names
    table = DataTable(caption, [theme.columns, *map(_cut, theme.rows)])
    foot = [section(beyond)] if beyond else []
    text = ". ".join(filter(None, (title, beyond)))
    instead = Message(text, (section(f"*{title}*"), *_sections(theme.rows), *foot))
    return Message(text, (section(f"*{theme.title}*"), table, *foot), instead)


def _packs(theme: Theme) -> Iterator[list[Row]]:
    """Part the rows so that each part fits a message, header included."""
    header, pack = _length(theme.columns), list[Row]()
    size = header
    for row in theme.rows:
        if pack and (len(pack) == ROWS or size + _length(row) > CELLS):
            yield pack
            pack, size = [], header
        pack.append(row)
        size += _length(row)
    if pack:
        yield pack


def _sections(rows: Sequence[Row]) -> Iterator[kit.Block]:
    """Draw each row as a line, in as many paragraphs as they need; what is too much is counted."""
    lines, size, text = [_line(row) for row in rows], 0, ""
    for n, line in enumerate(lines):
        size += len(line) + 1
        if size > PLAIN:
            yield section(text)
            yield section(f"{len(lines) - n:,} more are in the spreadsheet")
            return
        if len(text) + len(line) >= SECTION:
            yield section(text)
            text = ""
        text = f"{text}\n{line}" if text else line
    yield section(text)


def _line(row: Row) -> str:
    return " · ".join(inert(words, CELL) for words in row if words)


def _cut(row: Row) -> Row:
    return tuple(plain(words, CELL) for words in row)


def _length(row: Row) -> int:
    return sum(len(words or NONE) for words in _cut(row))


def _cell(words: str) -> Json:
    cell: dict[str, Any] = {"type": "raw_text", "text": words or NONE}
    return cell
