"""What listeners need of Slack itself, named by those who need it; bot/ has the real thing."""

from dataclasses import dataclass
from typing import Any, Protocol

from models.account import Profile
from models.room import Room


@dataclass(frozen=True, slots=True)
class File:
    """What is sent to one person: what it is called, what it holds, and what is said with it."""

    name: str
    content: bytes
    words: str = ""


class Slack(Protocol):
    """A question is answered within a second, a form or an answer taken within two, or given up.

    None is called inside a transaction.
    """

    def profile_of(self, user_id: str) -> Profile | None:
        """Return what Slack says of an account; nothing when it does not say."""

    def room_of(self, channel_id: str) -> Room | None:
        """Return who reads in a channel, not older than ten minutes; nothing when not known."""

    def forget_room(self, channel_id: str) -> None:
        """Look anew at the next question: who reads there has changed."""

    def open_form(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Open a form for whoever just clicked."""

    def push_form(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Lay a form on the one that is open."""

    def change_form(self, view_id: str, hash_: str, view: dict[str, Any]) -> None:
        """Change an open form, unless it was changed meanwhile."""

    def answer(self, url: str, body: dict[str, Any]) -> int | None:
        """Answer by a response_url; the HTTP status, or nothing where nobody took it."""

    def send_file(self, user_id: str, file: File) -> bool:
        """Send somebody a file in the conversation with the app; False unless it surely arrived."""

    def publish_home(self, user_id: str, view: dict[str, Any]) -> None:
        """Draw somebody's Home."""
