"""The one road by which messages leave for Slack: claim, commit, call, settle."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from models.account import note_accounts, unknown_among
from models.delivery.attempt import Attempt, settle
from models.delivery.refusal import note_refusal
from models.delivery.terms import TERMS, UPDATE, Terms
from models.delivery.turn import next_place, next_row
from models.delivery.verdict import Barred, Later, Refused, Verdict
from models.errors import BusyError, ConflictError
from models.outbox import OutboxRow
from models.ports import Now, Opener
from models.room import Room
from schedules.loading import Loaded, Loading, Rooms
from schedules.renderer import Renderers
from schedules.slack import Poster

log = logging.getLogger(__name__)
BARRED = "Slack refuses our token (%s): nothing is sent until it is good again"
HELD = "Slack does not let us use %s (%s): an administrator can; nothing is lost meanwhile"
NOT_DRAWN = "invalid_blocks"
"""Slack's word where it does not know a kind of block, as in a workspace that has it later."""
INSISTENCE = 8
"""So often it is tried to write down what became of a call: each waits while another writes."""
MOST_MET = 20
"""So many unknown readers of a channel are asked about before one message."""
LIMITED = ("ratelimited", "rate_limited")


@dataclass(frozen=True, slots=True)
class Deliver:
    """Sends what is due, one after the other, until nothing is or the pace is used up.

    As many as you like may run at once, in any number of processes: a message is claimed once.
    """

    begin: Opener
    reading: Opener
    now: Now
    slack: Poster
    words: Renderers
    is_stopping: Callable[[], bool] = lambda: False
    terms: Terms = TERMS

    def __call__(self) -> None:
        """Send; while somebody else writes for long, the next beat tries again."""
        with suppress(BusyError):
            while not self.is_stopping() and self.slack.is_open() and self.send_one():
                pass

    def send_one(self) -> bool:
        """Bring one message to its next state; False where none may leave now."""
        now, kinds = self.now(), self.words.keys()
        with self.reading() as session:
            places = next_place(session, now, kinds, self.terms)
        if not places:
            return False
        rooms: Rooms = {place: self.slack.room_of(place) for place in places if place}
        self._meet(rooms)
        now = self.now()
        with self.begin() as session:
            row = next_row(session, now, kinds, (self.terms, rooms.keys()))
            loaded = row and Loading(session, row, rooms, now).load(self.words, self.terms)
        if loaded:
            self._send(loaded)
        return row is not None

    def _meet(self, rooms: Rooms) -> None:
        """Ask Slack about readers whom nobody has told us of: they may be new."""
        seen = [room.member_ids for room in rooms.values() if isinstance(room, Room)]
        if not seen:
            return
        with self.reading() as session:
            unknown = unknown_among(session, frozenset().union(*seen))
        met = [one for one in map(self.slack.profile_of, unknown[:MOST_MET]) if one]
        if met:
            with self.begin() as session:
                note_accounts(session, met, self.now())

    def _send(self, loaded: Loaded) -> None:
        """Call Slack, unless the lease is over: then it may be in other hands."""
        attempt = loaded.attempt
        if self.now() >= attempt.until:
            return
        verdict = self._called(loaded)
        _say_what_stops_us(attempt.method, verdict)
        if not any(self._is_recorded(attempt, verdict) for _ in range(INSISTENCE)):
            log.error("message %s: nobody could write down what became of it", attempt.row_id)

    def _is_recorded(self, attempt: Attempt, verdict: Verdict) -> bool:
        """Write down how it ended; False where others were in the way."""
        now = self.now()
        with suppress(BusyError, ConflictError), self.begin() as session:
            if settle(session, attempt, verdict, now) and isinstance(verdict, Refused):
                note_refusal(session, session.get_one(OutboxRow, attempt.row_id), now)
            return True
        return False

    def _called(self, loaded: Loaded) -> Verdict:
        letter = loaded.letter
        if loaded.attempt.method == UPDATE:
            return self.slack.edit(letter.to, loaded.ts or "", letter.payload)
        verdict = self.slack.post(letter)
        if loaded.plain and verdict == Refused(NOT_DRAWN):
            return self.slack.post(loaded.plain)  # a definite no: the first is nowhere
        return verdict


def _say_what_stops_us(method: str, verdict: Verdict) -> None:
    if isinstance(verdict, Barred):
        log.error(BARRED, verdict.word)
    elif isinstance(verdict, Later) and verdict.word not in LIMITED:
        log.error(HELD, method, verdict.word)
