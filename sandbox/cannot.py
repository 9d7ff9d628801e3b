"""What a person cannot do in Slack's client, in words that say what she sees instead."""

from collections.abc import Iterable


class CannotError(Exception):
    """Slack's client offers no way to do this; nothing was sent to the app."""


class AmbiguousClickError(CannotError):
    """Several things share this label; `near` tells them apart."""

    def __init__(self, label: str, places: Iterable[str], screen: str) -> None:
        each = "\n".join(f"  - near {place!r}" for place in places)
        super().__init__(f"{label!r} is there several times; say near=...:\n{each}\n{screen}")


class NotThereError(CannotError):
    """What she looks for is not there; `offered` is."""

    def __init__(self, wanted: str, what: str, offered: Iterable[str], screen: str = "") -> None:
        known = ", ".join(map(repr, offered)) or "nothing"
        super().__init__(f"There is no {what} {wanted!r}; there is: {known}\n{screen}".rstrip())
        self.offered = tuple(offered)


class OutOfReachError(CannotError):
    """It is gone, or a form lies before it; `front` is that form's title."""

    def __init__(self, who: str, screen: str, front: str | None) -> None:
        why = "it is gone" if front is None else f"a form lies before it: {front}"
        super().__init__(f"{who} cannot reach {screen}\n{why}")
        self.front = front
