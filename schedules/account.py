"""The directory of accounts, read anew at the start and once a day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.account import Profile, note_accounts, note_vanished, team_of
from models.ports import Now, Opener
from models.receipt import drop_receipts

Profiles = Callable[[], Iterable[Profile]]


@dataclass(slots=True)
class DailyAccounts:
    """Refreshes the accounts on the first beat of each day, and again until that has worked.

    Each process begins with a refresh: it cannot know what it did not hear while it was down.
    """

    begin: Opener
    reading: Opener
    now: Now
    profiles: Profiles
    done_on: date | None = None

    def __call__(self) -> None:
        today = self.now().date()
        if self.done_on != today and self.refresh():
            self.done_on = today

    def refresh(self) -> bool:
        """Read Slack's whole list, then write it down at once; half a list changes nothing.

        Returns False, with nothing done, while it is not known whose workspace this is, or when the
        list is of another one: nobody would be told from a stranger, or everybody would be one.
        """
        with self.reading() as session:
            team = team_of(session)
        if team is None:
            return False
        started = self.now()
        listed = list(self.profiles())
        if not any(profile.team_id == team for profile in listed):
            return False
        with self.begin() as session:
            note_accounts(session, listed, self.now())
            note_vanished(session, (profile.slack_user_id for profile in listed), started)
            drop_receipts(session, self.now())
        return True
