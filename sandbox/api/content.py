"""What a message says: its text, blocks, attachments and metadata, checked as Slack checks them."""

from dataclasses import dataclass, field
from typing import Any

from sandbox import modals
from sandbox.api.call import Call, RefusedError
from sandbox.state import Json
from sandbox.strict import check_message

CUT = 40_000
"""A post's text is cut there, silently."""
MARKDOWN = 12_000
ATTACHMENTS = 100
LONG = "msg_blocks_too_long"


@dataclass(slots=True)
class Content:
    """The parts of a message; None is what the call does not mention."""

    text: str | None = None
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    is_empty: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_empty = not ((self.text or "").strip() or self.blocks or self.attachments)


def content_of(call: Call) -> Content:
    """Read what the call wants to say; RefusedError if Slack would not take it."""
    blocks = checked_blocks(call, call.structure("blocks", "invalid_blocks_format"))
    attachments = call.structure("attachments", "invalid_arguments")
    if len(attachments or ()) > ATTACHMENTS:
        raise RefusedError("too_many_attachments")
    text = call.text("text")[:CUT] if "text" in call.arguments else None
    if call.has("markdown_text"):
        blocks = _markdown(call)
    return Content(text, blocks, attachments, _metadata(call))


def checked_blocks(call: Call, blocks: Any) -> list[Json] | None:
    """Return the blocks with all their ids, or None where there are none."""
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise RefusedError("invalid_blocks_format")
    if faults := check_message(blocks):
        raise RefusedError(_said_by(call.method, faults[0].code), *map(str, faults))
    if unknown := [id_ for id_ in _file_ids(blocks) if id_ not in call.workspace.files]:
        raise RefusedError("invalid_blocks", f"[ERROR] invalid slack file: {unknown[0]}")
    return _named(call, blocks)


def _named(call: Call, blocks: list[Json]) -> list[Json]:
    named: list[Json] = modals.named(call.workspace, {"blocks": blocks})["blocks"]
    return named


def _said_by(method: str, code: str) -> str:
    """Return the code as this method says it: only chat.postMessage knows of long blocks."""
    return "msg_too_long" if code == LONG and method != "chat.postMessage" else code


def _file_ids(part: Any) -> list[str]:
    """Return the ids of the uploaded files that stand anywhere inside."""
    if isinstance(part, list):
        return [id_ for item in part for id_ in _file_ids(item)]
    if not isinstance(part, dict):
        return []
    here = part.get("slack_file")
    own = [here["id"]] if isinstance(here, dict) and "id" in here else []
    return own + [id_ for item in part.values() for id_ in _file_ids(item)]


def _markdown(call: Call) -> list[Json]:
    if call.has("text") or call.has("blocks"):
        raise RefusedError("markdown_text_conflict")
    text = call.text("markdown_text")
    if len(text) > MARKDOWN:
        said = f"[ERROR] must be less than {MARKDOWN + 1} characters [json-pointer:/markdown_text]"
        raise RefusedError("invalid_arguments", said)
    return _named(call, [{"type": "markdown", "text": text}])


def _metadata(call: Call) -> Json | None:
    match call.structure("metadata", "invalid_metadata_format"):
        case None:
            return None
        case {"event_type": str(kind), "event_payload": dict(payload)} if kind:
            return {"event_type": kind, "event_payload": payload}
        case {"entities": list(_)} as entities:
            return dict(entities)
        case empty if empty == {}:
            return {}
        case _:
            raise RefusedError("invalid_metadata_format")
