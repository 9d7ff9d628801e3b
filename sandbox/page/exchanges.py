"""What the inspector shows: every exchange with its timing; its content only if it is her own."""

from dataclasses import dataclass
from typing import Any

from sandbox import glimpse
from sandbox.state import Json, Workspace
from sandbox.traffic import Direction, Exchange, Traffic

MOST = 200
OPEN_TO_ALL = frozenset({"auth.test", "apps.connections.open", "team.info", "bots.info"})
"""What tells of nobody."""


def listed(traffic: Traffic, workspace: Workspace, user_id: str) -> list[Json]:
    """Return the newest exchanges, the last one first."""
    reader = Reader(workspace, user_id)
    newest = traffic.numbered()[-MOST:]
    return [_line(n, exchange, is_open=reader.may(exchange)) for n, exchange in reversed(newest)]


def opened(traffic: Traffic, workspace: Workspace, user_id: str, number: int) -> Json | None:
    """Return what was asked and answered, if it concerns her."""
    found = dict(traffic.numbered()).get(number)
    if found is None or not Reader(workspace, user_id).may(found):
        return None
    return {"asked": found.arguments, "answered": found.answer}


def _line(number: int, exchange: Exchange, *, is_open: bool) -> Json:
    answer = exchange.answer if isinstance(exchange.answer, dict) else {}
    return {
        "number": number,
        "to_app": exchange.direction is Direction.TO_APP,
        "kind": exchange.kind,
        "status": exchange.status,
        "at": exchange.at.timestamp(),
        "took": round(exchange.took * 1000, 1),
        "error": answer.get("error") if answer.get("ok") is False else None,
        "fault": exchange.fault,
        "is_open": is_open,
    }


@dataclass(frozen=True, slots=True)
class Reader:
    """Decides what somebody may look into: what cannot be told to be hers is not."""

    workspace: Workspace
    user_id: str

    def may(self, exchange: Exchange) -> bool:
        if exchange.kind in OPEN_TO_ALL:
            return True
        said = exchange.arguments
        if exchange.direction is Direction.TO_APP:
            return self._acted(said)
        return exchange.user_id == self.user_id or self._is_told(exchange.kind, said)

    def _acted(self, said: Json) -> bool:
        """Tell whether the app was told of what she did herself, or of what she can see too."""
        event = said.get("event", {})
        who = said.get("user_id") or said.get("user") or event.get("user")
        return bool(_id(who) == self.user_id) or self._is_in(event.get("channel"))

    def _is_told(self, kind: str, said: Json) -> bool:
        """Tell whether the app spoke of her or to her, or where all can read it."""
        whom = said.get("user") or said.get("user_id")
        if whom is not None:
            return bool(whom == self.user_id)
        if kind.startswith("views."):
            return self._views(said)
        place = said.get("channel")
        return bool(place == self.user_id) or self._is_in(place)

    def _is_in(self, channel_id: Any) -> bool:
        channel = self.workspace.channels.get(str(channel_id))
        return channel is not None and glimpse.is_in(channel, self.user_id)

    def _views(self, said: Json) -> bool:
        trigger = self.workspace.triggers.get(str(said.get("trigger_id", "")))
        view = self.workspace.views.get(str(said.get("view_id", "")))
        return self.user_id in {owner.user_id for owner in (trigger, view) if owner is not None}


def _id(who: Any) -> Any:
    return who.get("id") if isinstance(who, dict) else who
