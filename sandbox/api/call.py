"""One call of a Web API method: its arguments read the way Slack reads them, and its refusals."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.site import Site, refusal
from sandbox.state import Json, Workspace

YES = ("true", "1")


class RefusedError(Exception):
    """Slack says no; `body` is its answer."""

    def __init__(self, code: str, *messages: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.body = refusal(code, *messages, **facts)


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name and arguments, and the sandbox in which it runs."""

    site: Site
    method: str
    arguments: Json

    @property
    def workspace(self) -> Workspace:
        return self.site.workspace

    def has(self, name: str) -> bool:
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Return the argument as a string; an empty one where it is missing."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in YES

    def words(self, name: str) -> list[str]:
        """Return a list that was sent as JSON or with commas."""
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(word) for word in value]
        return [word for word in self.text(name).split(",") if word]

    def structure(self, name: str, code: str) -> Any:
        """Return what was sent as JSON; None where nothing was, `code` where it is none."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise RefusedError(code) from error

    def need_scope(self, *any_of: str) -> None:
        """Refuse unless the app was granted one of these."""
        granted = self.workspace.app.scopes
        if any_of and granted.isdisjoint(any_of):
            facts = {"needed": ",".join(any_of), "provided": ",".join(sorted(granted))}
            raise RefusedError("missing_scope", **facts)

    def limit(self, default: int, code: str = "invalid_limit") -> int:
        """Return how many the caller wants at most; `code` where that is no possible number."""
        said = self.text("limit") or "0"
        if not said.isdecimal() or int(said) > 1000:  # noqa: PLR2004  # Slack's own bound
            raise RefusedError(code)
        return int(said) or default

    def page(self, ids: Sequence[str], limit: int) -> tuple[list[str], Json]:
        """Return one page of what has these ids, in this order, and where the next one starts."""
        start = self._start(ids)
        more = ids[start + limit : start + limit + 1]
        cursor = urlsafe_b64encode(f"next:{more[0]}".encode()).decode() if more else ""
        return list(ids[start : start + limit]), {"next_cursor": cursor}

    def _start(self, ids: Sequence[str]) -> int:
        cursor = self.text("cursor")
        if not cursor:
            return 0
        try:
            return ids.index(urlsafe_b64decode(cursor).decode().removeprefix("next:"))
        except (ValueError, Base64Error) as error:
            raise RefusedError("invalid_cursor") from error
