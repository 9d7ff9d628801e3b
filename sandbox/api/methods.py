"""The table of all methods: what each needs, and each error code it may answer with."""

from sandbox.api import auth, chat, conversations, dnd, files, history, users, views
from sandbox.api.method import Method, Token
from sandbox.api.where import scopes_to

POST = (
    "channel_not_found invalid_blocks invalid_blocks_format is_archived markdown_text_conflict"
    " messages_tab_disabled no_text not_in_channel too_many_attachments cannot_reply_to_message"
)
METADATA = "invalid_metadata_format"
EDIT = (
    "channel_not_found invalid_blocks invalid_blocks_format is_inactive markdown_text_conflict"
    " no_text too_many_attachments message_not_found cant_update_message msg_too_long"
)
OPEN = (
    "duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id"
    " view_too_large"
)
READ = scopes_to("read")
HISTORY = scopes_to("history")
WRITE = ("chat:write",)

METHODS: dict[str, Method] = {
    "apps.connections.open": Method(auth.open_connection, token=Token.APP),
    "auth.test": Method(auth.test),
    "chat.delete": Method(
        chat.delete,
        "cant_delete_message channel_not_found message_not_found",
        WRITE,
        ("channel", "ts"),
    ),
    "chat.getPermalink": Method(
        chat.get_permalink,
        "channel_not_found message_not_found",
        required=("channel", "message_ts"),
        reads_json=False,
    ),
    "chat.postEphemeral": Method(
        chat.post_ephemeral, f"{POST} msg_too_long user_not_in_channel", WRITE, ("channel", "user")
    ),
    "chat.postMessage": Method(
        chat.post_message, f"{POST} {METADATA} msg_blocks_too_long", WRITE, ("channel",)
    ),
    "chat.update": Method(chat.update, f"{EDIT} {METADATA}", WRITE, ("channel", "ts")),
    "conversations.history": Method(
        history.history,
        "channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest not_in_channel",
        HISTORY,
        ("channel",),
    ),
    "conversations.info": Method(
        conversations.info, "channel_not_found", READ, ("channel",), reads_json=False
    ),
    "conversations.list": Method(
        conversations.list_, "invalid_cursor invalid_limit invalid_types", READ, reads_json=False
    ),
    "conversations.members": Method(
        conversations.members,
        "channel_not_found invalid_cursor invalid_limit",
        READ,
        ("channel",),
        reads_json=False,
    ),
    "conversations.open": Method(
        conversations.open_,
        "channel_not_found method_not_supported_for_channel_type too_many_users user_disabled"
        " user_not_found users_list_not_supplied",
        ("im:write",),
    ),
    "conversations.replies": Method(
        history.replies,
        "channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest thread_not_found",
        HISTORY,
        ("channel", "ts"),
        reads_json=False,
    ),
    "dnd.info": Method(dnd.info, "user_not_found", ("dnd:read",), reads_json=False),
    "dnd.teamInfo": Method(
        dnd.team_info, "no_users_provided", ("dnd:read",), ("users",), reads_json=False
    ),
    "files.completeUploadExternal": Method(
        files.complete_upload,
        "channel_not_found channels_limit_exceeded file_not_found not_in_channel",
        ("files:write",),
        ("files",),
    ),
    "files.getUploadURLExternal": Method(
        files.get_upload_url,
        "alt_txt_too_large file_upload_size_restricted missing_argument",
        ("files:write",),
        ("filename",),
        reads_json=False,
    ),
    "files.info": Method(
        files.info, "file_not_found", ("files:read",), ("file",), reads_json=False
    ),
    "users.info": Method(
        users.info, "user_not_found", ("users:read",), ("user",), reads_json=False
    ),
    "users.list": Method(users.list_, "invalid_cursor", ("users:read",), reads_json=False),
    "users.lookupByEmail": Method(
        users.lookup_by_email,
        "users_not_found",
        ("users:read.email",),
        ("email",),
        reads_json=False,
    ),
    "views.open": Method(views.open_, OPEN, required=("view",)),
    "views.publish": Method(
        views.publish,
        "duplicate_external_id hash_conflict not_enabled view_too_large",
        required=("user_id", "view"),
    ),
    "views.push": Method(views.push, f"{OPEN} not_found push_limit_reached", required=("view",)),
    "views.update": Method(
        views.update,
        "duplicate_external_id hash_conflict not_found view_too_large",
        required=("view",),
    ),
}
