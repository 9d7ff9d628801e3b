"""The front desk: whoever asks is recognised, and let into one transaction; or is refused."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from handlers.call import Call
from handlers.slack import Slack
from models.account import account_of, note_accounts, unknown_among
from models.errors import ConflictError, FaultsError, UnknownAccountError
from models.ports import Now, Opener, Session
from models.receipt import take_once
from models.room import Room
from models.visitor import Visitor, recognise

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
        room = self.slack.room_of(channel_id)
        if room is None or room.is_shared or not room.has_bot:
            return room
        with self.reading() as session:
            unknown = unknown_among(session, room.member_ids - self.met)
        if len(unknown) > MOST_NEW:
            return None
        try:
            for user_id in unknown:
                self.meet(user_id)
        except UnknownAccountError:
            return None
        return room

    def meet_named(self, user_id: str | None, field: str) -> None:
        """Meet somebody who was chosen in a form; raises FaultsError at the field."""
        try:
            if user_id:
                self.meet(user_id)
        except UnknownAccountError:
            raise FaultsError({field: "no_colleague"}) from None

    def meet(self, user_id: str) -> None:
        """See that the directory knows an account, before any transaction: Slack may be slow."""
        if user_id in self.met:
            return
        with self.reading() as session:
            known = account_of(session, user_id) is not None
        if not known:
            profile = self.slack.profile_of(user_id)
            if profile is None:
                raise UnknownAccountError
            with suppress(ConflictError), self.begin() as session:  # another was as fast
                note_accounts(session, [profile], self.now())
        self.met.add(user_id)
