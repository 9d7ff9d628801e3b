"""How what is typed becomes a message or the text of a command: escapes, mentions, rich text."""

import re
from mimetypes import guess_type

from sandbox.state import Channel, File, Json, Message, User, Workspace
from sandbox.typed import Leaves, elements, mrkdwn


def write(
    workspace: Workspace,
    user: User,
    channel: Channel,
    text: str,
    thread_ts: str | None = None,
) -> Message:
    """Put a person's message into a channel."""
    with workspace.lock:
        message = Message(
            ts=workspace.new_ts(),
            channel_id=channel.id,
            user_id=user.id,
            text=written(workspace, text),
            blocks=_blocks(workspace, text),
            thread_ts=thread_ts,
        )
        workspace.messages.setdefault(channel.id, []).append(message)
    return message


def rewrite(workspace: Workspace, message: Message, text: str) -> None:
    """Change what a message says."""
    with workspace.lock:
        message.text = written(workspace, text)
        message.blocks = _blocks(workspace, text)
        message.edited_at = workspace.new_ts()


def upload(workspace: Workspace, user: User, name: str, content: bytes) -> File:
    """Keep a file that somebody has attached."""
    with workspace.lock:
        file = File(
            id=workspace.new_id("F"),
            name=name,
            title=name,
            mimetype=guess_type(name)[0] or "application/octet-stream",
            content=content,
            user_id=user.id,
        )
        workspace.files[file.id] = file
    return file


def hang(message: Message, file: File) -> None:
    """Let a message carry a file, which is shared there then."""
    message.files = [*message.files, file.id]
    file.channels.add(message.channel_id)


def written(workspace: Workspace, text: str) -> str:
    """Return the text of a message: escaped, with mentions and channels in angle brackets."""
    find = _finder(workspace)
    return mrkdwn(text, lambda words: "".join(_mark(leaf) for leaf in find(words)))


def escaped(workspace: Workspace, text: str) -> str:
    """Return the text of a command with `should_escape`: only people and channels are marked."""

    def marked(leaf: Json) -> str:
        if leaf["type"] == "user":
            return f"<@{leaf['user_id']}|{workspace.users[leaf['user_id']].name}>"
        if leaf["type"] == "channel":
            return f"<#{leaf['channel_id']}|{workspace.channels[leaf['channel_id']].name}>"
        return str(leaf.get("text") or f"<!{leaf.get('range')}>")

    return "".join(map(marked, _finder(workspace)(text)))


def _mark(leaf: Json) -> str:
    match leaf:
        case {"type": "user", "user_id": user_id}:
            return f"<@{user_id}>"
        case {"type": "channel", "channel_id": channel_id}:
            return f"<#{channel_id}>"
        case {"type": "broadcast", "range": reach}:
            return f"<!{reach}>"
        case _:
            return str(leaf["text"]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(workspace: Workspace, text: str) -> list[Json]:
    if not text:
        return []
    block_id = f"b{next(workspace.numbers):04x}"
    inner = elements(text, _finder(workspace))
    return [{"type": "rich_text", "block_id": block_id, "elements": inner}]


def _finder(workspace: Workspace) -> Leaves:
    """Return what finds people and channels in plain words."""
    known = _named(workspace)
    names = sorted(known, key=len, reverse=True)  # the longest that fits is meant
    pattern = "|".join(rf"{re.escape(name)}(?!\w)" for name in names)
    naming = re.compile(f"(?<!\\w)({pattern})")

    def leaves(words: str) -> list[Json]:
        parts = filter(None, naming.split(words))
        return [known.get(part) or {"type": "text", "text": part} for part in parts]

    return leaves


def _named(workspace: Workspace) -> dict[str, Json]:
    reach = ("here", "channel", "everyone")
    named: dict[str, Json] = {f"@{r}": {"type": "broadcast", "range": r} for r in reach}
    for user in workspace.users.values():
        leaf = {"type": "user", "user_id": user.id}
        named |= {f"@{user.name}": leaf, f"@{user.real_name}": leaf}
    for channel in workspace.channels.values():
        if channel.name:
            named[f"#{channel.name}"] = {"type": "channel", "channel_id": channel.id}
    return named
