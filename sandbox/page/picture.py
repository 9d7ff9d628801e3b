"""Gives the bytes of a file to those who can see it, in a form that no browser runs."""

from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from sandbox import glimpse
from sandbox.page.desk import Desk
from sandbox.state import File, Json

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What is shown as it is; all else, SVG too, is only ever saved."""


def is_shown_to(desk: Desk, file: File) -> bool:
    """Tell whether it is hers, or shared or drawn where she can see it."""
    workspace, user_id = desk.workspace, desk.user.id
    with workspace.lock:
        places = [workspace.channels[id_] for id_ in file.channels]
        is_shared = any(glimpse.may_read(workspace, place, user_id) for place in places)
        return is_shared or file.user_id == user_id or _is_drawn(desk, file)


def _is_drawn(desk: Desk, file: File) -> bool:
    """Tell whether a block that she sees shows it."""
    return any(_names(block, file.id) for block in _blocks(desk))


def _blocks(desk: Desk) -> Iterator[Json]:
    workspace, user_id = desk.workspace, desk.user.id
    for message in glimpse.visible(workspace, user_id):
        yield from message.blocks
    for view_id in (*workspace.stacks.get(user_id, ()), workspace.homes.get(user_id, "")):
        if view_id in workspace.views:
            yield from workspace.views[view_id].payload["blocks"]


def _names(value: Any, file_id: str) -> bool:
    if isinstance(value, list):
        return any(_names(each, file_id) for each in value)
    if not isinstance(value, dict):
        return False
    if isinstance(named := value.get("slack_file"), dict):
        return file_id in f"{named.get('id')} {named.get('url')}"
    return any(_names(each, file_id) for each in value.values())


def picture(file: File) -> Response:
    """Return its bytes."""
    is_picture = file.mimetype in PICTURES
    headers = {
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline" if is_picture else "attachment",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    kind = file.mimetype if is_picture else "application/octet-stream"
    return Response(file.content, media_type=kind, headers=headers)
