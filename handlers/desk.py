"""The front desk: whoever asks is recognised, and let into one transaction; or is refused."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from handlers.call import Call
from handlers.slack import Slack
from models.account import account_of, note_accounts, unknown_among
from models.errors import ConflictError, FaultsError, UnknownAccountError
from models.ports import Now, Opener, Session
from models.receipt import take_once
from models.room import Room
from models.visitor import Visitor, recognise

BUDGET = 2.0
"""Seconds for all the look-ups of one request: after three, Slack tells of a failure."""
LOOK_UP = 1.0
"""Seconds that one may take."""
MOST_NEW = 8
"""So many members of a channel are looked up while somebody waits; with more it is not known."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every listener is given: two ways into the database, the time, and Slack."""

    begin: Opener
    reading: Opener
    now: Now
    slack: Slack
    met: set[str] = field(default_factory=set)
    """The accounts that the directory is known to have; others are looked up at first sight."""
    stopwatch: Callable[[], float] = monotonic

    @contextmanager
    def acting(self, call: Call) -> Iterator[tuple[Session, Visitor]]:
        """Write: the request has its effect once, with all of its answer built, or not at all."""
        self.meet(call.user_id)
        now = self.now()
        with self.begin() as session:
            visitor = recognise(session, call.user_id, now)
            take_once(session, call.mark, now)
            yield session, visitor

    @contextmanager
    def looking(self, call: Call) -> Iterator[tuple[Session, Visitor]]:
        """Read only, without waiting for whoever writes."""
        self.meet(call.user_id)
        with self.reading() as session:
            yield session, recognise(session, call.user_id, self.now())

    def room(self, channel_id: str) -> Room | None:
        """Return who reads in a channel, every one of whom the directory then knows."""
        until = self.stopwatch() + BUDGET
        room = self.slack.room_of(channel_id)
        if room is None or room.is_shared or not room.has_bot:
            return room
        with self.reading() as session:
            unknown = unknown_among(session, room.member_ids - self.met)
        if len(unknown) > MOST_NEW:
            return None
        return room if all(self._knows(user_id, until) for user_id in unknown) else None

    def meet_named(self, call: Call, named: Iterable[tuple[str, str | None]]) -> None:
        """Meet who asks and whoever was chosen in a form's fields, in two seconds for all of them.

        Raises FaultsError at each field with somebody of whom Slack did not tell in time; those of
        whom it did are known the next time.
        """
        until = self.stopwatch() + BUDGET
        self.meet(call.user_id)
        chosen = [(field, user_id) for field, user_id in named if user_id]
        faults = {field: "not_said" for field, user_id in chosen if not self._knows(user_id, until)}
        if faults:
            raise FaultsError(faults)

    def meet(self, user_id: str, until: float = inf) -> None:
        """See that the directory knows an account, before any transaction: Slack may be slow.

        Raises UnknownAccountError where Slack does not tell, or is not asked since there is no time
        for its answer.
        """
        if user_id in self.met:
            return
        with self.reading() as session:
            known = account_of(session, user_id) is not None
        if not known:
            self._look_up(user_id, until)
        self.met.add(user_id)

    def _look_up(self, user_id: str, until: float) -> None:
        is_late = self.stopwatch() + LOOK_UP > until
        profile = None if is_late else self.slack.profile_of(user_id)
        if profile is None:
            raise UnknownAccountError
        with suppress(ConflictError), self.begin() as session:  # another was as fast
            note_accounts(session, [profile], self.now())

    def _knows(self, user_id: str, until: float) -> bool:
        try:
            self.meet(user_id, until)
        except UnknownAccountError:
            return False
        return True
