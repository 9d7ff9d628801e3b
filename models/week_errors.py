"""Why something about the week is refused."""

from dataclasses import dataclass

from models.errors import RefusedError


class NoDigestChannelError(RefusedError):
    """There is nowhere to post the leaders' digest."""


class PostedTodayError(RefusedError):
    """A leader had a digest posted today already."""


@dataclass(eq=False)
class DigestRoomError(RefusedError):
    """The digest cannot go to a channel where somebody reads who must not: `why` says who."""

    why: str
    field: str | None = None
