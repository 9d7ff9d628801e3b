"""dnd.*: who does not want to be disturbed, and from when until when."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.api.call import Call, RefusedError
from sandbox.state import Json, User

NEVER = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
DAY = timedelta(days=1)
MOST_USERS = 50


def info(call: Call) -> Json:
    user_id = call.text("user") or call.workspace.app.bot_user_id
    user = call.workspace.users.get(user_id)
    if user is None:
        raise RefusedError("user_not_found")
    return _quiet(user, call.workspace.clocks.wall())


def team_info(call: Call) -> Json:
    wanted = call.words("users")
    if not wanted:
        raise RefusedError("no_users_provided")
    if len(wanted) > MOST_USERS:
        raise RefusedError("invalid_arguments", "[ERROR] too many users [json-pointer:/users]")
    known, now = call.workspace.users, call.workspace.clocks.wall()
    return {"users": {id_: _quiet(known[id_], now) for id_ in wanted if id_ in known}}


def _quiet(user: User, now: datetime) -> Json:
    """Return the stretch of quiet that lasts now or comes next, by the user's own clock."""
    if user.quiet is None:
        return NEVER
    zone = ZoneInfo(user.tz)
    start_at, end_at = time.fromisoformat(user.quiet.start), time.fromisoformat(user.quiet.end)
    days = [now.astimezone(zone).date() + DAY * n for n in (-1, 0, 1)]
    for day in days:
        until = day if end_at > start_at else day + DAY
        start = datetime.combine(day, start_at, zone)
        end = datetime.combine(until, end_at, zone)
        if end > now:
            break
    stamps = {"next_dnd_start_ts": int(start.timestamp()), "next_dnd_end_ts": int(end.timestamp())}
    return {"dnd_enabled": True, **stamps}
