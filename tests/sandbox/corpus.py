"""Every block and element in full: each key that Slack knows, with an ordinary value."""

from typing import Any

import pytest

Json = dict[str, Any]
PLAIN: Json = {"type": "plain_text", "text": "Apollo", "emoji": True}
MARKED: Json = {"type": "mrkdwn", "text": "*Apollo*", "verbatim": True}
CONFIRM: Json = {"title": PLAIN, "text": MARKED, "confirm": PLAIN, "deny": PLAIN, "style": "danger"}
OPTION: Json = {"text": PLAIN, "value": "1", "description": PLAIN}
OTHER: Json = {"text": PLAIN, "value": "2"}
PICKED: Json = {"action_id": "pick", "confirm": CONFIRM, "focus_on_load": True}
MENU: Json = {**PICKED, "placeholder": PLAIN}
SEVERAL: Json = {**MENU, "max_selected_items": 2}
FILTER: Json = {
    "include": ["public"],
    "exclude_bot_users": True,
    "exclude_external_shared_channels": True,
}
TYPED: Json = {
    "action_id": "type",
    "placeholder": PLAIN,
    "focus_on_load": True,
    "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
}
BUTTON: Json = {"type": "button", "action_id": "press", "text": PLAIN}
URL = "https://example.com/a.png"
IMAGE: Json = {"type": "image", "image_url": URL, "alt_text": "A chart"}
STYLE: Json = {"bold": True, "italic": True, "strike": True, "code": True, "underline": True}
RUNS: list[Json] = [
    {"type": "text", "text": "Apollo", "style": STYLE},
    {"type": "link", "url": URL, "text": "here"},
    {"type": "emoji", "name": "tada", "skin_tone": 2, "unicode": "1f389"},
    {"type": "user", "user_id": "U1"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "team", "team_id": "T1"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#aabbcc"},
    {"type": "date", "timestamp": 1, "format": "{date}", "url": URL, "fallback": "1970"},
]
SECTION_OF_RUNS: Json = {"type": "rich_text_section", "elements": RUNS}
RICH: Json = {"type": "rich_text", "block_id": "rich", "elements": [SECTION_OF_RUNS]}
CELL: Json = {"type": "raw_text", "text": "Apollo"}
NUMBER_CELL: Json = {"type": "raw_number", "value": 3.5, "text": "3.5"}
TASK: Json = {
    "task_id": "t1",
    "title": "Apollo",
    "status": "complete",
    "details": RICH,
    "output": RICH,
    "sources": [{"type": "url", "url": URL, "text": "Apollo"}],
}
POINTS: list[Json] = [{"label": "Q1", "value": 1}, {"label": "Q2", "value": -2.5}]
AXED: Json = {
    "series": [{"name": "Plan", "data": POINTS}, {"name": "Actual", "data": POINTS}],
    "axis_config": {"categories": ["Q1", "Q2"], "x_label": "Quarter", "y_label": "Value"},
}

ELEMENTS: Json = {
    "button": {
        **BUTTON,
        "url": URL,
        "value": "1",
        "style": "primary",
        "confirm": CONFIRM,
        "accessibility_label": "Open Apollo",
        "agent_prompt": "Open it",
        "agent_prompt_display": "Open",
        "visible_to_user_ids": ["U1"],
    },
    "workflow_button": {
        "action_id": "run",
        "text": PLAIN,
        "workflow": {
            "trigger": {
                "url": URL,
                "customizable_input_parameters": [{"name": "project", "value": "Apollo"}],
            }
        },
        "style": "primary",
        "accessibility_label": "Run Apollo",
    },
    "icon_button": {
        "action_id": "bin",
        "icon": "trash",
        "text": PLAIN,
        "value": "1",
        "confirm": CONFIRM,
        "accessibility_label": "Throw away",
        "visible_to_user_ids": ["U1"],
    },
    "feedback_buttons": {
        "action_id": "rate",
        "positive_button": {"text": PLAIN, "value": "1", "accessibility_label": "Useful"},
        "negative_button": {"text": PLAIN, "value": "0", "accessibility_label": "Useless"},
    },
    "overflow": {
        "action_id": "more",
        "options": [{**OPTION, "url": URL}],
        "confirm": CONFIRM,
    },
    "image": IMAGE,
    "checkboxes": {**PICKED, "options": [OPTION, OTHER], "initial_options": [OTHER]},
    "radio_buttons": {**PICKED, "options": [OPTION, OTHER], "initial_option": OTHER},
    "static_select": {**MENU, "options": [OPTION, OTHER], "initial_option": OTHER},
    "multi_static_select": {
        **SEVERAL,
        "option_groups": [{"label": PLAIN, "options": [OPTION, OTHER]}],
        "initial_options": [OTHER],
    },
    "external_select": {**MENU, "initial_option": OPTION, "min_query_length": 0},
    "multi_external_select": {**SEVERAL, "initial_options": [OPTION], "min_query_length": 1},
    "users_select": {**MENU, "initial_user": "U1"},
    "multi_users_select": {**SEVERAL, "initial_users": ["U1"]},
    "conversations_select": {
        **MENU,
        "initial_conversation": "C1",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "filter": FILTER,
    },
    "multi_conversations_select": {
        **SEVERAL,
        "initial_conversations": ["C1"],
        "default_to_current_conversation": True,
        "filter": FILTER,
    },
    "channels_select": {**MENU, "initial_channel": "C1", "response_url_enabled": True},
    "multi_channels_select": {**SEVERAL, "initial_channels": ["C1"]},
    "datepicker": {**MENU, "initial_date": "2028-02-29"},
    "timepicker": {**MENU, "initial_time": "23:59", "timezone": "Europe/Berlin"},
    "datetimepicker": {**PICKED, "initial_date_time": 1_900_000_000},
    "plain_text_input": {
        **TYPED,
        "initial_value": "Apollo",
        "multiline": True,
        "min_length": 1,
        "max_length": 10,
    },
    "email_text_input": {**TYPED, "initial_value": "ana@example.com"},
    "url_text_input": {**TYPED, "initial_value": URL},
    "number_input": {
        **TYPED,
        "is_decimal_allowed": True,
        "initial_value": "1.5",
        "min_value": "-1",
        "max_value": "2",
    },
    "rich_text_input": {**TYPED, "initial_value": RICH, "min_lines": 1, "max_lines": 3},
    "file_input": {"action_id": "files", "filetypes": ["csv"], "max_files": 2},
    "url": {"url": URL, "text": "Apollo"},
}
ELEMENTS = {name: {"type": name, **element} for name, element in ELEMENTS.items()}

BLOCKS: Json = {
    "section": {"text": MARKED, "fields": [MARKED, PLAIN], "accessory": BUTTON, "expand": True},
    "header": {"text": PLAIN},
    "divider": {},
    "image": {"image_url": URL, "alt_text": "A chart", "title": PLAIN},
    "actions": {"elements": [BUTTON, ELEMENTS["overflow"]]},
    "context": {"elements": [IMAGE, PLAIN, MARKED]},
    "context_actions": {"elements": [ELEMENTS["feedback_buttons"], ELEMENTS["icon_button"]]},
    "input": {
        "label": PLAIN,
        "hint": PLAIN,
        "element": ELEMENTS["plain_text_input"],
        "optional": True,
        "dispatch_action": True,
    },
    "file": {"external_id": "f1", "source": "remote"},
    "call": {"call_id": "R1"},
    "rich_text": {
        "elements": [
            SECTION_OF_RUNS,
            {"type": "rich_text_quote", "elements": RUNS[:1]},
            {"type": "rich_text_preformatted", "elements": RUNS[:1], "border": 1},
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [SECTION_OF_RUNS],
                "indent": 1,
                "offset": 1,
                "border": 0,
            },
        ]
    },
    "markdown": {"text": "**Apollo**"},
    "video": {
        "alt_text": "A film",
        "title": PLAIN,
        "title_url": URL,
        "description": PLAIN,
        "thumbnail_url": URL,
        "video_url": URL,
        "author_name": "Ana",
        "provider_name": "Films",
        "provider_icon_url": URL,
    },
    "table": {
        "rows": [[CELL, NUMBER_CELL], [CELL, RICH]],
        "column_settings": [{"align": "right", "is_wrapped": True}, None],
    },
    "data_table": {
        "caption": "Projects",
        "rows": [[CELL, CELL], [NUMBER_CELL, RICH]],
        "page_size": 10,
        "row_header_column_index": 1,
    },
    "data_visualization": {"title": "Value", "chart": {"type": "bar", **AXED}},
    "task_card": TASK,
    "plan": {"title": "Apollo", "tasks": [{"type": "task_card", **TASK}]},
    "alert": {"text": MARKED, "level": "warning"},
    "card": {
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": MARKED,
        "subtitle": MARKED,
        "body": MARKED,
        "actions": [BUTTON],
    },
    "carousel": {"elements": [{"type": "card", "block_id": "first", "title": MARKED}]},
    "container": {
        "title": PLAIN,
        "rich_text_title": RICH,
        "subtitle": MARKED,
        "icon": IMAGE,
        "width": "wide",
        "is_collapsible": True,
        "default_collapsed": True,
        "has_header_divider": False,
        "child_blocks": [{"type": "divider", "block_id": "line"}],
    },
    "auth_provider": {
        "value": "crm",
        "name": PLAIN,
        "is_connected": True,
        "description": PLAIN,
        "icon_url": URL,
        "auth_url": URL,
        "disconnect_url": URL,
        "connected_identity": PLAIN,
        "connected_context": PLAIN,
        "accessory": ELEMENTS["overflow"],
        "fallback": [{"type": "divider", "block_id": "instead"}],
    },
}
BLOCKS = {name: {"type": name, "block_id": "b1", **block} for name, block in BLOCKS.items()}

