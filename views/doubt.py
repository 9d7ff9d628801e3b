"""What leaders read of messages that did not arrive, or may not have."""

from dataclasses import dataclass
from datetime import datetime

from models.outbox import Fate
from views.ids import ActionId
from views.message import Message, button, buttons, inert, moment, section, small

NAMES = {"digest": "digest"}
"""What a kind of message is called; the others are just messages."""
REASONS = {
    "channel_not_found": "the channel does not exist any more, or I am not in it",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is archived",
    "not_in_channel": "I am not in the channel",
    "open_room:absent": "I am not in the channel",
    "open_room:shared": "another company is connected to the channel",
    "open_room:guest": "a guest reads there",
    "open_room:unknown": "I do not know everybody who reads there",
}
OTHERWISE = "nobody may post there just now"
THERE = "Noted: it is there."
AGAIN = "I will post it again."
DONE = {
    Fate.SENT: THERE,
    Fate.PENDING: AGAIN,
    Fate.SENDING: AGAIN,
    Fate.UNKNOWN: "It is not known yet whether it arrived.",
    Fate.FAILED: "It could not be posted; your Home says why.",
    Fate.DROPPED: "There was nothing left to say, so it was not posted.",
}


@dataclass(frozen=True, slots=True)
class Posted:
    """A message to a channel, and when it was sent there."""

    row_id: int
    kind: str
    channel_id: str
    at: datetime


def unsure_message(posted: Posted) -> Message:
    """Ask whether a message is there: Slack gave no answer when it was posted."""
    name = NAMES.get(posted.kind, "message")
    text = f"I am not sure that the {name} arrived. Is it there?"
    where = f"in <#{posted.channel_id}>, {moment(posted.at)}"
    return Message(
        text,
        (
            section(f"*I am not sure that the {name} arrived* {where}. Slack gave no answer."),
            buttons(
                button("It is there", ActionId.OUTBOX_THERE, posted.row_id),
                button("Post again", ActionId.OUTBOX_AGAIN, posted.row_id),
            ),
            small("You get this because you lead the firm. The first answer counts."),
        ),
    )


def settled_message(posted: Posted, fate: Fate) -> Message:
    """Say in the place of the question what has become of it."""
    name = NAMES.get(posted.kind, "message")
    words = DONE[fate]
    line = f"The {name} in <#{posted.channel_id}>, {moment(posted.at)}: {words}"
    return Message(f"The {name}: {words}", (section(line),))


def refused_message(channel_id: str, word: str) -> Message:
    """Say that a channel takes no post of ours, why, and what now."""
    reason = REASONS.get(word, OTHERWISE)
    now = "The next message is tried there again. Put it right before that, or choose another."
    return Message(
        f"I could not post in a channel: {reason}. {now}",
        (
            section(f"*I could not post in <#{inert(channel_id)}>*: {reason}."),
            section(now),
            small("You get this because you lead the firm, once a day at most."),
        ),
    )
