"""views.*: modals on one another, up to three, and the Home of each person."""

from sandbox import modals
from sandbox.api.call import Call, RefusedError
from sandbox.places import open_views
from sandbox.shapes import view_shape
from sandbox.state import Json, Trigger, View, Workspace
from sandbox.strict import check_view

LIFE = 3.0
"""Seconds for which a trigger is good."""


def open_(call: Call) -> Json:
    """Lay a modal before the person who has just acted; what lay there is gone."""
    payload, trigger = _payload(call, "modal"), _trigger(call)
    workspace = call.workspace
    modals.clear(workspace, trigger.user_id)
    view = _new_view(workspace, trigger.user_id, payload)
    workspace.stacks[trigger.user_id] = [view.id]
    trigger.used = True
    return {"view": view_shape(workspace, view)}


def push(call: Call) -> Json:
    """Lay a modal on the one that is open."""
    payload, trigger = _payload(call, "modal"), _trigger(call)
    workspace = call.workspace
    top = modals.top(workspace, trigger.user_id)
    if top is None or trigger.view_id is None:
        raise RefusedError("not_found")
    if len(workspace.stacks[trigger.user_id]) >= modals.HIGHEST:
        raise RefusedError("push_limit_reached")
    view = modals.push(workspace, top, payload)
    trigger.used = True
    return {"view": view_shape(workspace, view)}


def update(call: Call) -> Json:
    """Draw a view anew, found by view_id or by external_id."""
    view = _found(call)
    _renew(call, view, _payload(call, str(view.payload["type"]), view))
    return {"view": view_shape(call.workspace, view)}


def publish(call: Call) -> Json:
    """Put a view in the Home tab of one person."""
    workspace, user_id = call.workspace, call.text("user_id")
    if user_id not in workspace.users:
        raise RefusedError("invalid_arguments", "invalid `user_id`")
    if not workspace.app.home_tab:
        raise RefusedError("not_enabled")
    known = workspace.views.get(workspace.homes.get(user_id, ""))
    payload = _payload(call, "home", known)
    if known:
        _renew(call, known, payload)
    else:
        known = _new_view(workspace, user_id, payload)
        workspace.homes[user_id] = known.id
    return {"view": view_shape(workspace, known)}


def _payload(call: Call, kind: str, but: View | None = None) -> Json:
    """Return the view that was sent, if Slack would draw it; `but` may keep its external_id."""
    payload = call.structure("view", "invalid_arguments")
    if faults := check_view(payload):
        code = faults[0].code
        code = "invalid_arguments" if code == "invalid_blocks" else code
        raise RefusedError(code, *map(str, faults))
    if payload["type"] != kind:
        said = f"[ERROR] must be a {kind} [json-pointer:/view/type]"
        raise RefusedError("invalid_arguments", said)
    wanted = payload.get("external_id")
    others = [view for view in open_views(call.workspace) if view is not but]
    if wanted and any(view.payload.get("external_id") == wanted for view in others):
        raise RefusedError("duplicate_external_id")
    return dict(payload)


def _trigger(call: Call) -> Trigger:
    trigger = call.workspace.triggers.get(call.text("trigger_id"))
    if trigger is None:
        raise RefusedError("invalid_trigger_id")
    if trigger.used:
        raise RefusedError("exchanged_trigger_id")
    if call.workspace.clocks.stopwatch() - trigger.made_at > LIFE:
        raise RefusedError("expired_trigger_id")
    return trigger


def _found(call: Call) -> View:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    for view in open_views(call.workspace):
        if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
            return view
    raise RefusedError("not_found")


def _renew(call: Call, view: View, payload: Json) -> None:
    if call.has("hash") and call.text("hash") != view.hash:
        raise RefusedError("hash_conflict")
    modals.update(call.workspace, view, payload)


def _new_view(workspace: Workspace, user_id: str, payload: Json) -> View:
    id_ = workspace.new_id("V")
    named = modals.named(workspace, payload)
    view = View(id_, user_id, named, modals.new_hash(workspace), root_id=id_)
    workspace.views[id_] = view
    return view
