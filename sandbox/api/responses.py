"""Where the app answers a command or a click later: five times, for thirty minutes."""

from sandbox.api.call import Call, RefusedError
from sandbox.api.content import Content, content_of
from sandbox.places import message_at, posted_at
from sandbox.state import Json, Message, ResponseUrl

KIND = "response_url"
USES = 5
LIFE = 30 * 60.0
GONE = ("used_url", "expired_url")
"""What is answered with HTTP 404; all else that is wrong is a 400."""


def respond(call: Call, url_id: str) -> Json:
    """Say something new, or in place of what was clicked, or take that away."""
    with call.workspace.lock:
        url = _open_url(call, url_id)
        if call.flag("delete_original"):
            _delete(call, url)
        else:
            _say(call, url)
        url.used += 1
    return {"ok": True}


def _open_url(call: Call, url_id: str) -> ResponseUrl:
    url = call.workspace.response_urls.get(url_id)
    if url is None or call.workspace.clocks.stopwatch() - url.made_at > LIFE:
        raise RefusedError("expired_url")
    if url.used >= USES:
        raise RefusedError("used_url")
    return url


def _original(call: Call, url: ResponseUrl) -> Message:
    found = message_at(call.workspace, url.channel_id, url.message_ts or "")
    if found is None:
        raise RefusedError("message_not_found")
    return found


def _delete(call: Call, url: ResponseUrl) -> None:
    original = _original(call, url)
    call.workspace.messages[url.channel_id].remove(original)


def _say(call: Call, url: ResponseUrl) -> None:
    content = content_of(call)
    if content.is_empty:
        raise RefusedError("no_text")
    if call.text("response_type") not in ("", "ephemeral", "in_channel"):
        raise RefusedError("invalid_arguments", "[ERROR] invalid response_type")
    if call.flag("replace_original") and url.message_ts:
        _replace(call, _original(call, url), content)
    else:
        _post(call, url, content)


def _replace(call: Call, original: Message, content: Content) -> None:
    """Put it in the place of the whole message; who sees that does not change."""
    original.text = content.text or ""
    original.blocks = content.blocks or []
    original.attachments = content.attachments or []
    if original.only_for is None:
        original.edited_at = call.workspace.new_ts()


def _post(call: Call, url: ResponseUrl, content: Content) -> None:
    workspace = call.workspace
    thread = posted_at(workspace, url.channel_id, call.text("thread_ts"))
    message = Message(
        ts=workspace.new_ts(),
        channel_id=url.channel_id,
        user_id=workspace.app.bot_user_id,
        text=content.text or "",
        blocks=content.blocks or [],
        attachments=content.attachments or [],
        bot_id=workspace.app.bot_id,
        thread_ts=thread.ts if thread else None,
        only_for=None if call.text("response_type") == "in_channel" else url.user_id,
        metadata=content.metadata,
    )
    workspace.messages.setdefault(url.channel_id, []).append(message)
