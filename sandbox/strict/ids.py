"""What must not stand twice: block ids, the action ids of one block, the cursor."""

from collections.abc import Iterator

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json
from sandbox.strict.walk import every_block, every_element


def repeated(blocks: list[Json], at: str) -> Iterator[Fault]:
    """Return each id that was there before."""
    seen: set[str] = set()
    for block, here in every_block(blocks, at):
        yield from _again(block, "block_id", here, seen)
        within: set[str] = set()
        for element, there in every_element(block, here):
            yield from _again(element, "action_id", there, within)


def _again(thing: Json, key: str, at: str, seen: set[str]) -> Iterator[Fault]:
    if key not in thing:
        return
    if thing[key] in seen:
        owner = key.removesuffix("_id").replace("action", "element")
        yield Fault(f"{at}/{key}", f'`{key}` "{thing[key]}" already exists for another {owner}')
    seen.add(thing[key])


def second_focus(blocks: list[Json], at: str) -> Iterator[Fault]:
    """Return each element that wants the cursor after another has it."""
    wanting = [
        there
        for block, here in every_block(blocks, at)
        for element, there in every_element(block, here)
        if element.get("focus_on_load")
    ]
    for there in wanting[1:]:
        yield Fault(f"{there}/focus_on_load", "only one element may be focused on load")
