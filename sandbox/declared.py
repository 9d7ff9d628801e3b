"""What the app's manifest says about it: scopes, commands, shortcuts, events, tabs."""

from collections.abc import Iterable

from sandbox.state import App, Json

BOT_USER_ID = "U0APPBOT00"
SCOPES = frozenset(
    {
        "channels:history",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "dnd:read",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
        "app_mentions:read",
    }
)
EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "message.channels",
        "message.groups",
        "message.im",
        "team_join",
        "user_change",
        "member_joined_channel",
        "member_left_channel",
        "channel_archive",
        "channel_unarchive",
        "channel_rename",
    }
)


def app_from(manifest: Json) -> App:
    """Return the app as installed; what is not declared at all has everything the sandbox knows."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home = features.get("app_home", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())
    events = settings.get("event_subscriptions", {}).get("bot_events", ())
    return App(
        bot_user_id=BOT_USER_ID,
        scopes=_declared(manifest, scopes, SCOPES),
        commands=tuple(features.get("slash_commands", ())),
        shortcuts=tuple(features.get("shortcuts", ())),
        events=_declared(manifest, events, EVENTS),
        home_tab=home.get("home_tab_enabled", not manifest),
        messages_tab=home.get("messages_tab_enabled", True),
        socket_mode=settings.get("socket_mode_enabled", not manifest),
    )


def _declared(manifest: Json, found: Iterable[str], all_known: frozenset[str]) -> frozenset[str]:
    return frozenset(found) if manifest else all_known
