"""How a call to Slack can end, as far as a message is concerned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands there."""

    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A definite no, in Slack's own word."""

    word: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not taken: this method is not to be called for so long; Slack may not say how long."""

    seconds: int | None
    word: str = "ratelimited"


@dataclass(frozen=True, slots=True)
class Unreached:
    """Nothing was sent: nobody took the call."""

    word: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """It may have arrived; `is_down` where Slack itself seems to be in trouble."""

    word: str
    is_down: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """Slack takes our token no more; nothing is wrong with the message."""

    word: str


Verdict = Sent | Refused | Later | Unreached | Perhaps | Barred
