"""conversations.history and .replies: what was said in a channel for everybody to see."""

from sandbox.api.call import Call, RefusedError
from sandbox.api.where import check_member, seen_channel
from sandbox.places import posted_at
from sandbox.shapes import message_shape
from sandbox.state import Channel, Json, Message

PAGE = 100


def history(call: Call) -> Json:
    """Return what stands in the channel itself, the newest first."""
    channel = seen_channel(call, "history")
    check_member(call, channel)
    said = [m for m in _between(call, channel) if m.thread_ts in (None, m.ts)]
    return _page(call, said[::-1])


def replies(call: Call) -> Json:
    """Return a message and what was answered to it, the oldest first."""
    channel = seen_channel(call, "history")
    parent = posted_at(call.workspace, channel.id, call.text("ts"))
    if parent is None:
        raise RefusedError("thread_not_found")
    root = parent.thread_ts or parent.ts
    return _page(call, [m for m in _between(call, channel) if root in (m.ts, m.thread_ts)])


def _between(call: Call, channel: Channel) -> list[Message]:
    oldest, latest = (_instant(call, name) for name in ("oldest", "latest"))
    ends = {oldest, latest} if call.flag("inclusive") else set()
    return [
        message
        for message in call.workspace.messages.get(channel.id, ())
        if message.only_for is None
        and (
            (oldest or 0.0) < float(message.ts) < (latest or float("inf"))
            or float(message.ts) in ends
        )
    ]


def _instant(call: Call, name: str) -> float | None:
    if not call.has(name):
        return None
    try:
        return float(call.text(name))
    except ValueError as error:
        raise RefusedError(f"invalid_ts_{name}") from error


def _page(call: Call, messages: list[Message]) -> Json:
    limit = call.limit(PAGE, "invalid_arguments")
    found = {message.ts: message for message in messages}
    ids, rest = call.page(list(found), limit)
    with_metadata = call.flag("include_all_metadata")
    shapes = [message_shape(call.site, found[ts], with_metadata=with_metadata) for ts in ids]
    return {"messages": shapes, "has_more": bool(rest["next_cursor"]), "response_metadata": rest}
