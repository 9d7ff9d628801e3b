"""The words for what stands in angle brackets: people, channels, dates by the reader's clock."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.reading import Named
from sandbox.state import User, Workspace

TOKENS: dict[str, Callable[[datetime], str]] = {
    "date_num": lambda at: f"{at:%Y-%m-%d}",
    "date": lambda at: f"{at:%B} {_ordinal(at.day)}, {at.year}",
    "date_short": lambda at: f"{at:%b} {at.day}, {at.year}",
    "date_long": lambda at: f"{at:%A}, {at:%B} {_ordinal(at.day)}, {at.year}",
    "time": lambda at: f"{at:%H:%M}",
    "time_secs": lambda at: f"{at:%H:%M:%S}",
}


def namer(workspace: Workspace, reader: User) -> Named:
    """Return what gives the words for `@U1|label`, `#C1|`, `!here|` and dates."""

    def named(target: str) -> str:
        name, _, label = target.partition("|")
        sign, rest = name[0], name[1:]
        if sign == "@":
            user = workspace.users.get(rest)
            return f"@{user.real_name}" if user else label or name
        if sign == "#":
            channel = workspace.channels.get(rest)
            return f"#{channel.name}" if channel else label or name
        if rest.startswith("date^"):
            return _date(rest, label, reader)
        return label or f"@{rest}"

    return named


def _date(rest: str, fallback: str, reader: User) -> str:
    """Write a date as her device would, without the words today and yesterday."""
    _, seconds, form, *_ = rest.split("^")
    at = datetime.fromtimestamp(int(seconds), UTC).astimezone(ZoneInfo(reader.tz))

    def filled(found: re.Match[str]) -> str:
        write = TOKENS.get(found[1].removesuffix("_pretty"))
        return write(at) if write else fallback

    return re.sub(r"\{(\w+)\}", filled, form)


TEENS = range(11, 14)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _ordinal(day: int) -> str:
    ending = "th" if day in TEENS else ENDINGS.get(day % 10, "th")
    return f"{day}{ending}"
