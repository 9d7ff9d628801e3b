"""users.*: who is here. Addresses are shown only to an app that may see them."""

from sandbox.api.call import Call, RefusedError
from sandbox.shapes import user_shape
from sandbox.state import Json, User


def info(call: Call) -> Json:
    user = call.workspace.users.get(call.text("user"))
    if user is None:
        raise RefusedError("user_not_found")
    return {"user": _shape(call, user)}


def list_(call: Call) -> Json:
    """List everybody with an account in this workspace, those too who have left."""
    workspace = call.workspace
    own = [user.id for user in workspace.users.values() if user.team_id == workspace.team_id]
    ids, rest = call.page(own, call.limit(len(own), "invalid_arguments"))
    members = [_shape(call, workspace.users[id_]) for id_ in ids]
    cache_ts = int(workspace.clocks.wall().timestamp())
    return {"members": members, "cache_ts": cache_ts, "response_metadata": rest}


def lookup_by_email(call: Call) -> Json:
    wanted = call.text("email").lower()
    for user in call.workspace.users.values():
        if not user.deleted and (user.email or "").lower() == wanted:
            return {"user": _shape(call, user)}
    raise RefusedError("users_not_found")


def _shape(call: Call, user: User) -> Json:
    with_email = "users:read.email" in call.workspace.app.scopes
    return user_shape(call.workspace, user, with_email=with_email)
