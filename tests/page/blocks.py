"""Blocks for the tests of the page: a table, charts, and every field there is."""

from typing import Any

Json = dict[str, Any]
MONTHS = ["Jan", "Feb", "Mar"]


def words(text):
    return {"type": "plain_text", "text": text}


def section(text, **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def choice(text):
    return {"text": words(text), "value": text.casefold()}


def cell(value):
    if isinstance(value, str):
        return {"type": "raw_text", "text": value}
    return {"type": "raw_number", "value": value}


def budgets():
    """Return a table of seven projects, four of them at a time."""
    rows = [
        ("Project", "Budget"),
        ("Apollo", 90000),
        ("Borealis", 4800),
        ("Corvus", 112500),
        ("Delta", 7000),
        ("Echo", 9000),
        ("Fornax", 65000),
        ("Gemini", 120),
    ]
    cells = [[cell(value) for value in row] for row in rows]
    return {"type": "data_table", "caption": "Budgets", "rows": cells, "page_size": 4}


def series(name, *values):
    points = [{"label": m, "value": v} for m, v in zip(MONTHS, values, strict=True)]
    return {"name": name, "data": points}


def chart(kind: str) -> Json:
    """Return a chart of this kind, of plan and actual."""
    both = [series("Plan", 10, 22, 31), series("Actual", 9, 18, -4)]
    drawn: Json = {"series": both, "axis_config": {"categories": MONTHS}}
    if kind == "pie":
        parts = [{"label": "On track", "value": 31}, {"label": "At risk", "value": 9}]
        drawn = {"segments": parts}
    return {"type": "data_visualization", "title": f"A {kind}", "chart": {"type": kind, **drawn}}


def entry(label, kind, **more):
    element = {"type": kind, "action_id": label, **more}
    return {"type": "input", "block_id": label, "label": words(label), "element": element}


def every_field():
    """Return a form that has them all."""
    options = [choice("Data"), choice("Coaching")]
    return {
        "type": "modal",
        "callback_id": "lend",
        "title": words("Every field"),
        "submit": words("Save"),
        "blocks": [
            entry("Title", "plain_text_input"),
            entry("Story", "plain_text_input", multiline=True),
            entry("Count", "number_input", is_decimal_allowed=False),
            entry("Mail", "email_text_input"),
            entry("Day", "datepicker"),
            entry("Hour", "timepicker"),
            entry("Colour", "radio_buttons", options=[choice("🟢 On track"), choice("🔴 Off")]),
            entry("Ticks", "checkboxes", options=options),
            entry("Kind", "static_select", options=options),
            entry("Offerings", "multi_static_select", options=options),
            entry("Book", "external_select", min_query_length=1, action_id="book"),
            entry("Helper", "users_select"),
            entry("Team", "multi_users_select"),
            entry("Where", "conversations_select"),
            entry("Sheet", "file_input"),
        ],
    }
