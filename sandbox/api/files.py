"""files.*: the external upload in its three steps, and what is known of a file."""

from mimetypes import guess_type
from secrets import token_urlsafe
from typing import Any

from sandbox.api.call import Call, RefusedError
from sandbox.api.where import check_member, posting_channel
from sandbox.places import posted_at
from sandbox.shapes import file_shape
from sandbox.site import Upload
from sandbox.state import Channel, File, Json, Message

ALT_TEXT = 1_000
CHANNELS = 100
LARGEST = 1_000_000_000


def get_upload_url(call: Call) -> Json:
    """Announce a file: its bytes go to the address that is returned."""
    length = call.text("length")
    if not length.isdecimal() or int(length) == 0:
        raise RefusedError("missing_argument")
    if int(length) > LARGEST:
        raise RefusedError("file_upload_size_restricted")
    if len(call.text("alt_txt")) > ALT_TEXT:
        raise RefusedError("alt_txt_too_large")
    ticket, file_id = token_urlsafe(16), call.workspace.new_id("F")
    upload = Upload(file_id, call.text("filename"), int(length), call.text("alt_txt") or None)
    call.site.uploads[ticket] = upload
    return {"upload_url": f"{call.site.url}upload/{ticket}", "file_id": file_id}


def complete_upload(call: Call) -> Json:
    """Make files of what was uploaded, and share them where it is said."""
    entries = _entries(call)
    uploads = [_uploaded(call, entry) for entry in entries]
    named = [*call.words("channels"), *call.words("channel_id")]
    if len(named) > CHANNELS:
        raise RefusedError("channels_limit_exceeded")
    channels = [_channel(call, name) for name in named]
    titles = [str(entry.get("title") or "") for entry in entries]
    files = [_new_file(call, *pair) for pair in zip(uploads, titles, strict=True)]
    for channel in channels:
        _share(call, channel, files)
    return {"files": [file_shape(call.site, file) for file in files]}


def info(call: Call) -> Json:
    file = call.workspace.files.get(call.text("file"))
    if file is None:
        raise RefusedError("file_not_found")
    return {"file": file_shape(call.site, file), "comments": [], "response_metadata": {}}


def _entries(call: Call) -> list[Json]:
    entries: Any = call.structure("files", "invalid_arguments")
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "id" in e for e in entries):
        raise RefusedError("invalid_arguments", "[ERROR] must be a list of files with ids")
    return entries


def _uploaded(call: Call, entry: Json) -> Upload:
    for upload in call.site.uploads.values():
        if upload.file_id == entry["id"] and upload.content is not None:
            return upload
    raise RefusedError("file_not_found")


def _channel(call: Call, name: str) -> Channel:
    """Return where to share: in these methods also an archived channel is simply not found."""
    try:
        channel = posting_channel(call, name)
    except RefusedError as error:
        raise RefusedError("channel_not_found") from error
    check_member(call, channel)
    return channel


def _new_file(call: Call, upload: Upload, title: str) -> File:
    uploads = call.site.uploads
    call.site.uploads = {ticket: u for ticket, u in uploads.items() if u is not upload}
    file = File(
        id=upload.file_id,
        name=upload.name,
        title=title or upload.name,
        mimetype=guess_type(upload.name)[0] or "application/octet-stream",
        content=upload.content or b"",
        user_id=call.workspace.app.bot_user_id,
        alt_text=upload.alt_text,
    )
    call.workspace.files[file.id] = file
    return file


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    app = call.workspace.app
    for file in files:
        file.channels.add(channel.id)
    thread = posted_at(call.workspace, channel.id, call.text("thread_ts"))
    message = Message(
        ts=call.workspace.new_ts(),
        channel_id=channel.id,
        user_id=app.bot_user_id,
        text=call.text("initial_comment"),
        bot_id=app.bot_id,
        thread_ts=thread.ts if thread else None,
        files=[file.id for file in files],
    )
    call.workspace.messages.setdefault(channel.id, []).append(message)
