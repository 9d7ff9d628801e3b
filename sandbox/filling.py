"""A person's way with fields: typing, picking, ticking, attaching files."""

from dataclasses import dataclass
from typing import Any

from sandbox.answers import options_of
from sandbox.cannot import CannotError
from sandbox.choosing import Picker, typed
from sandbox.courier import Courier
from sandbox.elements import Element
from sandbox.interactions import Speaker, Surface
from sandbox.reading import plain
from sandbox.shapes import file_shape
from sandbox.state import Json
from sandbox.values import as_state, empty, holds_many, shown, value_in
from sandbox.writing import upload

PICKED = ("select", "radio_buttons", "checkboxes")


@dataclass(frozen=True, slots=True)
class Filler:
    """Works out what a field holds after she has been at it."""

    speaker: Speaker
    courier: Courier

    def steps(
        self, surface: Surface, element: Element, choices: tuple[Any, ...], query: str | None
    ) -> list[Any]:
        """Return what the field holds after each of her moves; nothing where it stays as it is."""
        if not choices or choices == (None,):
            wanted = empty(element)
        elif element.type.endswith(PICKED):
            wanted = self._picked(surface, element, choices, query)
        else:
            wanted = self._typed(element, choices)
        has = value_in(element, surface.entered)
        if wanted == has:
            return []
        is_ticked = isinstance(wanted, list) and element.type != "file_input"
        return _ticks(has, wanted) if is_ticked else [wanted]

    def put(self, surface: Surface, element: Element, value: Any) -> Json | None:
        """Let the field hold this; return what the app is told of it, if it is told at once."""
        with self.speaker.workspace.lock:
            entered = surface.entered.setdefault(element.block_id, {})
            entered[element.action_id] = as_state(element, value)
        return self.speaker.change(surface, element, value) if element.dispatches else None

    def offers(self, surface: Surface, element: Element, query: str) -> list[str]:
        """Return the options she sees, once she has typed `query` where that is wanted."""
        options = self._picker(surface).offers(element, query)
        return [plain(option["text"]) for option in options]

    def _picked(
        self, surface: Surface, element: Element, choices: tuple[Any, ...], query: str | None
    ) -> Any:
        picker = self._picker(surface)
        picked = [shown(picker.pick(element, choice, query)) for choice in choices]
        if holds_many(element):
            return picked
        if len(picked) > 1:
            said = f"{element.label!r} holds one choice, not {list(choices)}"
            raise CannotError(said)
        return picked[0]

    def _typed(self, element: Element, entered: tuple[Any, ...]) -> Any:
        if element.type == "file_input":
            return [self._attached(*file) for file in entered]
        try:
            (value,) = entered
            return typed(element, value)
        except (ValueError, TypeError) as error:
            said = f"{element.label!r} ({element.type}) takes no {entered}: {error}"
            raise CannotError(said) from error

    def _attached(self, name: str, content: bytes) -> Json:
        file = upload(self.speaker.workspace, self.speaker.user, name, content)
        return file_shape(self.speaker.site, file)

    def _picker(self, surface: Surface) -> Picker:
        def ask(element: Element, query: str) -> list[Json]:
            payload = self.speaker.suggestion(surface, element, query)
            return options_of(element, self.courier.ask(payload))

        return Picker(self.speaker.workspace, self.speaker.user, ask)


def _ticks(has: list[Any], wanted: list[Any]) -> list[list[Any]]:
    """Return what is ticked after each click that leads from one choice to the other."""
    steps = []
    for extra in (each for each in has if each not in wanted):
        has = [each for each in has if each != extra]
        steps.append(has)
    for lacking in (each for each in wanted if each not in has):
        has = [*has, lacking]
        steps.append(has)
    return steps
