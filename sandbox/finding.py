"""Finding the one button or field that is meant, by its label and what stands near it."""

from collections.abc import Sequence

from sandbox.cannot import AmbiguousClickError, NotThereError
from sandbox.elements import Element, Press


def find_press(presses: Sequence[Press], label: str, near: str | None, screen: str) -> Press:
    """Return the one thing with this label, or say what there is."""
    labels = [press.label for press in presses]
    matching = [press for press in presses if press.label == label]
    if not matching:
        raise NotThereError(label, "button", labels, screen)
    by_words = _near([press.element for press in matching], near)
    matching = [press for press in matching if press.element in by_words]
    if not matching:
        raise NotThereError(label, f"button near {near!r}", labels, screen)
    _only_one(label, [press.element for press in matching], screen)
    return matching[0]


def find_field(fields: Sequence[Element], label: str, near: str | None, screen: str) -> Element:
    """Return the one field with this label, else with this name, or say what there is."""
    exact = [element for element in fields if element.label == label]
    matching = _near(exact or [element for element in fields if label in element.names], near)
    if not matching:
        what = f"field near {near!r}" if near else "field"
        raise NotThereError(label, what, [element.label for element in fields], screen)
    _only_one(label, matching, screen)
    return matching[0]


def _only_one(label: str, found: list[Element], screen: str) -> None:
    if len(found) > 1:
        places = [element.around[0] or element.around[1] for element in found]
        raise AmbiguousClickError(label, places, screen)


def _near(elements: list[Element], near: str | None) -> list[Element]:
    """Return those that stand by these words: in their own block, else in passage or chapter."""
    if near is None:
        return elements
    for distance in range(3):
        found = [e for e in elements if near.casefold() in e.around[distance].casefold()]
        if found:
            return found
    return []
