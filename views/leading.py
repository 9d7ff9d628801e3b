"""The week on a leader's Home: its messages, the digest, and what waits for a leader."""

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models import blocks as kit

from models.delivery.audit import Undelivered
from models.leading import Leading
from models.outbox import MISSED, Fate
from models.place import zone_label
from models.room import Readership
from views.ids import ActionId
from views.launch import launch_blocks
from views.mark import day_words
from views.message import button, heading, inert, numbered, section, strong
from views.week_ahead import digest_words, stopped_blocks, week_blocks

MOST_REFUSED = 8
MOST_LOST = 8
KINDS = {
    "week": "weekly message",
    "week.follow_up": "weekly message",
    "turn": "news of a project",
    "greeting": "answer",
    "digest": "digest",
    "digest.part": "list of the digest",
}
WHY = {
    MISSED: "too late to send",
    "not_in_channel": "I am not in this channel: type /invite @Trefoil there",
    "channel_not_found": "the channel is gone: choose another in Firm settings",
    "is_archived": "the channel is archived: choose another in Firm settings",
    "inactive": "has left",
    "no_account": "no Slack account",
    "gone": "the Slack account is closed",
    "open_room:guest": "a guest reads this channel: choose another in Firm settings",
    "open_room:unknown": "I do not know everybody who reads this channel",
    "open_room:absent": "I am not in this channel: type /invite @Trefoil there",
    "unknown": "not known whether it arrived",
    "open_room:shared": "another company reads this channel: choose another in Firm settings",
}


def leaders_week(leading: Leading, day: date, readership: Readership | None) -> Iterator[kit.Block]:
    """Draw it; before the launch there is little more than the launch itself."""
    yield heading("The week")
    yield from launch_blocks(leading.launch)
    is_begun = leading.launch.is_launched or bool(leading.launch.tried)
    if is_begun:
        digest = digest_words(leading.digest, day, leading.zone)
        digest += f" ({zone_label(leading.zone)})" if leading.digest.is_to_come else ""
        yield from week_blocks(leading.planned, digest, readership)
    yield from stopped_blocks(leading.stopped)
    yield from undelivered_blocks(leading.undelivered, day)
    for person, project, project_id in leading.refused[:MOST_REFUSED]:
        yield section(
            f"{inert(person, 80)} says that {strong(project, 120)} is somebody else's.",
            button(
                "Name manager", numbered(ActionId.ROLE_NAME, project_id), f"project:{project_id}"
            ),
        )


def undelivered_blocks(lost: Sequence[Undelivered], day: date) -> Iterator[kit.Block]:
    """Draw what could not be delivered, and what to do about it."""
    if not lost:
        return
    lines = [_lost(one, day) for one in lost[:MOST_LOST]]
    more = len(lost) - MOST_LOST
    lines += [f"and {more} more"] if more > 0 else []
    yield section("\n".join(["*Could not be delivered*", *lines]))


def _lost(one: Undelivered, day: date) -> str:
    to = inert(one.person, 80) if one.person else f"<#{one.channel_id}>"
    what = KINDS.get(one.kind, "message")
    return f"{to} · {what} · {day_words(one.since.date(), day)} · {_why(one)}"


def _why(one: Undelivered) -> str:
    if one.fate is Fate.UNKNOWN:
        return "not known whether it arrived"
    if one.fate in {Fate.PENDING, Fate.SENDING}:
        return "still waiting"
    return WHY.get(one.why or "", f"Slack said {one.why}" if one.why else "it failed")
