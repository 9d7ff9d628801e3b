"""Settles what may have arrived: it is looked for, and only then sent again, once."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from models.delivery.attempt import drop_stale, has_lost, park_lost
from models.delivery.doubt import Doubt, doubts, give_in, look_again, resolve
from models.delivery.terms import TERMS, Terms
from models.delivery.turn import is_stale
from models.errors import BusyError
from models.ports import Now, Opener
from schedules.slack import Place, Poster, Trace


@dataclass(frozen=True, slots=True)
class Settle:
    """Looks, in each beat, for what was in doubt; two of them at once do no harm."""

    begin: Opener
    reading: Opener
    now: Now
    slack: Poster
    is_stopping: Callable[[], bool] = lambda: False
    terms: Terms = TERMS

    def __call__(self) -> None:
        """Settle what can be; while somebody else writes for long, the next beat tries again."""
        with suppress(BusyError):
            self.settle()

    def settle(self) -> None:
        """Look for what is in doubt, once it is known what is."""
        self._tidy()
        with self.reading() as session:
            unsure = doubts(session, self.now(), self.terms)
        for doubt in unsure:
            if self.is_stopping() or not self.slack.is_open() or not self._look_for(doubt):
                return

    def _tidy(self) -> None:
        """Call in doubt what lost its lease, and end what is too late: this needs no Slack."""
        now = self.now()
        with self.reading() as session:
            lost, old = has_lost(session, now), is_stale(session, now)
        if lost or old:
            with self.begin() as session:
                park_lost(session, now)
                drop_stale(session, now)

    def _look_for(self, doubt: Doubt) -> bool:
        """Look for one message; False where Slack does not answer just now."""
        channel_id = doubt.channel_id or self._direct(doubt)
        found: str | Trace = Trace.UNREADABLE
        if isinstance(channel_id, Trace):
            found = channel_id
        else:
            place = Place(channel_id, doubt.tried_at, doubt.thread_ts)
            found = self.slack.find(doubt.mark, place)
        self._note(doubt, str(channel_id), found)
        return found is not Trace.NOT_NOW

    def _direct(self, doubt: Doubt) -> str | Trace:
        return self.slack.direct(doubt.slack_user_id) if doubt.slack_user_id else Trace.UNREADABLE

    def _note(self, doubt: Doubt, channel_id: str, found: str | Trace) -> None:
        now, patience = self.now(), doubt.tried_at + self.terms.absent_after
        with self.begin() as session:
            if found is Trace.NOT_NOW:
                look_again(session, doubt, now)
            elif found is Trace.UNREADABLE:
                give_in(session, doubt, now)
            elif found is Trace.ABSENT and now < patience:
                look_again(session, doubt, now, patience)
            else:
                resolve(session, doubt, None if found is Trace.ABSENT else (channel_id, found), now)
