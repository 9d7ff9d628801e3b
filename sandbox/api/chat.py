"""chat.*: what the app says in channels, to people, and to one person in a channel."""

from sandbox.api.call import Call, RefusedError
from sandbox.api.content import Content, content_of
from sandbox.api.where import check_member, is_in, own_channel, posting_channel
from sandbox.places import posted_at
from sandbox.shapes import message_shape
from sandbox.state import Channel, Json, Kind, Message

UPDATE_TEXT = 4_000


def post_message(call: Call) -> Json:
    """Say something for everybody in the channel, or to one person by the person's id."""
    channel = posting_channel(call, call.text("channel"))
    if not is_in(call, channel) and "chat:write.public" not in call.workspace.app.scopes:
        raise RefusedError("not_in_channel")
    message = _message(call, channel, _said(call))
    call.site.rates.post_in(channel.id)
    call.workspace.messages.setdefault(channel.id, []).append(message)
    shape = message_shape(call.site, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def post_ephemeral(call: Call) -> Json:
    """Say something that one member of the channel sees, and nobody else."""
    channel = posting_channel(call, call.text("channel"))
    check_member(call, channel)
    user_id = call.text("user")
    if user_id not in channel.members:
        raise RefusedError("user_not_in_channel")
    message = _message(call, channel, _said(call))
    message.only_for = user_id
    call.workspace.messages.setdefault(channel.id, []).append(message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Say something else in a message of the app's own; what is not mentioned stays."""
    channel, message = _own_message(call, "cant_update_message")
    if channel.is_archived:
        raise RefusedError("is_inactive")
    content = content_of(call)
    if len(call.text("text")) > UPDATE_TEXT:
        raise RefusedError("msg_too_long")
    if content.is_empty and content.metadata is None:
        raise RefusedError("no_text")
    _rewrite(message, content)
    message.edited_at = call.workspace.new_ts()
    shape = message_shape(call.site, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(call: Call) -> Json:
    """Take back a message of the app's own."""
    channel, message = _own_message(call, "cant_delete_message")
    call.workspace.messages[channel.id].remove(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """Return the address of a message, of use in a browser that is signed in."""
    channel = own_channel(call)
    message = posted_at(call.workspace, channel.id, call.text("message_ts"))
    if message is None:
        raise RefusedError("message_not_found")
    link = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}"
    link += f"/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _said(call: Call) -> Content:
    content = content_of(call)
    if content.is_empty:
        raise RefusedError("no_text")
    return content


def _message(call: Call, channel: Channel, content: Content) -> Message:
    app = call.workspace.app
    return Message(
        ts=call.workspace.new_ts(),
        channel_id=channel.id,
        user_id=app.bot_user_id,
        text=content.text or "",
        blocks=content.blocks or [],
        attachments=content.attachments or [],
        bot_id=app.bot_id,
        thread_ts=_thread(call, channel),
        metadata=content.metadata or None,
    )


def _thread(call: Call, channel: Channel) -> str | None:
    """Return the ts of the thread; a reply to a reply goes to the thread of both."""
    if not call.has("thread_ts"):
        return None
    parent = posted_at(call.workspace, channel.id, call.text("thread_ts"))
    if parent is None:
        raise RefusedError("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _own_message(call: Call, code: str) -> tuple[Channel, Message]:
    """Return what the app itself once posted for everybody."""
    channel = own_channel(call)
    message = posted_at(call.workspace, channel.id, call.text("ts"))
    if message is None:
        raise RefusedError("message_not_found")
    if message.user_id != call.workspace.app.bot_user_id:
        raise RefusedError(code)
    if channel.kind is Kind.PUBLIC or is_in(call, channel):
        return channel, message
    raise RefusedError("channel_not_found")


def _rewrite(message: Message, content: Content) -> None:
    if content.text is not None:
        message.text = content.text
    if content.blocks is not None:
        message.blocks = content.blocks
    if content.attachments is not None:
        message.attachments = content.attachments
    if content.metadata is not None:
        message.metadata = content.metadata or None
