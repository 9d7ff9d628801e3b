"""What changed for a person between two looks: the modal on top, messages, her Home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox import modals
from sandbox.interactions import Surface
from sandbox.state import Channel, Kind, Message, View, Workspace

Mark = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One look at everything she can see; what is kept by reference is compared by identity."""

    modal: tuple[str, str] | None
    home: tuple[str, str] | None
    messages: dict[tuple[str, str], Mark]


def look(workspace: Workspace, user_id: str) -> Glimpse:
    """Take in what she could see now."""
    with workspace.lock:
        seen = {(m.channel_id, m.ts): _mark(m) for m in visible(workspace, user_id)}
        home = workspace.views.get(workspace.homes.get(user_id, ""))
        return Glimpse(_id(modals.top(workspace, user_id)), _id(home), seen)


def modal_since(workspace: Workspace, user_id: str, before: Glimpse) -> View | None:
    """Return the modal she has before her, if it is another one or was drawn anew."""
    view = modals.top(workspace, user_id)
    return view if _id(view) != before.modal else None


def home_since(workspace: Workspace, user_id: str, before: Glimpse) -> View | None:
    """Return her Home, if it was drawn anew."""
    view = workspace.views.get(workspace.homes.get(user_id, ""))
    return view if _id(view) != before.home else None


def messages_since(workspace: Workspace, user_id: str, before: Glimpse) -> list[Message]:
    """Return the messages of others that are new or changed, the oldest first."""
    with workspace.lock:
        changed = [
            message
            for message in visible(workspace, user_id)
            if message.user_id != user_id and not _same(message, before)
        ]
    return sorted(changed, key=lambda message: message.edited_at or message.ts)


def visible(workspace: Workspace, user_id: str) -> Iterator[Message]:
    """Go through the messages that she can see; of those for one person, only hers."""
    for channel_id, messages in workspace.messages.items():
        if is_in(workspace.channels[channel_id], user_id):
            yield from (message for message in messages if message.is_seen_by(user_id))


def is_in(channel: Channel, user_id: str) -> bool:
    return user_id in channel.members


def may_read(workspace: Workspace, channel: Channel, user_id: str) -> bool:
    """Tell whether she can look into it: members, and in public ones the firm's own people."""
    user = workspace.users[user_id]
    is_guest = user.is_restricted or user.is_ultra_restricted
    is_ours = user.team_id == workspace.team_id and not is_guest
    return is_in(channel, user_id) or (channel.kind is Kind.PUBLIC and is_ours)


def now(workspace: Workspace, surface: Surface) -> Surface | None:
    """Return the surface as it is now; None if it is gone."""
    with workspace.lock:
        if surface.view is not None:
            return _view_now(workspace, surface.view)
        if surface.message is None:
            return None
        listed = workspace.messages.get(surface.message.channel_id, [])
        ts = surface.message.ts
        found = [each for each in listed if each.ts == ts and not each.is_dismissed]
        return Surface(found[0].blocks, message=found[0], values=surface.values) if found else None


def _view_now(workspace: Workspace, view: View) -> Surface | None:
    open_ones = {*workspace.homes.values(), *workspace.stacks.get(view.user_id, [])}
    live = workspace.views.get(view.id)
    return Surface(live.payload["blocks"], view=live) if live and live.id in open_ones else None


def _id(view: View | None) -> tuple[str, str] | None:
    return (view.id, view.hash) if view is not None else None


def _mark(message: Message) -> Mark:
    return (message.text, message.blocks, tuple(message.files))


def _same(message: Message, before: Glimpse) -> bool:
    mark = before.messages.get((message.channel_id, message.ts))
    if mark is None:
        return False
    return mark[0] == message.text and mark[1] is message.blocks and mark[2:] == _mark(message)[2:]
