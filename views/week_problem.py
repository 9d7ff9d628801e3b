"""How a refusal about the week is said."""

from models.errors import RefusedError
from models.week_errors import DigestRoomError, NoDigestChannelError, PostedTodayError

WEEKLY = (DigestRoomError, NoDigestChannelError, PostedTodayError)
ROOMS = {
    "shared": "Another company reads this channel. Choose one of the firm alone.",
    "guest": "A guest reads this channel. Choose one without guests.",
    "absent": "I am not in this channel. Type /invite @Trefoil there, then try again.",
    "unknown": (
        "I cannot see who reads this channel. If I am not in it, type /invite @Trefoil there; else"
        " try again in a minute."
    ),
}
"""Why a channel is none for the digest."""


def week_words(error: RefusedError) -> str:
    """Return the sentence for one of WEEKLY; plain text."""
    match error:
        case DigestRoomError(why=why):
            return ROOMS.get(why, ROOMS["unknown"])
        case PostedTodayError():
            return "A digest was posted today by hand already. Preview shows it as it stands now."
        case _:
            return "No channel is chosen for the digest. Choose one: Launch, or Firm settings."
