"""What may stand where: in a message, a modal or the Home."""

from collections.abc import Iterator
from enum import StrEnum

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json
from sandbox.strict.walk import every_block, every_element


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


MESSAGES = frozenset({Surface.MESSAGE})
MODALS = frozenset({Surface.MODAL})
NO_MODALS = frozenset({Surface.MESSAGE, Surface.HOME})
NO_HOME = frozenset({Surface.MESSAGE, Surface.MODAL})
NO_MESSAGES = frozenset({Surface.MODAL, Surface.HOME})
EVERYWHERE = frozenset(Surface)

BLOCKS = {
    "alert": MODALS,
    "call": MESSAGES,
    "card": NO_MODALS,
    "carousel": NO_MODALS,
    "container": NO_MODALS,
    "context_actions": MESSAGES,
    "data_table": NO_MODALS,
    "data_visualization": NO_MODALS,
    "file": MESSAGES,
    "markdown": MESSAGES,
    "plan": MESSAGES,
    "table": NO_MODALS,
    "task_card": MESSAGES,
}
ELEMENTS = {
    "datetimepicker": NO_HOME,
    "email_text_input": MODALS,
    "file_input": MODALS,
    "number_input": MODALS,
    "rich_text_input": NO_MESSAGES,
    "url_text_input": MODALS,
    "workflow_button": MESSAGES,
}


def misplaced(blocks: list[Json], at: str, surface: Surface) -> Iterator[Fault]:
    """Return each block and element that this surface does not take."""
    for block, here in every_block(blocks, at):
        if surface not in BLOCKS.get(block["type"], EVERYWHERE):
            yield Fault(f"{here}/type", f"unsupported type: {block['type']}")
        submits = block["type"] == "input" and surface is Surface.MODAL
        for element, there in every_element(block, here):
            yield from _element(element, there, surface, submits=submits)


def _element(element: Json, at: str, surface: Surface, *, submits: bool) -> Iterator[Fault]:
    if surface not in ELEMENTS.get(element["type"], EVERYWHERE):
        yield Fault(f"{at}/type", f"unsupported type: {element['type']}")
    if element.get("response_url_enabled") and not submits:
        yield Fault(f"{at}/response_url_enabled", "only works in the inputs of modals")
