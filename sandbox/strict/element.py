"""Every element that Slack knows: buttons, menus, pickers, inputs, images.

What slack_sdk's models check themselves is not repeated here: `sdk.py` asks them.
"""

from sandbox.strict.entry import (
    date,
    lengths_agree,
    number_fits,
    numeral,
    one_source,
    time,
)
from sandbox.strict.rich_text import rich_text
from sandbox.strict.rule import (
    Rule,
    Shape,
    address,
    anything,
    flag,
    kinds,
    many,
    one_of,
    whole,
    words,
)
from sandbox.strict.text import (
    CONFIRM,
    GROUP,
    OPTION,
    OPTION_OF_BOXES,
    OPTION_OF_OVERFLOW,
    STYLE,
    chosen_among_options,
    plain,
)

ID = {"type": anything, "action_id": words()}
LABEL = words(75)
IDS = many(words())
DISPATCH = Shape(
    {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), most=2)},
    ("trigger_actions_on",),
)
FILTER = Shape(
    {
        "include": many(one_of("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)
WORKFLOW = Shape(
    {
        "trigger": Shape(
            {
                "url": address(),
                "customizable_input_parameters": many(
                    Shape({"name": words(), "value": words()}, ("name", "value"))
                ),
            },
            ("url",),
        )
    },
    ("trigger",),
)
FEEDBACK = Shape(
    {"text": plain(), "value": words(), "accessibility_label": LABEL}, ("text", "value")
)
SLACK_FILE = Shape({"id": words(), "url": address()}, also=(one_source("id", "url"),))


def picked(*needs: str, also: tuple[Rule, ...] = (), **keys: Rule) -> Shape:
    """Take something to choose in: it may ask back, and may be where the cursor stands."""
    return Shape({**ID, "confirm": CONFIRM, "focus_on_load": flag, **keys}, needs, also)


def menu(*needs: str, also: tuple[Rule, ...] = (), **keys: Rule) -> Shape:
    """Take something to choose in that shows a word while it is empty."""
    return picked(*needs, also=also, placeholder=plain(), **keys)


def several(*needs: str, also: tuple[Rule, ...] = (), **keys: Rule) -> Shape:
    """Take a menu in which several may be chosen."""
    return menu(*needs, also=also, max_selected_items=whole(1), **keys)


def typed(*needs: str, also: tuple[Rule, ...] = (), **keys: Rule) -> Shape:
    """Take something to type in."""
    common: dict[str, Rule] = {
        "placeholder": plain(),
        "focus_on_load": flag,
        "dispatch_action_config": DISPATCH,
    }
    return Shape({**ID, **common, **keys}, needs, also)


LISTED: dict[str, Rule] = {
    "options": many(OPTION),
    "option_groups": many(GROUP),
}
BOXES = many(OPTION_OF_BOXES, most=10)
AMONG = (chosen_among_options,)

ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        {
            **ID,
            "text": plain(),
            "url": address(),
            "value": words(),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": words(),
            "agent_prompt": words(),
            "agent_prompt_display": words(),
            "visible_to_user_ids": IDS,
        },
        ("text",),
    ),
    "workflow_button": Shape(
        {
            **ID,
            "text": plain(75),
            "workflow": WORKFLOW,
            "style": STYLE,
            "accessibility_label": LABEL,
        },
        ("text", "workflow", "action_id"),
    ),
    "icon_button": Shape(
        {
            **ID,
            "icon": one_of("trash"),
            "text": plain(75),
            "value": words(2000),
            "confirm": CONFIRM,
            "accessibility_label": LABEL,
            "visible_to_user_ids": IDS,
        },
        ("icon", "text"),
    ),
    "feedback_buttons": Shape(
        {**ID, "positive_button": FEEDBACK, "negative_button": FEEDBACK},
        ("positive_button", "negative_button"),
    ),
    "overflow": Shape(
        {**ID, "options": many(OPTION_OF_OVERFLOW), "confirm": CONFIRM}, ("options",)
    ),
    "image": Shape(
        {
            "type": anything,
            "image_url": address(3000, schemes=("http://", "https://")),
            "alt_text": words(2000),
            "slack_file": SLACK_FILE,
        },
        ("alt_text",),
        (one_source("image_url", "slack_file"),),
    ),
    "checkboxes": picked("options", also=AMONG, options=BOXES, initial_options=BOXES),
    "radio_buttons": picked("options", also=AMONG, options=BOXES, initial_option=OPTION_OF_BOXES),
    "static_select": menu(also=AMONG, initial_option=OPTION, **LISTED),
    "multi_static_select": several(also=AMONG, initial_options=many(OPTION), **LISTED),
    "external_select": menu(initial_option=OPTION, min_query_length=whole()),
    "multi_external_select": several(initial_options=many(OPTION), min_query_length=whole()),
    "users_select": menu(initial_user=words()),
    "multi_users_select": several(initial_users=IDS),
    "conversations_select": menu(
        initial_conversation=words(),
        default_to_current_conversation=flag,
        response_url_enabled=flag,
        filter=FILTER,
    ),
    "multi_conversations_select": several(
        initial_conversations=IDS, default_to_current_conversation=flag, filter=FILTER
    ),
    "channels_select": menu(initial_channel=words(), response_url_enabled=flag),
    "multi_channels_select": several(initial_channels=IDS),
    "datepicker": menu(initial_date=date),
    "timepicker": menu(initial_time=time, timezone=words()),
    "datetimepicker": picked(initial_date_time=whole()),
    "plain_text_input": typed(
        also=(lengths_agree,),
        initial_value=words(),
        multiline=flag,
        min_length=whole(),
        max_length=whole(1, 3000),
    ),
    "email_text_input": typed(initial_value=words()),
    "url_text_input": typed(initial_value=words()),
    "number_input": typed(
        "is_decimal_allowed",
        also=(number_fits,),
        is_decimal_allowed=flag,
        initial_value=numeral,
        min_value=numeral,
        max_value=numeral,
    ),
    "rich_text_input": typed(
        "action_id", initial_value=rich_text, min_lines=whole(1), max_lines=whole(1)
    ),
    "file_input": Shape({**ID, "filetypes": many(words()), "max_files": whole(1, 10)}),
    "url": Shape({"type": anything, "url": address(), "text": words()}, ("url", "text")),
}

MENUS = tuple(name for name in ELEMENTS if name.endswith("_select"))
CHOSEN = (*MENUS, "checkboxes", "radio_buttons", "datepicker", "timepicker")
TYPED = tuple(name for name in ELEMENTS if name.endswith("_input"))
IN_ACTIONS = (*CHOSEN, "button", "workflow_button", "overflow", "datetimepicker")
BESIDE_A_SECTION = (*CHOSEN, "button", "workflow_button", "overflow", "image")
IN_AN_INPUT = (*CHOSEN, *TYPED, "datetimepicker")

button = kinds(ELEMENTS, "button")
image = kinds(ELEMENTS, "image")
