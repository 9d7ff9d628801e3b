"""What goes to the app and what comes back: envelopes, answers, and the errors of both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import uuid4

from sandbox.state import Json

LIMIT = 3.0
"""Seconds in which the app must have answered."""


class Kind(StrEnum):
    """How Socket Mode names what it carries; over HTTP each has its own way of being written."""

    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One request to the app, before a transport has given it its form."""

    kind: Kind
    payload: Json
    sent_at: datetime
    id: str = field(default_factory=lambda: str(uuid4()))
    retry: int | None = None
    reason: str | None = None

    @property
    def accepts_payload(self) -> bool:
        """Whether the answer may say something: that of an event may not."""
        return self.kind is not Kind.EVENT

    @property
    def content_type(self) -> str:
        return (
            "application/json" if self.kind is Kind.EVENT else "application/x-www-form-urlencoded"
        )

    @property
    def body(self) -> str:
        """The request as it is written over HTTP: a form, a form around JSON, or JSON."""
        if self.kind is Kind.COMMAND:
            return urlencode(self.payload)
        text = json.dumps(self.payload, ensure_ascii=False, separators=(",", ":"))
        return text if self.kind is Kind.EVENT else urlencode({"payload": text})

    @property
    def name(self) -> str:
        """What the app is asked, in a word: the command, the event, or the kind of interaction."""
        if self.kind is Kind.EVENT:
            return str(self.payload.get("event", self.payload).get("type"))
        return str(self.payload.get("command") or self.payload.get("type"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered; `headers` have lower-case names."""

    status: int
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_accepted(self) -> bool:
        return self.status // 100 == 2  # noqa: PLR2004  # 2xx

    @property
    def json(self) -> Any:
        """The body read as an object of JSON; its own text where it is none."""
        if not self.text.lstrip().startswith("{"):
            return self.text
        try:
            return json.loads(self.text)
        except ValueError:
            return self.text


class Transport(Protocol):
    """A way to the app: Socket Mode, signed HTTP, or a call in this process."""

    def deliver(self, envelope: Envelope) -> Answer:
        """Hand it over and wait for the answer, three seconds at most, or NoAnswerError."""


class NoAnswerError(Exception):
    """The app could not be reached or did not answer; `reason` as x-slack-retry-reason has it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SlackSaysError(Exception):
    """Slack shows its user an error instead of what the app wanted; `code` is its short name."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{words} ({code})")
        self.code = code
        self.words = words
