"""Slack as the jobs need it: it posts once, looks for what may have arrived, and never waits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.client import SlackClient
from bot.contact import Contact, State
from bot.directory import Directory
from bot.verdict import FAILURES, verdict_on
from models.account import Profile
from models.delivery.verdict import Barred, Perhaps, Refused, Sent, Unreached, Verdict
from models.room import Room
from schedules.slack import Letter, Place, Trace

EVENT = "trefoil"
SKEW = timedelta(minutes=2)
"""Our clock and Slack's may differ by so much."""
PAGE, PAGES = 200, 5
POSTED: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}


@dataclass(frozen=True)
class Postman:
    """The real thing behind schedules.slack.Poster; safe for threads, as its client is."""

    client: SlackClient
    contact: Contact
    directory: Directory

    def is_open(self) -> bool:
        return self.contact.known.state is State.REACHED

    def post(self, letter: Letter) -> Verdict:
        marked = {"event_type": EVENT, "event_payload": {"mark": letter.mark}}
        return self._judged(
            lambda: self.client.chat_postMessage(
                channel=letter.to,
                thread_ts=letter.thread_ts,
                metadata=marked,
                **POSTED,
                **letter.payload,
            )
        )

    def edit(self, channel_id: str, ts: str, payload: Mapping[str, Any]) -> Verdict:
        blocks = payload.get("blocks", [])  # without any, the old ones would stay
        words = dict(payload) | {"blocks": blocks}
        return self._judged(
            lambda: self.client.chat_update(channel=channel_id, ts=ts, parse="none", **words)
        )

    def find(self, mark: str, place: Place) -> str | Trace:
        try:
            found = (m["ts"] for m in self._said(place) if _mark_of(m) == mark)
            return next(found, Trace.ABSENT)
        except FAILURES as error:
            return self._trace(error)

    def direct(self, user_id: str) -> str | Trace:
        try:
            return str(self.client.conversations_open(users=user_id)["channel"]["id"])
        except FAILURES as error:
            return self._trace(error)

    def room_of(self, channel_id: str) -> Room | Refused | None:
        try:
            return self.directory.look_into(channel_id)
        except FAILURES as error:
            verdict = self._noted(verdict_on(error))
            return verdict if isinstance(verdict, Refused) else None

    def profile_of(self, user_id: str) -> Profile | None:
        return self.directory.profile_of(user_id)

    def _judged(self, call: Callable[[], Any]) -> Verdict:
        try:
            answer = call()
            return Sent(str(answer["channel"]), str(answer["ts"]))
        except FAILURES as error:
            return self._noted(verdict_on(error))

    def _trace(self, error: Exception) -> Trace:
        """Tell a no, by which nothing can ever be read there, from an answer that did not come."""
        verdict = self._noted(verdict_on(error))
        is_no = isinstance(verdict, Refused)
        lacks_scope = isinstance(error, SlackApiError) and error.response.get("error")
        return Trace.UNREADABLE if is_no or lacks_scope == "missing_scope" else Trace.NOT_NOW

    def _noted(self, verdict: Verdict) -> Verdict:
        """Let our contact know what concerns more than one message."""
        match verdict:
            case Barred():
                self.contact.hears(State.REFUSED)
            case Unreached() | Perhaps(is_down=True):
                self.contact.hears(State.UNREACHABLE)
            case _:
                pass
        return verdict

    def _said(self, place: Place) -> Iterator[Mapping[str, Any]]:
        """Return what was said in a place since a time; raises what FAILURES names."""
        cursor = ""
        for _ in range(PAGES):
            page = self._page(place, cursor)
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return
        raise ValueError(PAGES)  # too much was said there to know

    def _page(self, place: Place, cursor: str) -> Any:
        since = f"{(place.since - SKEW).timestamp():.6f}"
        asked: dict[str, Any] = {"channel": place.channel_id, "oldest": since, "limit": PAGE}
        asked |= {"include_all_metadata": True, "cursor": cursor or None}
        if place.thread_ts:
            return self.client.conversations_replies(ts=place.thread_ts, **asked)
        return self.client.conversations_history(**asked)


def _mark_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    is_ours = metadata.get("event_type") == EVENT
    return (metadata.get("event_payload") or {}).get("mark") if is_ours else None
