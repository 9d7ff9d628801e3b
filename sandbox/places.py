"""Finds conversations, messages and open views; opens a direct conversation with the app."""

from sandbox.state import Channel, Kind, Message, View, Workspace


def direct_with(workspace: Workspace, user_id: str) -> Channel | None:
    """Return the direct conversation of this person and the app, if they have one."""
    return _between(workspace, {user_id, workspace.app.bot_user_id})


def open_direct(workspace: Workspace, user_id: str) -> Channel:
    """Return it, made now if it was missing."""
    return open_pair(workspace, user_id, workspace.app.bot_user_id)


def open_pair(workspace: Workspace, user_id: str, other_id: str) -> Channel:
    """Return the direct conversation of two people, made now if it was missing."""
    pair = {user_id, other_id}
    if known := _between(workspace, pair):
        return known
    channel = Channel(workspace.new_id("D"), "", Kind.DIRECT, pair)
    workspace.channels[channel.id] = channel
    return channel


def _between(workspace: Workspace, pair: set[str]) -> Channel | None:
    directs = (c for c in workspace.channels.values() if c.kind is Kind.DIRECT)
    return next((c for c in directs if c.members == pair), None)


def partner_in(workspace: Workspace, channel: Channel) -> str:
    """Return with whom the app talks in a direct conversation."""
    return next(iter(channel.members - {workspace.app.bot_user_id}))


def message_at(workspace: Workspace, channel_id: str, ts: str) -> Message | None:
    """Return the message, also one that only one person sees."""
    return next((m for m in workspace.messages.get(channel_id, ()) if m.ts == ts), None)


def posted_at(workspace: Workspace, channel_id: str, ts: str) -> Message | None:
    """Return the message if it stands there for everybody."""
    found = message_at(workspace, channel_id, ts)
    return found if found and found.only_for is None else None


def open_views(workspace: Workspace) -> list[View]:
    """Return every view that somebody has before them now: modals, and Homes."""
    ids = list(workspace.homes.values())
    for stack in workspace.stacks.values():
        ids += stack
    return [workspace.views[id_] for id_ in ids]
