"""Slack tells of accounts and of rooms: who came, changed or left, and who reads where."""

from dataclasses import dataclass

from slack_bolt import Ack, App

from handlers.call import Payload, call_of
from handlers.desk import Desk
from handlers.profile import profile_from
from models.account import news, note_accounts
from models.receipt import take_once

ABOUT_PEOPLE = ("team_join", "user_change")
ABOUT_ROOMS = (
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
    "channel_shared",
    "channel_unshared",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "group_deleted",
)


@dataclass(frozen=True, slots=True)
class AccountListeners:
    """Nobody is asked who they are here: Slack itself speaks, of guests and strangers too."""

    desk: Desk

    def register(self, app: App) -> None:
        for event in ABOUT_PEOPLE:
            app.event(event)(self.note)
        for event in ABOUT_ROOMS:
            app.event(event)(self.forget_room)

    def note(self, ack: Ack, body: Payload) -> None:
        """Write down an account that is new or other than it was; a new status text is not."""
        profile = profile_from(body["event"]["user"])
        with self.desk.reading() as session:
            fresh = news(session, [profile])
        if fresh:
            now = self.desk.now()
            with self.desk.begin() as session:
                take_once(session, call_of(body).mark, now)
                note_accounts(session, fresh, now)
        ack()

    def forget_room(self, ack: Ack, body: Payload) -> None:
        self.desk.slack.forget_room(call_of(body).channel_id)
        ack()
