"""The fields of forms: each is called by its block's id, and so is what was typed in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from slack_sdk.models import blocks as kit

from views.ids import ActionId
from views.message import plain

Options = Sequence[kit.Option]


def field(
    id_: str,
    label: str,
    element: kit.InputInteractiveElement,
    *,
    optional: bool = True,
    **more: Any,
) -> kit.InputBlock:
    """Return a field; `hint` stands below it, `dispatch_action` tells of each change at once."""
    hint = more.pop("hint", None)
    return kit.InputBlock(
        block_id=id_,
        label=kit.PlainTextObject(text=plain(label, 120)),
        element=element,
        optional=optional,
        hint=kit.PlainTextObject(text=plain(hint, 300)) if hint else None,
        **more,
    )


def line_of(id_: str, **more: Any) -> kit.PlainTextInputElement:
    """Return a line to type in, or with `multiline` several."""
    return kit.PlainTextInputElement(action_id=id_, **more)


def day_of(id_: str, day: date | None = None) -> kit.DatePickerElement:
    return kit.DatePickerElement(action_id=id_, initial_date=day.isoformat() if day else None)


def person_of(id_: str, user: str | None = None) -> kit.UserSelectElement:
    return kit.UserSelectElement(
        action_id=id_, initial_user=user, placeholder=kit.PlainTextObject(text="Choose a colleague")
    )


def people_of(id_: str, users: Sequence[str] = ()) -> kit.UserMultiSelectElement:
    return kit.UserMultiSelectElement(
        action_id=id_,
        initial_users=list(users) or None,
        placeholder=kit.PlainTextObject(text="Choose colleagues"),
    )


def menu_of(id_: str, options: Options, chosen: object = None) -> kit.StaticSelectElement:
    """Return a menu of up to a hundred options; what was chosen is told by its value."""
    initial = [one for one in options if one.value == str(chosen)]
    return kit.StaticSelectElement(
        action_id=id_,
        options=list(options),
        initial_option=initial[0] if initial else None,
        placeholder=kit.PlainTextObject(text="Choose"),
    )


def search_of(
    action: ActionId, placeholder: str, chosen: kit.Option | None = None
) -> kit.ExternalDataSelectElement:
    """Return a menu that is asked for its options as somebody types."""
    return kit.ExternalDataSelectElement(
        action_id=action,
        placeholder=kit.PlainTextObject(text=placeholder),
        initial_option=chosen,
        min_query_length=0,
    )


def searches_of(
    action: ActionId, placeholder: str, chosen: Options = ()
) -> kit.ExternalDataMultiSelectElement:
    """Return the same for several."""
    return kit.ExternalDataMultiSelectElement(
        action_id=action,
        placeholder=kit.PlainTextObject(text=placeholder),
        initial_options=list(chosen) or None,
        min_query_length=0,
    )


def ticks_of(id_: str, options: Options, chosen: Sequence[object] = ()) -> kit.CheckboxesElement:
    values = {str(value) for value in chosen}
    initial = [one for one in options if one.value in values]
    return kit.CheckboxesElement(
        action_id=id_, options=list(options), initial_options=initial or None
    )
