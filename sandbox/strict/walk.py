"""Going through blocks whose shape is known to be right: nested blocks, elements, words."""

from collections.abc import Iterator
from typing import Any

from sandbox.strict.rule import Json

NESTED = {"container": "child_blocks", "carousel": "elements", "auth_provider": "fallback"}
HELD = {
    "section": "accessory",
    "input": "element",
    "actions": "elements",
    "context_actions": "elements",
    "card": "actions",
}


def every_block(blocks: list[Json], at: str) -> Iterator[tuple[Json, str]]:
    """Return each block and those within it, with the pointer to it."""
    for index, block in enumerate(blocks):
        here = f"{at}/{index}"
        yield block, here
        if key := NESTED.get(block["type"]):
            yield from every_block(block.get(key, []), f"{here}/{key}")


def every_element(block: Json, at: str) -> Iterator[tuple[Json, str]]:
    """Return each element of one block, with the pointer to it."""
    key = HELD.get(block["type"], "")
    held = block.get(key, [])
    if isinstance(held, dict):
        yield held, f"{at}/{key}"
        return
    for index, element in enumerate(held):
        yield element, f"{at}/{key}/{index}"


def every_text(held: Any, name: str = "") -> Iterator[str]:
    """Return all that stands anywhere within under the name of text."""
    if isinstance(held, dict):
        for key, value in held.items():
            yield from every_text(value, key)
    elif isinstance(held, list):
        for item in held:
            yield from every_text(item)
    elif isinstance(held, str) and name == "text":
        yield held
