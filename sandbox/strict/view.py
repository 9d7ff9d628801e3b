"""Whether Slack would take a view: a modal or a Home."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import DividerBlock
from slack_sdk.models.views import View

from sandbox.strict.fault import Fault
from sandbox.strict.ids import second_focus
from sandbox.strict.payload import malformed, refused
from sandbox.strict.rule import Json, Rule, Shape, anything, flag, kinds, words
from sandbox.strict.sdk import refused_by
from sandbox.strict.surface import Surface
from sandbox.strict.text import plain

AT = "/view"
MOST_BYTES = 250_000
COMMON: dict[str, Rule] = {
    "type": anything,
    "title": plain(),
    "blocks": anything,
    "private_metadata": words(least=0),
    "callback_id": words(least=0),
    "external_id": words(255, least=0),
}
MODAL = Shape(
    {
        **COMMON,
        "submit": plain(),
        "close": plain(),
        "clear_on_close": flag,
        "notify_on_close": flag,
    },
    ("title", "blocks"),
)
view = kinds({"modal": MODAL, "home": Shape(COMMON, ("blocks",))}, "modal", "home")


def check_view(payload: Any) -> list[Fault]:
    """Return why Slack would refuse this view; nothing where it would not."""
    faults = list(view(payload, AT)) or _malformed(payload) or list(_refused(payload))
    return [replace(fault, code="invalid_arguments") for fault in faults] or _too_large(payload)


def _malformed(payload: Json) -> list[Fault]:
    return malformed(payload["blocks"], f"{AT}/blocks", Surface(payload["type"]))


def _refused(payload: Json) -> Iterator[Fault]:
    blocks, at = payload["blocks"], f"{AT}/blocks"
    yield from _around(payload)
    yield from refused(blocks, at, Surface(payload["type"]))
    yield from second_focus(blocks, at)


def _around(payload: Json) -> Iterator[Fault]:
    """Return what is wrong with all but the blocks; a divider stands for those."""
    model = View(**{**payload, "blocks": [DividerBlock()]})
    yield from refused_by(model, {k: v for k, v in payload.items() if k != "blocks"}, AT)
    inputs = any(block["type"] == "input" for block in payload["blocks"])
    if inputs and payload["type"] == Surface.MODAL and "submit" not in payload:
        yield Fault(AT, "missing required field: submit")


def _too_large(payload: Json) -> list[Fault]:
    written = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    if len(written.encode("utf-8", "surrogatepass")) <= MOST_BYTES:
        return []
    return [Fault(AT, f"must be less than {MOST_BYTES + 1} bytes", "view_too_large")]
