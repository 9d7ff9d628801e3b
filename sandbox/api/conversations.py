"""conversations.*, but for what was said in them: which there are, who is in them, opening one."""

from sandbox.api.call import Call, RefusedError
from sandbox.api.where import PREFIX, is_in, seen_channel
from sandbox.places import direct_with, open_direct
from sandbox.shapes import channel_shape
from sandbox.state import Channel, Json, Kind

TYPES = {
    "public_channel": Kind.PUBLIC,
    "private_channel": Kind.PRIVATE,
    "im": Kind.DIRECT,
    "mpim": None,
}
"""Direct messages between several are known by name only: this sandbox has none."""
MOST_USERS = 8
PAGE = 100


def info(call: Call) -> Json:
    channel = seen_channel(call, "read")
    shape = channel_shape(call.workspace, channel)
    if call.flag("include_num_members"):
        shape["num_members"] = len(channel.members)
    return {"channel": shape}


def members(call: Call) -> Json:
    channel = seen_channel(call, "read")
    ids, rest = call.page(sorted(channel.members), call.limit(PAGE))
    return {"members": ids, "response_metadata": rest}


def list_(call: Call) -> Json:
    """List public channels, or of which types it is asked: private ones that have the app, DMs."""
    kinds = [_kind(call, type_) for type_ in call.words("types") or ["public_channel"]]
    channels = call.workspace.channels
    seen = [channel.id for channel in channels.values() if _is_listed(call, channel, kinds)]
    ids, rest = call.page(seen, call.limit(PAGE))
    shapes = [channel_shape(call.workspace, channels[id_]) for id_ in ids]
    return {"channels": shapes, "response_metadata": rest}


def open_(call: Call) -> Json:
    """Open the direct conversation with one person; again and again the same one."""
    channel = _asked_for(call)
    shape = channel_shape(call.workspace, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shape}


def _kind(call: Call, type_: str) -> Kind | None:
    if type_ not in TYPES:
        raise RefusedError("invalid_types")
    if kind := TYPES[type_]:
        call.need_scope(f"{PREFIX[kind]}:read")
    return kind


def _is_listed(call: Call, channel: Channel, kinds: list[Kind | None]) -> bool:
    if channel.is_archived and call.flag("exclude_archived"):
        return False
    return channel.kind in kinds and (channel.kind is Kind.PUBLIC or is_in(call, channel))


def _asked_for(call: Call) -> Channel:
    if call.has("channel"):
        channel = seen_channel(call, "write")
        if channel.kind is not Kind.DIRECT:
            raise RefusedError("method_not_supported_for_channel_type")
        return channel
    return _direct(call, _partner(call))


def _partner(call: Call) -> str:
    users = call.words("users")
    if not users:
        raise RefusedError("users_list_not_supplied")
    if len(users) > MOST_USERS:
        raise RefusedError("too_many_users")
    for user_id in users:
        _check_user(call, user_id)
    if len(users) > 1:
        raise RefusedError("method_not_supported_for_channel_type")
    return users[0]


def _check_user(call: Call, user_id: str) -> None:
    user = call.workspace.users.get(user_id)
    if user is None or user_id == call.workspace.app.bot_user_id:
        raise RefusedError("user_not_found")
    if user.deleted:
        raise RefusedError("user_disabled")


def _direct(call: Call, user_id: str) -> Channel:
    call.need_scope("im:write")
    if call.flag("prevent_creation") and direct_with(call.workspace, user_id) is None:
        raise RefusedError("channel_not_found")
    return open_direct(call.workspace, user_id)
