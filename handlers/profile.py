"""Slack's user object, read into what the directory keeps of an account."""

from typing import Any

from models.account import Profile
from models.exchange.cell import PERSON, CellError, on_one_line
from models.setting import known_zone
from models.text import NAME

SLACKBOT = "USLACKBOT"
"""Slack's own bot, which its user object does not call one."""
LONGEST_EMAIL = 254


def profile_from(user: dict[str, Any]) -> Profile:
    """Read a user object, as users.info, users.list, team_join and user_change give it.

    Someone unknown to the workspace counts as a guest too, whatever team the object names.
    """
    said = user.get("profile") or {}
    flags = {name for name, value in user.items() if value is True}
    return Profile(
        slack_user_id=user["id"],
        team_id=user.get("team_id") or said.get("team") or "",
        name=_name(user, said),
        email=_email(said.get("email")),
        time_zone=_zone(user.get("tz")),
        is_admin=bool(flags & {"is_admin", "is_owner", "is_primary_owner"}),
        is_guest=bool(flags & {"is_restricted", "is_ultra_restricted", "is_stranger"}),
        is_bot="is_bot" in flags or user["id"] == SLACKBOT,
        is_gone="deleted" in flags,
        version=int(user.get("updated") or 0),
    )


def _name(user: dict[str, Any], said: dict[str, Any]) -> str:
    names = (said.get("real_name"), user.get("real_name"), said.get("display_name"))
    called = next((on_one_line(name) for name in (*names, user.get("name")) if name), "")
    return called[:NAME] or str(user["id"])


def _email(words: str | None) -> str | None:
    """Return an e-mail as the sheets write it, so that the two are found to be one."""
    try:
        email: str = PERSON.read(words or "")
    except CellError:
        return None
    return email if len(email) <= LONGEST_EMAIL else None


def _zone(name: str | None) -> str | None:
    try:
        return known_zone(name or "")
    except ValueError:
        return None
