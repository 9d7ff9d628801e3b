"""How much one message may hold, over all its blocks together."""

from collections.abc import Iterator

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json
from sandbox.strict.walk import every_block, every_text

MARKDOWN = 12_000
CELLS = 10_000
WORDS = 13_200
"""Slack does not say it; messages beyond were seen refused. What blocks weigh is not counted."""
AT_MOST = (
    (("table", "data_table"), 1, "only one table allowed"),
    (("data_visualization",), 2, "no more than 2 data_visualization blocks allowed"),
)


def too_much_in_tables(blocks: list[Json], at: str) -> Iterator[Fault]:
    """Refuse more text in cells than Slack takes, over all tables."""
    tables = [b for b, _ in every_block(blocks, at) if b["type"] in ("table", "data_table")]
    cells = [cell for table in tables for row in table["rows"] for cell in row]
    if sum(map(_length, cells)) > CELLS:
        yield Fault(at, f"no more than {CELLS} characters allowed in tables")


def _length(cell: Json) -> int:
    """Return how long a cell is; a number without words is shown in its own digits."""
    if cell["type"] == "raw_number" and "text" not in cell:
        return len(str(cell["value"]))
    return sum(map(len, every_text(cell)))


def too_much_in_message(blocks: list[Json], at: str) -> Iterator[Fault]:
    """Refuse what only the whole message has too much of: tables, charts, markdown, words."""
    types = [block["type"] for block, _ in every_block(blocks, at)]
    for counted, most, said in AT_MOST:
        if sum(map(types.count, counted)) > most:
            yield Fault(at, said)
    markdown = [
        block["text"] for block, _ in every_block(blocks, at) if block["type"] == "markdown"
    ]
    if sum(map(len, markdown)) > MARKDOWN:
        yield Fault(at, f"no more than {MARKDOWN} characters of markdown allowed")
    if sum(map(len, every_text(blocks))) > WORDS:
        yield Fault(at, "the text of all blocks is too long", "msg_blocks_too_long")
