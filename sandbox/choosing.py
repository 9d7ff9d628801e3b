"""Turning what a person enters or picks into what an input holds, or saying why she cannot."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sandbox.cannot import NotThereError
from sandbox.elements import Element
from sandbox.reading import plain
from sandbox.state import Channel, Json, Kind, User, Workspace

Ask = Callable[[Element, str], list[Json]]
"""Asks the app for the options that fit what was typed."""
QUERY = 3
"""How many characters an external select wants before it asks, unless it says otherwise."""
KINDS = {Kind.PUBLIC: "public", Kind.PRIVATE: "private", Kind.DIRECT: "im"}


def typed(element: Element, value: Any) -> Any:
    """Return what a field holds once this was typed into it; ValueError where it takes no such."""
    if value is None or value == "" or isinstance(value, dict):
        return value or None
    return TYPED.get(element.type, str)(value)


def _date(value: Any) -> str:
    said = value.isoformat()[:10] if isinstance(value, date) else str(value)
    return date.fromisoformat(said).isoformat()


def _time(value: Any) -> str:
    said = value if isinstance(value, time) else time.fromisoformat(value)
    return said.isoformat()[:5]


def _moment(value: Any) -> int:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(value)
    return int(value.timestamp() if isinstance(value, datetime) else value)


def _rich(value: Any) -> Json:
    leaf = {"type": "text", "text": str(value)}
    section = {"type": "rich_text_section", "elements": [leaf]}
    return {"type": "rich_text", "elements": [section]}


def _numeral(value: Any) -> str:
    return value if isinstance(value, str) else format(Decimal(str(value)), "f")


TYPED: dict[str, Callable[[Any], Any]] = {
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _moment,
    "rich_text_input": _rich,
    "number_input": _numeral,
}


class Picker:
    """Finds what a person picks by the words she sees."""

    def __init__(self, workspace: Workspace, user: User, ask: Ask) -> None:
        self.workspace = workspace
        self.user = user
        self.ask = ask

    def pick(self, element: Element, choice: Any, query: str | None = None) -> Any:
        """Return the one thing that is meant: an option, or the id of a person or channel."""
        kind = element.type.removeprefix("multi_")
        match kind:
            case "users_select":
                return self._person(str(choice)).id
            case "channels_select" | "conversations_select":
                return self._channel(element, str(choice)).id
            case _:
                return self._option(element, str(choice), query)

    def offers(self, element: Element, query: str = "") -> list[Json]:
        """Return the options she can see: the fixed ones, or those that the app gives."""
        if "external_select" not in element.type:
            groups = element.json.get("option_groups")
            lists = [g["options"] for g in groups] if groups else [element.json.get("options", [])]
            return [option for options in lists for option in options]
        if len(query) < element.json.get("min_query_length", QUERY):
            return []
        return self.ask(element, query)

    def _option(self, element: Element, choice: str, query: str | None) -> Json:
        options = self.offers(element, choice if query is None else query)
        for option in options:
            if plain(option["text"]) == choice:
                return option
        shown = [plain(option["text"]) for option in options]
        raise NotThereError(choice, f"option of {element.label!r}", shown)

    def _person(self, name: str) -> User:
        return person(self.workspace, name)

    def _channel(self, element: Element, name: str) -> Channel:
        found = channel(self.workspace, name)
        offered = [c for c in self.workspace.channels.values() if self._is_offered(element, c)]
        if found not in offered:
            raise NotThereError(name, f"channel in {element.label!r}", [c.name for c in offered])
        return found

    def _is_offered(self, element: Element, found: Channel) -> bool:
        allowed = element.json.get("filter", {})
        if KINDS[found.kind] not in allowed.get("include", KINDS.values()):
            return False
        if allowed.get("exclude_external_shared_channels") and found.is_shared:
            return False
        return found.kind is Kind.PUBLIC or self.user.id in found.members


def person(workspace: Workspace, name: str) -> User:
    """Return who is called so: by id, handle (with or without @) or real name."""
    wanted = name.removeprefix("@").casefold()
    for user in workspace.users.values():
        if wanted in {user.id.casefold(), user.name.casefold(), user.real_name.casefold()}:
            return user
    known = sorted(user.name for user in workspace.users.values())
    raise NotThereError(name, "person", known)


def channel(workspace: Workspace, name: str) -> Channel:
    """Return the channel of this name (with or without #) or id."""
    wanted = name.removeprefix("#")
    for found in workspace.channels.values():
        if wanted in {found.id, found.name}:
            return found
    known = sorted(f"#{c.name}" for c in workspace.channels.values() if c.name)
    raise NotThereError(name, "channel", known)


def complaint(element: Element, value: Any) -> str | None:
    """Return what Slack's client says beside a field before it sends a form, if anything."""
    if value in (None, [], ""):
        is_optional = element.block.get("optional", False) or not element.is_input
        return None if is_optional else "Please complete this required field."
    check = CHECKS.get(element.type.removeprefix("multi_"))
    return check(element.json, value) if check else None


def _text(field: Json, value: str) -> str | None:
    most, least = field.get("max_length", 3000), field.get("min_length", 0)
    if len(value) > most:
        return f"Must be less than {most + 1} characters."
    return f"Must be at least {least} characters." if len(value) < least else None


def _number(field: Json, value: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if field.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    if "min_value" in field and float(value) < float(field["min_value"]):
        return f"Must be {field['min_value']} or more."
    if "max_value" in field and float(value) > float(field["max_value"]):
        return f"Must be {field['max_value']} or less."
    return None


def _email(_field: Json, value: str) -> str | None:
    return None if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Enter a valid email."


def _url(_field: Json, value: str) -> str | None:
    return None if re.fullmatch(r"https?://\S+", value) else "Enter a valid URL."


def _many(field: Json, value: Any) -> str | None:
    most = field.get("max_selected_items") or field.get("max_files")
    is_over = isinstance(value, list) and most is not None and len(value) > most
    return f"Select {most} at most." if is_over else None


CHECKS: dict[str, Callable[[Json, Any], str | None]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
    "static_select": _many,
    "external_select": _many,
    "users_select": _many,
    "conversations_select": _many,
    "channels_select": _many,
    "file_input": _many,
}
