"""What stands in an input: Slack's exact shape of `state.values` for every kind of element."""

from typing import Any

from sandbox.elements import Element, interactive
from sandbox.state import Json

OPTIONS = "selected_options"
SHAPES: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": (OPTIONS, "initial_options"),
    "multi_static_select": (OPTIONS, "initial_options"),
    "multi_external_select": (OPTIONS, "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", ""),
}
"""By the element's type: the key of its value, and the key of what the app put there first."""

Values = dict[str, dict[str, Json]]


def holds_many(element: Element) -> bool:
    return element.type.startswith(("multi_", "checkboxes", "file_input"))


def empty(element: Element) -> Any:
    """Return what stands where nothing was entered: null, or an empty list."""
    return [] if holds_many(element) else None


def as_state(element: Element, value: Any) -> Json:
    """Return a value as `state.values` carries it."""
    state = {"type": element.type, SHAPES[element.type][0]: value}
    if element.type == "timepicker" and "timezone" in element.json:
        state["timezone"] = element.json["timezone"]
    return state


def value_in(element: Element, values: Values) -> Any:
    """Return what stands in the element: what was entered, else what the app put there first."""
    key, first = SHAPES[element.type]
    entered = values.get(element.block_id, {}).get(element.action_id)
    if entered is not None and entered["type"] == element.type:
        return entered[key]
    initial = element.json.get(first, empty(element))
    if element.type == "number_input" and initial is not None:
        return str(initial)
    return shown(initial)


def shown(value: Any) -> Any:
    """Return an option, or several, as Slack hands them back: with what it fills in itself."""
    if isinstance(value, list):
        return [shown(each) for each in value]
    if not isinstance(value, dict) or "text" not in value:
        return value
    text = value["text"]
    filled = {"emoji": True, **text} if text["type"] == "plain_text" else dict(text)
    return {**value, "text": filled}


def state_of(blocks: list[Json], values: Values) -> Values:
    """Return `state.values` of a surface: every element that holds something, also if empty."""
    state: Values = {}
    for element in interactive(blocks):
        if element.type in SHAPES:
            entry = as_state(element, value_in(element, values))
            state.setdefault(element.block_id, {})[element.action_id] = entry
    return state
