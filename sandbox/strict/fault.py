"""What is wrong with a payload, where it stands, and the code that Slack answers with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason to refuse; `str()` of it is the line that Slack writes."""

    pointer: str
    said: str
    code: str = "invalid_blocks"

    def __str__(self) -> str:
        return f"[ERROR] {self.said} [json-pointer:{self.pointer}]"
