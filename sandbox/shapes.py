"""The JSON in which the Web API speaks of people, channels, messages, views and files."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sandbox.places import partner_in
from sandbox.site import Site
from sandbox.state import Channel, File, Json, Kind, Message, User, View, Workspace

CREATED = 1_700_000_000
"""When everything that the sandbox starts with was made."""


def user_shape(workspace: Workspace, user: User, *, with_email: bool = True) -> Json:
    """Describe a person; the address only to an app that may see it."""
    zone = ZoneInfo(user.tz)
    now = workspace.clocks.wall().astimezone(zone)
    shape: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": CREATED,
        "profile": _profile(user, with_email=with_email),
    }
    if user.team_id != workspace.team_id:
        shape["is_stranger"] = True
    if user.deleted:
        return shape
    return shape | {
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": now.tzname() or user.tz,
        "tz_offset": (now.utcoffset() or timedelta()) // timedelta(seconds=1),
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }


def _profile(user: User, *, with_email: bool) -> Json:
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "team": user.team_id,
    }
    if with_email and user.email:
        profile["email"] = user.email
    return profile


def channel_shape(workspace: Workspace, channel: Channel) -> Json:
    """Describe a conversation as the app sees it."""
    shape: Json = {
        "id": channel.id,
        "created": CREATED,
        "is_im": channel.kind is Kind.DIRECT,
        "is_archived": channel.is_archived,
        "is_org_shared": False,
        "context_team_id": workspace.team_id,
        "updated": CREATED * 1000,
    }
    if channel.kind is Kind.DIRECT:
        return shape | {"user": partner_in(workspace, channel), "is_user_deleted": False}
    private = channel.kind is Kind.PRIVATE
    return shape | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_mpim": False,
        "is_private": private,
        "is_general": channel.name == "general",
        "is_shared": channel.is_shared,
        "is_ext_shared": channel.is_shared,
        "is_pending_ext_shared": False,
        "is_member": workspace.app.bot_user_id in channel.members,
        "shared_team_ids": sorted({workspace.team_id, *channel.connected_team_ids}),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message_shape(site: Site, message: Message, *, with_metadata: bool = False) -> Json:
    """Describe a message as it stands in its channel."""
    workspace = site.workspace
    author = workspace.users.get(message.user_id)
    shape: Json = {
        "type": "message",
        "user": message.user_id,
        "ts": message.ts,
        "text": message.text,
        "team": author.team_id if author else workspace.team_id,
        "blocks": message.blocks,
    }
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": workspace.app.id}
    if message.edited_at:
        shape["edited"] = {"user": message.user_id, "ts": message.edited_at}
    more: Json = {
        "attachments": message.attachments,
        "thread_ts": message.thread_ts,
        "files": [file_shape(site, workspace.files[id_]) for id_ in message.files],
        "metadata": message.metadata if with_metadata else None,
    }
    return shape | {name: value for name, value in more.items() if value}


def view_shape(workspace: Workspace, view: View) -> Json:
    """Describe a modal or a Home, with what was typed into its inputs."""
    sent = view.payload
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": sent["type"],
        "blocks": sent["blocks"],
        "private_metadata": sent.get("private_metadata", ""),
        "callback_id": sent.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": sent.get("title"),
        "clear_on_close": sent.get("clear_on_close", False),
        "notify_on_close": sent.get("notify_on_close", False),
        "close": sent.get("close"),
        "submit": sent.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": workspace.app.id,
        "external_id": sent.get("external_id", ""),
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.app.bot_id,
    }


def file_shape(site: Site, file: File) -> Json:
    """Describe a file; its bytes are behind url_private, for those who show a token."""
    url = f"{site.url}files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] or "binary",
        "user": file.user_id,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(file.channels),
        "url_private": url,
        "url_private_download": url,
        "permalink": url,
        "alt_txt": file.alt_text,
        **_shared_in(site.workspace, file),
    }


def _shared_in(workspace: Workspace, file: File) -> Json:
    kinds = {id_: workspace.channels[id_].kind for id_ in sorted(file.channels)}
    return {
        "channels": [id_ for id_, kind in kinds.items() if kind is Kind.PUBLIC],
        "groups": [id_ for id_, kind in kinds.items() if kind is Kind.PRIVATE],
        "ims": [id_ for id_, kind in kinds.items() if kind is Kind.DIRECT],
    }
