"""What happens in a workspace besides what one person does: people and channels come and change."""

from secrets import token_urlsafe
from typing import Any

from sandbox.choosing import channel, person
from sandbox.courier import Courier
from sandbox.delivery import Transport
from sandbox.events import Events
from sandbox.interactions import TOKEN
from sandbox.server import Sandbox
from sandbox.state import Channel, Json, Kind, User


class Office:
    """Changes the workspace and tells the app so, as far as it wants to know."""

    def __init__(self, sandbox: Sandbox, transport: Transport) -> None:
        self.workspace = sandbox.workspace
        self.courier = Courier(self.workspace, transport, sandbox.traffic)
        self.events = Events(sandbox.site, self.courier)

    def hires(self, name: str, real_name: str, **facts: Any) -> User:
        """Let somebody join the workspace."""
        with self.workspace.lock:
            user_id, team_id = self.workspace.new_id("U"), self.workspace.team_id
            user = User(user_id, team_id, name, real_name, **facts)
            self.workspace.users[user_id] = user
        self.events.person("team_join", user)
        return user

    def changes(self, who: str, **facts: Any) -> None:
        """Change what is known of somebody: `tz`, `deleted`, `is_restricted`, ..."""
        user = person(self.workspace, who)
        with self.workspace.lock:
            for name, value in facts.items():
                setattr(user, name, value)
        self.events.person("user_change", user)

    def invites(self, who: str, to: str, by: str | None = None) -> None:
        """Bring somebody, or the app itself, into a channel."""
        user, place = person(self.workspace, who), channel(self.workspace, to)
        place.members.add(user.id)
        self.events.joined(user, place, person(self.workspace, by) if by else None)

    def removes(self, who: str, from_: str) -> None:
        """Take somebody out of a channel."""
        user, place = person(self.workspace, who), channel(self.workspace, from_)
        place.members.discard(user.id)
        self.events.left(user, place)

    def archives(self, name: str, by: str) -> None:
        place = channel(self.workspace, name)
        place.is_archived = True
        self._tell(place, "archive", user=person(self.workspace, by).id)

    def unarchives(self, name: str, by: str) -> None:
        place = channel(self.workspace, name)
        place.is_archived = False
        self._tell(place, "unarchive", user=person(self.workspace, by).id)

    def renames(self, name: str, to: str) -> None:
        place = channel(self.workspace, name)
        place.name = to.removeprefix("#")
        self._tell(place, "rename")

    def shares(self, name: str, team_id: str) -> None:
        """Share a channel with another company."""
        place = channel(self.workspace, name)
        place.connected_team_ids.add(team_id)
        self.events.channel("channel_shared", place, connected_team_id=team_id)

    def unshares(self, name: str, team_id: str) -> None:
        place = channel(self.workspace, name)
        place.connected_team_ids.discard(team_id)
        self.events.channel("channel_unshared", place, previously_connected_team_id=team_id)

    def tells(self, event: Json, name: str | None = None) -> bool:
        """Tell the app of any other event; return whether it subscribed to it."""
        return self.events.tell(event, name)

    def verifies_url(self) -> bool:
        """Ask the app whether this is its address, as Slack does when it is entered."""
        challenge = token_urlsafe(32)
        payload = {"token": TOKEN, "challenge": challenge, "type": "url_verification"}
        return challenge in self.courier.deliver(payload).text

    def delivers_again(self) -> int:
        """Deliver the events whose next try is due by the stopwatch; return how many."""
        return self.courier.deliver_due()

    def _tell(self, place: Channel, verb: str, **facts: Any) -> None:
        kind = "group" if place.kind is Kind.PRIVATE else "channel"
        self.events.channel(f"{kind}_{verb}", place, **facts)
