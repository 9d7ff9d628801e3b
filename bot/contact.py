"""Our contact with Slack: who we are there, asked in the background, and asked again.

The process starts and stays healthy without it; what was answered once is kept.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import SystemRandom
from threading import Event, Thread

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import Bot
from bot.claim import claim_database, known_team
from bot.client import NOT_REACHED, SlackClient, word_of
from bot.database import Database
from models.errors import BusyError, ConflictError
from models.serving_errors import OtherTeamError

AGAIN = 600.0
"""Seconds until we look again whether the token is still good."""
LONGEST_PAUSE = 60.0
ENDING = 1.0
"""Seconds to wait for an end: a call that hangs must not keep the process."""
NOT_ASKED = (SQLAlchemyError, BusyError, ConflictError)
REFUSALS = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
)
log = logging.getLogger(__name__)


class State(StrEnum):
    UNKNOWN = "not reached yet"
    REACHED = "reached"
    UNREACHABLE = "unreachable"
    REFUSED = "refuses the bot token"
    OTHER_TEAM = "the token is of another team"


def pause(attempt: int) -> float:
    """Return the seconds to wait after failures in a row: longer each time, and never alike."""
    longest = min(LONGEST_PAUSE, 2.0 ** min(attempt, 10))
    return SystemRandom().uniform(longest / 2, longest)


NOBODY = Bot()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of Slack at a moment; replaced as a whole, so that readers need no lock."""

    state: State = State.UNKNOWN
    team_id: str | None = None
    bot: Bot = NOBODY


class Contact:
    """Asks Slack who we are until it is answered, and claims the database for that team."""

    def __init__(
        self,
        client: SlackClient,
        database: Database,
        wait: Callable[[int], float] = pause,
    ) -> None:
        self._client = client
        self._database = database
        self._wait = wait
        self._stopping = Event()
        self._soon = Event()
        self._thread = Thread(target=self._keep, name="contact", daemon=True)
        self.known = Known(team_id=known_team(database))
        self.refused: OtherTeamError | None = None
        self.on_refused: Callable[[], None] = lambda: None
        """Called when the token turns out to be of another team than the database."""

    @property
    def team_id(self) -> str | None:
        return self.known.team_id

    def bot(self) -> Bot:
        return self.known.bot

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._soon.set()
        self._thread.join(ENDING)

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def hears(self, state: State) -> None:
        """Take it that our token is refused, or Slack out of reach, as another call found.

        From now on we ask ourselves: that costs nothing, and a message is not risked for it.
        """
        self._turn(state)
        self._soon.set()

    def check(self) -> State:
        """Ask Slack once, and claim the database; whatever happens becomes the state."""
        try:
            answer = self._client.auth_test()
            claim_database(self._database, answer["team_id"])
        except OtherTeamError as error:
            self._refuse(error)
        except SlackApiError as error:
            self._turn(_state_of(error))
        except NOT_REACHED + NOT_ASKED:
            self._turn(State.UNREACHABLE)
        else:
            bot = Bot(answer.get("bot_id"), answer.get("user_id"))
            self.known = Known(self.known.state, answer["team_id"], bot)
            self._turn(State.REACHED)
        return self.known.state

    def _refuse(self, error: OtherTeamError) -> None:
        self.refused = error
        self._turn(State.OTHER_TEAM)
        self.on_refused()

    def _turn(self, state: State) -> None:
        """Take a new state on; it is logged when it is another one, not every minute."""
        if state is not self.known.state:
            log.log(logging.INFO if state is State.REACHED else logging.WARNING, "Slack: %s", state)
        self.known = Known(state, self.known.team_id, self.known.bot)
        self._client.metrics.is_reached(reached=state is State.REACHED)

    def _keep(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            failures = 0 if self.check() is State.REACHED else failures + 1
            self._soon.wait(self._wait(failures) if failures else AGAIN)
            if not self._stopping.is_set():
                self._soon.clear()


def _state_of(error: SlackApiError) -> State:
    """Tell a no from an answer that means nothing, such as a page of a proxy."""
    return State.REFUSED if word_of(error) in REFUSALS else State.UNREACHABLE
