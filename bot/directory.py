"""Slack as the listeners need it: who is who, who reads where, and the forms they open."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Lock
from time import monotonic
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.client import SlackClient
from handlers.profile import profile_from
from handlers.slack import File
from models.account import Profile
from models.room import Room

LOOK = 1
"""Seconds for a question to Slack; what is not known by then is not known."""
SHOW = 2
"""Seconds for a form: one that has opened must not be taken for one that has not."""
KEPT = 600
"""Seconds for which it is known who reads in a channel."""
WELL = 200
PAGE = 200
MEMBERS_PAGE = 1000
TRIES = 5
WAIT, LONGEST_WAIT = 30.0, 120.0
SILENCE = (SlackClientError, OSError, HTTPException)
"""What it is when Slack does not answer, or says no."""
ABROAD = ("is_ext_shared", "is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")


@dataclass(slots=True)
class _Seen:
    """A room as it was seen; `turn` moves on when its readers change, also during a look."""

    turn: int = 0
    room: Room | None = None
    at: float = 0.0


@dataclass
class Directory:
    """The real thing behind handlers.slack.Slack; safe for threads, as its client is."""

    client: SlackClient
    stopwatch: Callable[[], float] = monotonic
    wait: Callable[[float], object] = field(default_factory=lambda: Event().wait)

    def __post_init__(self) -> None:
        self.look = _patient(self.client, LOOK)
        self.show = _patient(self.client, SHOW)
        self._rooms: dict[str, _Seen] = {}
        self._lock = Lock()

    def profile_of(self, user_id: str) -> Profile | None:
        try:
            return profile_from(self.look.users_info(user=user_id)["user"])
        except SILENCE:
            return None

    def room_of(self, channel_id: str) -> Room | None:
        with self._lock:
            seen = self._rooms.setdefault(channel_id, _Seen())
            turn, started = seen.turn, self.stopwatch()
            if seen.room and started - seen.at < KEPT:
                return seen.room
        room = self._seen_room(channel_id, started)
        with self._lock:
            if seen.turn == turn:
                seen.room, seen.at = room, started
        return room

    def look_into(self, channel_id: str) -> Room:
        """Look who reads in a channel now; raises what SILENCE names where Slack does not say."""
        return self._look_into(channel_id, self.stopwatch())

    def forget_room(self, channel_id: str) -> None:
        with self._lock:
            seen = self._rooms.setdefault(channel_id, _Seen())
            seen.turn, seen.room = seen.turn + 1, None

    def open_form(self, trigger_id: str, view: dict[str, Any]) -> None:
        self.show.views_open(trigger_id=trigger_id, view=view)

    def push_form(self, trigger_id: str, view: dict[str, Any]) -> None:
        self.show.views_push(trigger_id=trigger_id, view=view)

    def change_form(self, view_id: str, hash_: str, view: dict[str, Any]) -> None:
        self.show.views_update(view_id=view_id, hash=hash_, view=view)

    def answer(self, url: str, body: dict[str, Any]) -> int | None:
        return self.client.answer(url, body)

    def send_file(self, user_id: str, file: File) -> bool:
        """Open the conversation, have the bytes taken, and share them there."""
        try:
            channel = self.show.conversations_open(users=user_id)["channel"]["id"]
            place = self.show.files_getUploadURLExternal(
                filename=file.name, length=len(file.content)
            )
            if self.client.upload(place["upload_url"], file.content) != WELL:
                return False
            files = [{"id": place["file_id"], "title": file.name}]
            self.show.files_completeUploadExternal(
                files=files, channel_id=channel, initial_comment=file.words or None
            )
        except SILENCE:
            return False
        return True

    def publish_home(self, user_id: str, view: dict[str, Any]) -> None:
        self.show.views_publish(user_id=user_id, view=view)

    def all_profiles(self) -> Iterator[Profile]:
        """Return every account that Slack lists, page by page, at the pace that Slack asks for.

        Raises what the client raises when Slack does not answer: half a list is none.
        """
        cursor = ""
        while True:
            page = self._list(cursor)
            yield from map(profile_from, page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def _list(self, cursor: str) -> Any:
        for _ in range(TRIES - 1):
            try:
                return self.client.users_list(limit=PAGE, cursor=cursor or None)
            except SlackApiError as error:
                self.wait(_told_to_wait(error))
        return self.client.users_list(limit=PAGE, cursor=cursor or None)

    def _seen_room(self, channel_id: str, started: float) -> Room | None:
        try:
            return self._look_into(channel_id, started)
        except SILENCE:
            return None

    def _look_into(self, channel_id: str, started: float) -> Room:
        channel = self.look.conversations_info(channel=channel_id)["channel"]
        members = self._members(channel_id, started)
        shared = any(channel.get(name) for name in ABROAD)
        abroad = shared or bool(channel.get("is_shared") and not channel.get("is_org_shared"))
        name = str(channel.get("name") or "")
        return Room(abroad, bool(channel.get("is_member")), members, name)

    def _members(self, channel_id: str, started: float) -> frozenset[str]:
        """Return all members, unless that takes more than the time for it."""
        members: set[str] = set()
        for page in self._member_pages(channel_id):
            members.update(page)
            if self.stopwatch() - started > LOOK:
                raise TimeoutError
        return frozenset(members)

    def _member_pages(self, channel_id: str) -> Iterator[list[str]]:
        cursor = ""
        while True:
            page = self.look.conversations_members(
                channel=channel_id, limit=MEMBERS_PAGE, cursor=cursor or None
            )
            yield page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return


def _patient(client: WebClient, seconds: int) -> WebClient:
    """Return the same client, with so much patience."""
    other = copy(client)
    other.timeout = seconds
    return other


def _told_to_wait(error: SlackApiError) -> float:
    """Return for how long Slack wants to be left alone; raises the error if it was another."""
    answer = error.response
    if answer.get("error") not in {"ratelimited", "rate_limited"}:
        raise error
    told = [value for name, value in answer.headers.items() if name.lower() == "retry-after"]
    wait = float(told[0]) if told and str(told[0]).isdecimal() else WAIT
    return min(wait, LONGEST_WAIT)
