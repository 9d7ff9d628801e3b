"""Forms as they come back: what stands in each field, by the field's name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from handlers.call import Payload
from models.errors import RefusedError
from views.ids import ActionId


def values_of(view: Payload) -> dict[str, Any]:
    """Return what stands in each field, by the id of its block; None where nothing does.

    A date comes as a day, a menu as the value of its option, one of many as a tuple of them; people
    and channels come as their ids in Slack. Words lose the spaces around them.
    """
    blocks = view["state"]["values"].items()
    return {block_id: _value(state) for block_id, fields in blocks for state in fields.values()}


def _value(state: Payload) -> Any:
    match state["type"]:
        case "plain_text_input" | "email_text_input" | "number_input" | "url_text_input":
            return (state.get("value") or "").strip() or None
        case "datepicker":
            day = state.get("selected_date")
            return date.fromisoformat(day) if day else None
        case "checkboxes" | "multi_static_select" | "multi_external_select":
            return tuple(option["value"] for option in state.get("selected_options") or ())
        case "multi_users_select":
            return tuple(state.get("selected_users") or ())
        case "users_select" | "channels_select" | "conversations_select":
            return state.get(f"selected_{state['type'].removesuffix('s_select')}")
        case _:
            option = state.get("selected_option")
            return option["value"] if option else None


@contextmanager
def at(field: str) -> Iterator[None]:
    """Say a refusal at the field that it comes from, where the operation knows another name."""
    try:
        yield
    except RefusedError as error:
        error.field = field
        raise


def any_of(action: ActionId) -> re.Pattern[str]:
    """Return what matches an action, and each of several buttons that do the same."""
    return re.compile(rf"^{re.escape(action)}(\..+)?$")
