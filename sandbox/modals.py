"""The stack of modals that lie before a person: what is on top, pushed, replaced or closed."""

from typing import Any

from sandbox.elements import interactive
from sandbox.state import Json, View, Workspace

HIGHEST = 3
"""A root and two that were pushed on it."""


def top(workspace: Workspace, user_id: str) -> View | None:
    """Return the modal she sees, if any."""
    with workspace.lock:
        stack = workspace.stacks.get(user_id)
        return workspace.views[stack[-1]] if stack else None


def push(workspace: Workspace, under: View, payload: Json) -> View:
    """Lay a modal on the one that was sent."""
    with workspace.lock:
        name = workspace.new_id("V")
        view = View(
            id=name,
            user_id=under.user_id,
            payload=named(workspace, payload),
            hash=new_hash(workspace),
            root_id=under.root_id,
            previous_id=under.id,
        )
        workspace.views[name] = view
        workspace.stacks.setdefault(under.user_id, []).append(name)
    return view


def update(workspace: Workspace, view: View, payload: Json) -> None:
    """Put another content in place; fields that keep their ids keep what was entered."""
    with workspace.lock:
        view.payload = named(workspace, payload)
        view.hash = new_hash(workspace)
        kept = {(e.block_id, e.action_id) for e in interactive(view.payload["blocks"])}
        view.values = {
            block_id: {a: value for a, value in entered.items() if (block_id, a) in kept}
            for block_id, entered in view.values.items()
        }


def close(workspace: Workspace, view: View) -> None:
    """Take one modal away; the one under it shows again."""
    with workspace.lock:
        stack = workspace.stacks.get(view.user_id, [])
        if view.id in stack:
            stack.remove(view.id)


def clear(workspace: Workspace, user_id: str) -> list[View]:
    """Take all away; return them, the highest first."""
    with workspace.lock:
        stack = workspace.stacks.pop(user_id, [])
        return [workspace.views[view_id] for view_id in reversed(stack)]


def new_hash(workspace: Workspace) -> str:
    """Return a hash as Slack writes it: a time and a mark."""
    number = next(workspace.numbers)
    return f"{int(workspace.clocks.wall().timestamp())}.{number:08x}"


def named(workspace: Workspace, payload: Json) -> Json:
    """Return the payload with the ids that Slack makes up where the app gave none."""
    return {**payload, "blocks": [_with_ids(workspace, block) for block in payload["blocks"]]}


def _with_ids(workspace: Workspace, block: Json) -> Json:
    made: Json = {"block_id": f"b{next(workspace.numbers):04x}", **block}
    for key in ("element", "accessory"):
        if key in made:
            made[key] = _with_action_id(workspace, made[key])
    if made["type"] in {"actions", "context_actions"}:
        made["elements"] = [_with_action_id(workspace, element) for element in made["elements"]]
    return made


def _with_action_id(workspace: Workspace, element: Any) -> Any:
    if element["type"] in {"image", "feedback_buttons"}:
        return element
    return {"action_id": f"a{next(workspace.numbers):04x}", **element}
