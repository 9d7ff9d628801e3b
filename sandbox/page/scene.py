"""All that one user sees, as JSON: nothing else leaves the server for that user."""

from typing import Any

from sandbox import glimpse
from sandbox.page.desk import Desk, can_sign_in
from sandbox.places import direct_with
from sandbox.state import Channel, File, Json, Kind, Message, User, View, Workspace

MOST = 400
"""Messages of one conversation that are sent; older ones stay on the server."""


def scene(desk: Desk, channel_id: str | None) -> Json:
    """Return the workspace as she sees it, with the messages of one conversation."""
    workspace = desk.workspace
    with workspace.lock:
        channels = [c for c in workspace.channels.values() if _is_listed(workspace, c, desk)]
        place = next((c for c in channels if c.id == channel_id), None)
        return {
            **frame(workspace, desk.user),
            "channels": [_channel(desk, channel) for channel in channels],
            "place": _place(desk, place) if place else None,
            "modal": _modal(desk),
            "home": _home(desk),
            "exchanges": desk.sandbox.traffic.recorded,
        }


def frame(workspace: Workspace, user: User) -> Json:
    """Return what hardly changes: people, commands, shortcuts."""
    app = workspace.app
    return {
        "me": user.id,
        "now": workspace.clocks.wall().timestamp(),
        "team": workspace.name,
        "users": [_user(workspace, each) for each in workspace.users.values()],
        "commands": [_said(c, "command", "description", "usage_hint") for c in app.commands],
        "shortcuts": [_said(s, "name", "type", "callback_id") for s in app.shortcuts],
        "app": {
            "user": app.bot_user_id,
            "name": workspace.users[app.bot_user_id].real_name,
            "home": app.home_tab,
            "messages": app.messages_tab,
        },
    }


def mark(desk: Desk) -> Any:
    """Return something that is another thing once she may see something new; cheap to make."""
    workspace, user_id = desk.workspace, desk.user.id
    with workspace.lock:
        open_ones = [*workspace.stacks.get(user_id, ()), workspace.homes.get(user_id, "")]
        hashes = [workspace.views[v].hash for v in open_ones if v in workspace.views]
        counts = [len(messages) for messages in workspace.messages.values()]
        members = [len(channel.members) for channel in workspace.channels.values()]
        return (workspace.last_ts, open_ones, hashes, counts, members, len(workspace.users))


def _said(thing: Json, *names: str) -> Json:
    return {name: str(thing.get(name, "")) for name in names}


def _user(workspace: Workspace, user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_guest": user.is_restricted or user.is_ultra_restricted,
        "is_stranger": user.team_id != workspace.team_id,
        "can_sign_in": can_sign_in(user),
        "deleted": user.deleted,
    }


def _is_listed(workspace: Workspace, channel: Channel, desk: Desk) -> bool:
    return glimpse.may_read(workspace, channel, desk.user.id)


def _channel(desk: Desk, channel: Channel) -> Json:
    workspace, me = desk.workspace, desk.user.id
    unread = [m for m in _seen(desk, channel) if _is_new(desk, m)]
    own = direct_with(workspace, me)
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind.value,
        "is_member": glimpse.is_in(channel, me),
        "is_archived": channel.is_archived,
        "is_shared": channel.is_shared,
        "members": len(channel.members),
        "with": next(iter(channel.members - {me}), me) if channel.kind is Kind.DIRECT else None,
        "is_app": own is not None and own.id == channel.id,
        "unread": len(unread) if glimpse.is_in(channel, me) else 0,
        "mentions": sum(f"<@{me}" in message.text for message in unread),
    }


def _is_new(desk: Desk, message: Message) -> bool:
    is_later = message.ts > desk.read.get(message.channel_id, "0")
    return is_later and message.user_id != desk.user.id


def _seen(desk: Desk, channel: Channel) -> list[Message]:
    messages = desk.workspace.messages.get(channel.id, [])
    return [message for message in messages if message.is_seen_by(desk.user.id)]


def _place(desk: Desk, channel: Channel) -> Json:
    seen = _seen(desk, channel)
    messages = [_message(desk, message) for message in seen[-MOST:]]
    return {
        "id": channel.id,
        "read": desk.read.get(channel.id, "0"),
        "earlier": max(0, len(seen) - MOST),
        "messages": messages,
    }


def _message(desk: Desk, message: Message) -> Json:
    files = [desk.workspace.files[id_] for id_ in message.files if id_ in desk.workspace.files]
    return {
        "channel": message.channel_id,
        "ts": message.ts,
        "user": message.user_id,
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "thread": message.thread_ts,
        "is_private": message.only_for is not None,
        "is_edited": message.edited_at is not None and not message.bot_id,
        "values": desk.noted(message).surface.entered,
        "files": [_file(file) for file in files],
    }


def _file(file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name,
        "type": file.mimetype,
        "size": len(file.content),
        "alt": file.alt_text,
    }


def _modal(desk: Desk) -> Json | None:
    workspace = desk.workspace
    stack = workspace.stacks.get(desk.user.id)
    if not stack:
        return None
    view = workspace.views[stack[-1]]
    errors = desk.person.hands.errors_in(view)
    return {**_view(view), "depth": len(stack), "errors": errors}


def _home(desk: Desk) -> Json | None:
    workspace = desk.workspace
    view = workspace.views.get(workspace.homes.get(desk.user.id, ""))
    return _view(view) if view is not None else None


def _view(view: View) -> Json:
    shown = ("title", "submit", "close", "blocks", "type")
    payload = {name: view.payload[name] for name in shown if name in view.payload}
    return {"id": view.id, "hash": view.hash, "payload": payload, "values": view.values}
