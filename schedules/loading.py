"""What comes before a message may leave: everything is looked at anew, then it is claimed."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.delivery.addressee import UnreachableError, address
from models.delivery.attempt import ENDED, Attempt, base_of, claim, drop, fail, postpone, stumble
from models.delivery.refusal import UNKNOWN_ROOM, note_refusal
from models.delivery.terms import Terms
from models.delivery.verdict import Refused
from models.outbox import MISSED, OutboxRow
from models.planning.agenda import DIGEST_WAITS
from models.ports import Session
from models.room import READERS, Room
from schedules.renderer import Dropped, Renderers
from schedules.slack import Letter
from views.message import Message

log = logging.getLogger(__name__)
Rooms = Mapping[str, Room | Refused | None]
ORPHAN = "without what it hangs on"


class NothingLeftError(Exception):
    """There is nothing left to say; `why` says why not."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Loaded:
    """A message that is claimed and has its words; with `ts` it is one that changes.

    `plain` says the same with older blocks, for where Slack does not take those of the letter.
    """

    attempt: Attempt
    letter: Letter
    plain: Letter | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Loading:
    """One message in one transaction, and who reads in the channels, seen just before."""

    session: Session
    row: OutboxRow
    rooms: Rooms
    now: datetime

    def load(self, words: Renderers, terms: Terms) -> Loaded | None:
        """Claim the message; where it cannot leave, write down why, and return nothing."""
        try:
            return self._loaded(words, terms)
        except NothingLeftError as left:
            drop(self.session, self.row, left.why)
        except UnreachableError as unreachable:
            self._cannot(unreachable.why)
        return None

    def _cannot(self, why: str) -> None:
        """Give it up; where only somebody is not known yet, not before it is too late."""
        too_late = self.row.stale_at or self.row.wanted_at + DIGEST_WAITS
        if why == UNKNOWN_ROOM and self.now < too_late:
            self.row.why = why
            postpone(self.session, self.row, self.now)
            return
        fail(self.session, self.row, why)
        note_refusal(self.session, self.row, self.now)

    def _loaded(self, words: Renderers, terms: Terms) -> Loaded | None:
        base = self._base()
        if self._waits_for_its_room():
            postpone(self.session, self.row, self.now)
            return None
        to = self._address()
        said, attempt = self._claimed(words, terms)
        if isinstance(said, Dropped):
            raise NothingLeftError(said.why)
        if said is None or attempt is None:
            return None
        letter = Letter(to, said.payload(), self.row.mark)
        plain = replace(letter, payload=said.instead.payload()) if said.instead else None
        return _hung(Loaded(attempt, letter, plain), self.row, base)

    def _base(self) -> OutboxRow | None:
        """Return what it changes or hangs below; raises NothingLeftError where that never came."""
        base = base_of(self.session, self.row)
        if base and (base.fate in ENDED or (self.row.edit_of_id and base.ts is None)):
            raise NothingLeftError(ORPHAN)
        if self.row.stale_at and self.row.stale_at <= self.now:
            if self.row.why == UNKNOWN_ROOM:
                raise UnreachableError(UNKNOWN_ROOM)
            raise NothingLeftError(MISSED)
        return base

    def _waits_for_its_room(self) -> bool:
        """Say whether Slack did not say who reads in the channel."""
        return bool(self.row.channel_id) and self.rooms.get(self.row.channel_id or "") is None

    def _address(self) -> str:
        room = self.rooms.get(self.row.channel_id or "")
        if isinstance(room, Refused):
            raise UnreachableError(room.word)
        return address(self.session, self.row, room)

    def _claimed(
        self, words: Renderers, terms: Terms
    ) -> tuple[Message | Dropped | None, Attempt | None]:
        """Return the words and the attempt; where the pace is used up, all stays as it was."""
        with self.session.begin_nested() as kept:
            said = self._said(words)
            is_said = isinstance(said, Message)
            attempt = claim(self.session, self.row, self.now, terms) if is_said else None
            if is_said and attempt is None:
                kept.rollback()
        return said, attempt

    def _said(self, words: Renderers) -> Message | Dropped | None:
        """Return the words; nothing where they could not be made, this time or for good."""
        said: Message | Dropped | None = None
        self.session.info[READERS] = self.rooms.get(self.row.channel_id or "")
        try:
            with self.session.begin_nested():
                said = words[self.row.kind](self.session, self.row, self.now)
        except Exception:  # whatever is wrong with one message, the others leave
            log.exception("message %s (%s) has no words", self.row.id, self.row.kind)
            if stumble(self.session, self.row, self.now):
                log.error("message %s (%s) is given up", self.row.id, self.row.kind)  # noqa: TRY400  # said above
        return said


def _hung(loaded: Loaded, row: OutboxRow, base: OutboxRow | None) -> Loaded:
    """Return it with the message that it changes, or hangs below.

    What a leader saw there has no ts: what hangs on that stands in the channel by itself.
    """
    if base is None:
        return loaded
    to = base.posted_in or loaded.letter.to
    thread_ts = None if row.edit_of_id else base.ts
    return replace(
        loaded,
        letter=replace(loaded.letter, to=to, thread_ts=thread_ts),
        plain=replace(loaded.plain, to=to, thread_ts=thread_ts) if loaded.plain else None,
        ts=base.ts if row.edit_of_id else None,
    )