IN_MODALS_ONLY = ("alert",)
NOT_IN_MODALS = (
    "call",
    "card",
    "carousel",
    "container",
    "context_actions",
    "data_table",
    "data_visualization",
    "file",
    "markdown",
    "plan",
    "table",
    "task_card",
)


def section(text="Apollo", **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def field(element, **more):
    return {"type": "input", "label": PLAIN, "element": element, **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": PLAIN, "submit": PLAIN, "blocks": list(blocks), **more}


def home(*blocks, **more):
    return {"type": "home", "blocks": list(blocks), **more}


def option(number, text="Apollo"):
    return {"text": {"type": "plain_text", "text": text}, "value": str(number)}


def at(faults):
    """Return where the faults stand."""
    return [fault.pointer for fault in faults]


def block(kind, **keys):
    return {"type": kind, **keys}


def plain(length):
    return {"type": "plain_text", "text": "x" * length}


def url(length):
    return "https://x/".ljust(length, "x")


def feedback(length=1, words=1, label=1):
    button = {
        "text": plain(words),
        "value": "x" * length,
        "accessibility_label": "x" * label,
    }
    held = {"type": "feedback_buttons", "positive_button": button, "negative_button": button}
    return block("context_actions", elements=[held])


def each(limits):
    """Hand each limit to a test: what makes a payload of so many, how many, and the place."""
    return pytest.mark.parametrize(("make", "limit", "place"), limits.values(), ids=limits)
