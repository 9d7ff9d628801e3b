"""What can be clicked or filled on a surface: each element, its names, and the words around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.reading import Named, block_words, plain
from sandbox.state import Json

PRESSED = frozenset({"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"})
"""What has no value to keep, only a moment in which it is pressed."""
GROUPS = {"carousel": "elements", "container": "child_blocks"}
HELD = {
    "section": "accessory",
    "actions": "elements",
    "context_actions": "elements",
    "card": "actions",
    "input": "element",
}


@dataclass(frozen=True, slots=True)
class Element:
    """An interactive element where it stands; `around` widens from its own block outwards."""

    block: Json
    json: Json
    around: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        return str(self.json["type"])

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.json.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"

    @property
    def is_pressed(self) -> bool:
        return self.type in PRESSED

    @property
    def dispatches(self) -> bool:
        """Whether the app hears of a change at once: outside inputs always."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    @property
    def names(self) -> tuple[str, ...]:
        """What a person might call it, best first."""
        said = (
            self.block.get("label"),
            self.json.get("accessibility_label"),
            self.json.get("placeholder"),
            self.block.get("text"),
        )
        return tuple(words for words in map(plain, said) if words)

    @property
    def label(self) -> str:
        if self.is_input:
            return self.names[0]
        own = plain(self.block.get("text"))
        return own or (self.names[0] if self.names else self.action_id)


@dataclass(frozen=True, slots=True)
class Press:
    """One thing that can be pressed: a button, or one option of an overflow menu."""

    element: Element
    label: str
    choice: Json | None = None


def interactive(blocks: list[Json], named: Named | None = None) -> list[Element]:
    """Return what can be used on a surface, in reading order."""
    found: list[Element] = []
    chapter: list[str] = []
    passage: list[str] = []
    for block in flat(blocks):
        if block["type"] == "header":
            chapter, passage = [], []
        elif block["type"] == "divider":
            passage = []
        own = block_words(block, named)
        chapter.append(own)
        passage.append(own)
        around = (own, "\n".join(passage), "\n".join(chapter))
        found.extend(Element(block, json, around) for json in _held(block))
        if block["type"] in {"actions", "context_actions"}:
            passage = []
    return found


def flat(blocks: list[Json]) -> Iterator[Json]:
    """Go through the blocks and those that stand inside others."""
    for block in blocks:
        yield block
        yield from flat(block.get(GROUPS.get(str(block["type"]), ""), []))


def _held(block: Json) -> list[Json]:
    held: Any = block.get(HELD.get(str(block["type"]), ""), [])
    listed = held if isinstance(held, list) else [held]
    return [json for json in listed if json["type"] == "feedback_buttons" or "action_id" in json]


def presses(elements: list[Element]) -> list[Press]:
    """Return what can be pressed, an overflow's options each under its own name."""
    return [press for element in elements if element.is_pressed for press in _presses(element)]


def _presses(element: Element) -> list[Press]:
    match element.type:
        case "overflow":
            return [Press(element, plain(o["text"]), o) for o in element.json["options"]]
        case "feedback_buttons":
            both = (element.json["positive_button"], element.json["negative_button"])
            return [Press(element, plain(b["text"]), b) for b in both]
        case _:
            return [Press(element, plain(element.json.get("text")))]
