"""What slack_sdk's own models refuse, told with the place where it stands.

`to_dict()` of a model says what is wrong but not where, and looks for its rules anew on each call.
So the same rules are called here on the way down, with the pointer in hand.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject

from sandbox.strict.fault import Fault
from sandbox.strict.rule import Json

NAMED = re.compile(r"(\w+)(?: attribute)? (?:cannot|must)\b")
TOO_LONG = re.compile(r"(?:cannot exceed|must be between 1 and) (\d+) characters$")
TOO_MANY = re.compile(r"cannot exceed (\d+) \w+$")


def refused_by(model: JsonObject, sent: Json, at: str) -> Iterator[Fault]:
    """Return what the model refuses of what was sent, itself and in all that it holds."""
    for name in _rules(type(model)):
        try:
            getattr(model, name)()
        except SlackObjectFormationError as error:
            yield _fault(str(error), sent, at)
    known = model.attributes
    for key in sent:
        if key in known:
            yield from _within(getattr(model, key, None), sent[key], f"{at}/{key}")


@cache
def _rules(kind: type[JsonObject]) -> tuple[str, ...]:
    return tuple(name for name in dir(kind) if hasattr(getattr(kind, name), "validator"))


def _within(held: Any, sent: Any, at: str) -> Iterator[Fault]:
    if isinstance(held, JsonObject):
        yield from refused_by(held, sent, at)
    elif isinstance(held, list):
        for index, (item, part) in enumerate(zip(held, sent, strict=True)):
            yield from _within(item, part, f"{at}/{index}")


def _fault(said: str, sent: Json, at: str) -> Fault:
    """Return the words of slack_sdk as Slack would say them, at the field that they name."""
    named = NAMED.match(said)
    place = f"{at}/{named[1]}" if named and named[1] in sent else at
    if too_long := TOO_LONG.search(said):
        deeper = "/text" if named and isinstance(sent.get(named[1]), dict) else ""
        return Fault(f"{place}{deeper}", f"must be less than {int(too_long[1]) + 1} characters")
    if too_many := TOO_MANY.search(said):
        return Fault(place, f"no more than {too_many[1]} items allowed")
    return Fault(place, said)
