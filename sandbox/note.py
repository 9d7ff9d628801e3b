"""A message as a person sees it."""

from sandbox.reading import mrkdwn
from sandbox.sight import Sight
from sandbox.state import Json, Message


class Note(Sight):
    """A message, posted for all or for her alone."""

    kind = "a message"

    @property
    def message(self) -> Message:
        message = self.surface.message
        if message is None:
            raise ValueError(self.surface)
        return message

    @property
    def text(self) -> str:
        return super().text or mrkdwn(self.fallback, self._hands.named)

    @property
    def fallback(self) -> str:
        """What a notification and a screen reader say."""
        return self.message.text

    @property
    def is_private(self) -> bool:
        return self.message.only_for is not None

    @property
    def channel(self) -> str:
        return self.message.channel_id

    @property
    def ts(self) -> str:
        return self.message.ts

    @property
    def author(self) -> str:
        return self._hands.named(f"@{self.message.user_id}|")

    @property
    def files(self) -> list[str]:
        return self.message.files

    @property
    def payload(self) -> Json:
        return {"text": self.message.text, "blocks": self._blocks}
