"""How a surface reads: all words of its blocks, marks and escapes undone, a line per block."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.state import Json

MARKS = re.compile(r"(?<![\w*_~`])([*_~`]{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
Named = Callable[[str], str]
"""Gives the words for what stands in angle brackets, such as `@U1` or `#C1`."""


def plain(text: Any, named: Named | None = None) -> str:
    """Return the words of a text object, or of a string of mrkdwn."""
    if not text:
        return ""
    if isinstance(text, str):
        return mrkdwn(text, named)
    words = str(text.get("text", ""))
    return words if text.get("type") == "plain_text" else mrkdwn(words, named)


def mrkdwn(text: str, named: Named | None = None) -> str:
    """Undo marks, links and escapes, as the reader sees them undone."""
    without = _unmarked(text)
    linked = LINK.sub(lambda found: _linked(found[1], found[2], named), without)
    return unescaped(linked)


def unescaped(text: str) -> str:
    """Undo the three escapes that Slack knows, and no other."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _unmarked(text: str) -> str:
    before = ""
    while text != before:  # marks stand inside one another
        before, text = text, MARKS.sub(r"\2", text)
    return re.sub(r"^(&gt;|>) ?", "", text, flags=re.MULTILINE)


def _linked(target: str, label: str | None, named: Named | None) -> str:
    if target.startswith(("!", "@", "#")):
        return named(f"{target}|{label or ''}") if named else label or target.lstrip("!")
    return label or target.removeprefix("mailto:")


def block_words(block: Json, named: Named | None = None) -> str:
    """Return all words of one block, but not those on its buttons and in its fields."""
    read = READ.get(block["type"], _parts)
    return "\n".join(filter(None, read(block, named)))


def _parts(block: Json, named: Named | None) -> Iterator[str]:
    for name in (
        "label",
        "title",
        "rich_text_title",
        "subtitle",
        "text",
        "body",
        "subtext",
        "hint",
    ):
        part = block.get(name)
        is_rich = isinstance(part, dict) and part.get("type") == "rich_text"
        yield rich_text(part, named) if is_rich and part else plain(part, named)
    yield from (plain(part, named) for part in block.get("fields", []))
    yield from (rich_text(block[n], named) for n in ("details", "output") if block.get(n))
    yield from ("\n".join(filter(None, _parts(t, named))) for t in block.get("tasks", []))


def _nothing(_block: Json, _named: Named | None) -> Iterator[str]:
    yield from ()


def _image(block: Json, named: Named | None) -> Iterator[str]:
    yield plain(block.get("title"), named)
    yield str(block["alt_text"])


def _context(block: Json, named: Named | None) -> Iterator[str]:
    yield " ".join(filter(None, (_small(element, named) for element in block["elements"])))


def _small(element: Json, named: Named | None) -> str:
    return str(element["alt_text"]) if element["type"] == "image" else plain(element, named)


def _markdown(block: Json, _named: Named | None) -> Iterator[str]:
    linked = MARKDOWN_LINK.sub(r"\1", str(block["text"]))
    bare = re.sub(r"^(#{1,6}|[-*+]) +", "", linked, flags=re.MULTILINE)
    yield _unmarked(bare.replace("**", "*").replace("__", "_"))


def _rich(block: Json, named: Named | None) -> Iterator[str]:
    yield rich_text(block, named)


def rich_text(part: Json, named: Named | None = None) -> str:
    """Return the words of a rich text, a line per section or list item."""
    if part["type"] in {"rich_text", "rich_text_list"}:
        return "\n".join(rich_text(inner, named) for inner in part["elements"])
    if "elements" in part:
        return "".join(_leaf(inner, named) for inner in part["elements"])
    return _leaf(part, named)


def _leaf(leaf: Json, named: Named | None) -> str:
    match leaf["type"]:
        case "user":
            target = f"@{leaf['user_id']}|"
        case "channel":
            target = f"#{leaf['channel_id']}|"
        case "broadcast":
            target = f"!{leaf['range']}|"
        case "date":
            target = f"!date^{leaf['timestamp']}^{leaf['format']}|{leaf.get('fallback', '')}"
        case "emoji":
            return f":{leaf['name']}:"
        case _:
            return str(leaf.get("text") or leaf.get("url") or leaf.get("value", ""))
    return named(target) if named else target.rstrip("|")


def _table(block: Json, named: Named | None) -> Iterator[str]:
    yield plain(block.get("caption"), named)
    yield from (" | ".join(_cell(cell, named) for cell in row) for row in block["rows"])


def _cell(cell: Json, named: Named | None) -> str:
    if cell["type"] == "rich_text":
        return rich_text(cell, named)
    return str(cell.get("text", cell.get("value", "")))


def _chart(block: Json, _named: Named | None) -> Iterator[str]:
    yield str(block["title"])
    chart = block["chart"]
    yield from (f"{s['label']}: {s['value']}" for s in chart.get("segments", []))
    for series in chart.get("series", []):
        yield from (f"{series['name']}, {p['label']}: {p['value']}" for p in series["data"])


READ: dict[str, Callable[[Json, Named | None], Iterator[str]]] = {
    "markdown": _markdown,
    "image": _image,
    "context": _context,
    "rich_text": _rich,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "actions": _nothing,
    "context_actions": _nothing,
    "divider": _nothing,
    "carousel": _nothing,
}
