"""Texts, and the small objects that are made of them: confirmations and options."""

from collections.abc import Iterator
from functools import cache

from sandbox.strict.fault import Fault
from sandbox.strict.rule import (
    Json,
    Rule,
    Shape,
    address,
    anything,
    flag,
    kinds,
    many,
    one_of,
    words,
)

LONGEST = 3000
STYLE = one_of("primary", "danger")


@cache
def text(most: int = LONGEST) -> Rule:
    """Take a text object of either type."""
    return kinds({"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)}, "plain_text", "mrkdwn")


@cache
def plain(most: int = LONGEST) -> Rule:
    """Take a text object that knows no marks: titles, labels, buttons."""
    return kinds({"plain_text": _plain(most)}, "plain_text")


def _plain(most: int) -> Shape:
    return Shape({"type": anything, "text": words(most), "emoji": flag}, ("text",))


def _mrkdwn(most: int) -> Shape:
    return Shape({"type": anything, "text": words(most), "verbatim": flag}, ("text",))


CONFIRM = Shape(
    {"title": plain(), "text": text(), "confirm": plain(), "deny": plain(), "style": STYLE},
    ("title", "text", "confirm", "deny"),
)
"""Its lengths are slack_sdk's."""


def option(kind: Rule, **more: Rule) -> Shape:
    """Take an option; its raw form passes slack_sdk unread, so its lengths stand here."""
    keys = {"text": kind, "value": words(150), "description": kind, **more}
    return Shape(keys, ("text", "value"))


OPTION = option(plain(75))
OPTION_OF_BOXES = option(text(75))
OPTION_OF_OVERFLOW = option(plain(75), url=address(3000))
GROUP = Shape(
    {"label": plain(75), "options": many(OPTION, most=100)},
    ("label", "options"),
)


def chosen_among_options(element: Json, at: str) -> Iterator[Fault]:
    """Refuse an initial choice that is not, to the letter, one of the options."""
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(o for group in groups for o in group["options"])]
    if "initial_option" in element and element["initial_option"] not in offered:
        yield Fault(f"{at}/initial_option", "must be one of the options")
    for index, chosen in enumerate(element.get("initial_options", [])):
        if chosen not in offered:
            yield Fault(f"{at}/initial_options/{index}", "must be one of the options")
