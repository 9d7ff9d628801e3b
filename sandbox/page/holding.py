"""What a field holds once the page has said what was entered: checked against what is offered."""

from base64 import b64decode
from typing import Any

from sandbox.answers import options_of
from sandbox.cannot import CannotError
from sandbox.choosing import Picker, typed
from sandbox.elements import Element
from sandbox.page.desk import GONE, Desk
from sandbox.shapes import file_shape
from sandbox.sight import Sight
from sandbox.state import Json
from sandbox.values import empty, holds_many, shown
from sandbox.writing import upload

IDS = ("users_select", "conversations_select", "channels_select")
OPTIONS = ("static_select", "external_select", "radio_buttons", "checkboxes")


def held(desk: Desk, sight: Sight, element: Element, value: Any) -> Any:
    """Return what the field holds then, in Slack's form; CannotError where it takes no such."""
    if value in (None, "", []):
        return empty(element)
    if element.type == "file_input":
        return [_file(desk, each) for each in value]
    kind = element.type.removeprefix("multi_")
    if kind not in (*IDS, *OPTIONS):
        return _typed(element, value)
    picked = [_picked(desk, sight, element, each) for each in _listed(value)]
    return picked if holds_many(element) else picked[0]


def offers(desk: Desk, sight: Sight, element: Element, query: str) -> list[Json]:
    """Return the options for what was typed, and keep in mind that she was offered them."""
    found = _picker(desk, sight).offers(element, query)
    known = desk.offered.setdefault(_key(sight, element), [])
    known += [option for option in found if option not in known]
    return found


def _typed(element: Element, value: Any) -> Any:
    try:
        return typed(element, value)
    except (ValueError, TypeError) as error:
        said = f"{element.label} does not take {value!r}."
        raise CannotError(said) from error


def _picked(desk: Desk, sight: Sight, element: Element, choice: Any) -> Any:
    """Return an id for people and channels, else the option with this value."""
    picker = _picker(desk, sight)
    if element.type.endswith(IDS):
        return picker.pick(element, choice)
    for option in _known(desk, sight, element, picker):
        if option.get("value") == choice:
            return shown(option)
    raise CannotError(GONE)


def _known(desk: Desk, sight: Sight, element: Element, picker: Picker) -> list[Json]:
    """Return the options that stand in the element, were offered, or are chosen there already."""
    if "external_select" not in element.type:
        return picker.offers(element)
    first = _listed(element.json.get("initial_option") or element.json.get("initial_options", []))
    entered = sight.surface.entered.get(element.block_id, {}).get(element.action_id, {})
    chosen = _listed(entered.get("selected_option") or entered.get("selected_options") or [])
    return [*desk.offered.get(_key(sight, element), []), *first, *chosen]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _key(sight: Sight, element: Element) -> tuple[str, str, str]:
    view, message = sight.surface.view, sight.surface.message
    surface = view.id if view is not None else getattr(message, "ts", "")
    return (surface, element.block_id, element.action_id)


def _file(desk: Desk, sent: Json) -> Json:
    """Keep a file that was attached; one that was attached before is named by its id."""
    workspace = desk.workspace
    if "id" in sent:
        file = workspace.files.get(sent["id"])
        if file is None or file.user_id != desk.user.id:
            raise CannotError(GONE)
    else:
        file = upload(workspace, desk.user, str(sent["name"]), b64decode(sent["content"]))
    return file_shape(desk.sandbox.site, file)


def _picker(desk: Desk, sight: Sight) -> Picker:
    person = desk.person

    def ask(element: Element, query: str) -> list[Json]:
        payload = person.speaker.suggestion(sight.surface, element, query)
        return options_of(element, person.courier.ask(payload))

    return Picker(desk.workspace, desk.user, ask)
