"""Finds the conversation a call means, and checks whether the app may see it or post there."""

from sandbox.api.call import Call, RefusedError
from sandbox.places import open_direct
from sandbox.state import Channel, Kind, User

PREFIX = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.DIRECT: "im"}


def scopes_to(verb: str) -> tuple[str, ...]:
    """Return the scopes of which one is needed at least: channels:read, groups:read, ..."""
    return tuple(f"{prefix}:{verb}" for prefix in PREFIX.values())


def is_in(call: Call, channel: Channel) -> bool:
    return call.workspace.app.bot_user_id in channel.members


def seen_channel(call: Call, verb: str) -> Channel:
    """Return the channel named by its id, if the app may see it and has the scope for its kind."""
    channel = _visible(call, call.workspace.channels.get(call.text("channel")))
    call.need_scope(f"{PREFIX[channel.kind]}:{verb}")
    return channel


def own_channel(call: Call) -> Channel:
    """Return the channel named by its id, if the app may see it; for what stands in it already."""
    return _visible(call, call.workspace.channels.get(call.text("channel")))


def posting_channel(call: Call, named: str) -> Channel:
    """Return where to post: a channel by id or name, a direct one also by the person's id.

    Slack hides a private channel from those who are not in it, so it is `channel_not_found`.
    """
    if named[:1] in ("U", "W") and named in call.workspace.users:
        channel = open_direct(call.workspace, _reachable(call.workspace.users[named]).id)
    else:
        channel = _visible(call, _by_id_or_name(call, named))
    _check_open(call, channel)
    return channel


def check_member(call: Call, channel: Channel) -> None:
    """Refuse what only members may do, chat:write.public or not."""
    if not is_in(call, channel):
        raise RefusedError("not_in_channel")


def _visible(call: Call, channel: Channel | None) -> Channel:
    if channel is None or (channel.kind is not Kind.PUBLIC and not is_in(call, channel)):
        raise RefusedError("channel_not_found")
    return channel


def _by_id_or_name(call: Call, named: str) -> Channel | None:
    channels = call.workspace.channels
    wanted = named.removeprefix("#")
    by_name = (c for c in channels.values() if c.name == wanted and wanted)
    return channels.get(named) or next(by_name, None)


def _reachable(user: User) -> User:
    if user.deleted or user.is_bot:
        raise RefusedError("channel_not_found")
    return user


def _check_open(call: Call, channel: Channel) -> None:
    if channel.is_archived:
        raise RefusedError("is_archived")
    if channel.kind is Kind.DIRECT and not call.workspace.app.messages_tab:
        raise RefusedError("messages_tab_disabled")
