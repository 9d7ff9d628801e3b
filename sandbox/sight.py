"""What a person sees: a message, a form or her Home; how it reads, and what she can do with it."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Protocol

from sandbox.elements import Element, Press, interactive, presses
from sandbox.finding import find_field, find_press
from sandbox.interactions import Surface
from sandbox.reading import Named, block_words, plain
from sandbox.state import Json
from sandbox.values import value_in


class Hands(Protocol):
    """What a sight needs of the person who looks at it."""

    @property
    def who(self) -> str: ...
    @property
    def named(self) -> Named: ...
    def again(self, surface: Surface) -> Surface | None: ...
    def errors_on(self, surface: Surface) -> dict[str, str]: ...
    def press(self, sight: "Sight", press: Press, *, twice: bool) -> "Sight": ...
    def fill(
        self, sight: "Sight", element: Element, choices: tuple[Any, ...], query: str | None
    ) -> "Sight": ...
    def offers(self, sight: "Sight", element: Element, query: str) -> list[str]: ...
    def submit(self, sight: "Sight", *, twice: bool) -> "Sight": ...
    def close(self, sight: "Sight", *, everything: bool) -> "Sight": ...


class Sight:
    """A surface as the person sees it now; `as_it_was()` keeps it as it stands."""

    kind = "screen"

    def __init__(self, hands: Hands, surface: Surface, *, is_kept: bool = False) -> None:
        self._hands = hands
        self._surface = surface
        self.is_kept = is_kept

    @property
    def surface(self) -> Surface:
        if not self.is_kept:
            self._surface = self._hands.again(self._surface) or self._surface
        return self._surface

    @property
    def is_gone(self) -> bool:
        """Whether it was closed, deleted or replaced; it reads as it did last."""
        return not self.is_kept and self._hands.again(self._surface) is None

    def as_it_was(self) -> "Sight":
        """Return what an old screen still shows: acts on it are those of somebody who is late."""
        return type(self)(self._hands, deepcopy(self.surface), is_kept=True)

    @property
    def text(self) -> str:
        """All that reads as text, marks and escapes undone, a line per block; no buttons."""
        lines = [block_words(block, self._hands.named) for block in self._blocks]
        return "\n".join(filter(None, lines))

    @property
    def words(self) -> str:
        """Every word on it: also titles, buttons, options and placeholders."""
        parts = [self.title, self.text, *self.buttons]
        for element in self._elements:
            parts += [plain(element.json.get("placeholder")), *_option_words(element)]
        return "\n".join(filter(None, parts))

    @property
    def title(self) -> str:
        return ""

    @property
    def is_private(self) -> bool:
        """Whether it is a message that she alone sees."""
        return False

    @property
    def payload(self) -> Json:
        """What the app sent."""
        return {"blocks": self._blocks}

    @property
    def buttons(self) -> list[str]:
        """What can be pressed, an overflow's options under their own names."""
        return [press.label for press in presses(self._elements)]

    @property
    def labels(self) -> list[str]:
        """What can be filled or chosen."""
        return [element.label for element in self._fields]

    @property
    def errors(self) -> dict[str, str]:
        """What stands beside the fields, by label."""
        return self._hands.errors_on(self.surface)

    def value(self, label: str, near: str | None = None) -> Any:
        """Return what stands in a field: words of options, else the value itself."""
        element = self.field(label, near)
        return _readable(value_in(element, self.surface.entered), self._hands.named)

    def offers(self, label: str, query: str = "", near: str | None = None) -> list[str]:
        """Return the options she sees, once she has typed `query` where that is wanted."""
        return self._hands.offers(self, self.field(label, near), query)

    def fills(
        self, label: str | Mapping[str, Any], *values: Any, near: str | None = None
    ) -> "Sight":
        """Type into a field, or into several at once; return what she sees then.

        A date, a time and an aware datetime are picked, a file is a pair of name and bytes, and
        what has options takes their words, as `chooses` does.
        """
        if isinstance(label, str):
            return self._hands.fill(self, self.field(label, near), values, None)
        seen: Sight = self
        for each, entered in label.items():
            seen = self.fills(each, *_listed(entered), near=near)
        return seen

    def chooses(
        self, label: str, *choices: Any, near: str | None = None, query: str | None = None
    ) -> "Sight":
        """Pick by the words she sees; several replace what was picked before."""
        return self._hands.fill(self, self.field(label, near), choices, query)

    def clears(self, label: str, near: str | None = None) -> "Sight":
        """Empty a field."""
        return self._hands.fill(self, self.field(label, near), (), None)

    def clicks(self, label: str, near: str | None = None, *, twice: bool = False) -> "Sight":
        """Press a button, or an option of an overflow menu."""
        return self._hands.press(self, self.press(label, near), twice=twice)

    def saves(self, *, twice: bool = False) -> "Sight":
        """Send the form; return what she sees then, which is this form where it has errors."""
        return self._hands.submit(self, twice=twice)

    def closes(self, *, everything: bool = False) -> "Sight":
        """Close the form unsaved, with all under it if wanted; return what she sees then."""
        return self._hands.close(self, everything=everything)

    def press(self, label: str, near: str | None = None) -> Press:
        """Return the one thing with this label that can be pressed."""
        return find_press(presses(self._elements), label, near, self.screen)

    def field(self, label: str, near: str | None = None) -> Element:
        """Return the one field with this label."""
        return find_field(self._fields, label, near, self.screen)

    @property
    def _blocks(self) -> list[Json]:
        return self.surface.blocks

    @property
    def _elements(self) -> list[Element]:
        return interactive(self._blocks, self._hands.named)

    @property
    def _fields(self) -> list[Element]:
        return [element for element in self._elements if not element.is_pressed]

    @property
    def screen(self) -> str:
        """All of it for an error: whose, what kind, what reads there."""
        gone = " that is gone" if self.is_gone else ""
        lines = [f"{self._hands.who} sees {self.kind}{gone}:", self.title, self.text]
        return "\n  ".join("\n".join(filter(None, lines)).splitlines())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title or self.text[:60]!r}>"

    def __bool__(self) -> bool:
        return True


class Nothing(Sight):
    """Nothing new to see; what the app did, if anything, she cannot see."""

    kind = "nothing new"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands, Surface([]), is_kept=True)

    def __bool__(self) -> bool:
        return False


def _listed(entered: Any) -> list[Any]:
    return entered if isinstance(entered, list) else [entered]


def _option_words(element: Element) -> list[str]:
    groups = element.json.get("option_groups", [])
    options = [*element.json.get("options", []), *(o for g in groups for o in g["options"])]
    both = [(plain(o["text"]), plain(o.get("description"))) for o in options]
    return [words for pair in both for words in pair if words]


def _readable(value: Any, named: Named) -> Any:
    match value:
        case list():
            return [_readable(each, named) for each in value]
        case {"type": "rich_text"}:
            return block_words(value, named)
        case {"text": text}:
            return plain(text)
        case {"name": name}:
            return name
        case _:
            return value
