"""The Bolt app: listeners behind one guard, and nothing of Slack in the path of a request."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.client import SlackClient
from bot.gate import Guard
from bot.metrics import Metrics
from models.errors import BusyError, RefusedError

QUIET = logging.getLogger("slack_bolt")
"""Bolt quotes requests at every level; what no listener took, bot/gate.py says without words."""


class Listeners(Protocol):
    """One class of listeners per feature."""

    def register(self, app: App) -> None: ...


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in Slack; nothing is known of it before the first contact."""

    bot_id: str | None = None
    user_id: str | None = None


WhoAmI = Callable[[], Bot]


def build_app(
    client: SlackClient, guard: Guard, listeners: Iterable[Listeners], who_am_i: WhoAmI
) -> App:
    """Register the listeners; signatures, teams and lateness are the gate's business."""
    QUIET.setLevel(logging.CRITICAL)  # before: each of Bolt's parts takes it over
    app = App(
        client=client,
        logger=QUIET,
        name="trefoil",
        process_before_response=True,  # the answer leaves when the listener has returned
        request_verification_enabled=False,  # bot/web.py has verified the raw bytes
        token_verification_enabled=False,  # start although Slack is out of reach
        authorize=_authorize_with(client, who_am_i),
    )
    app.error(_watched(guard, client.metrics))
    for each in listeners:
        each.register(app)
    return app


def _watched(guard: Guard, metrics: Metrics) -> Callable[..., BoltResponse]:
    """Return the guard, counting what it answers for."""

    def watch(
        error: Exception,
        body: dict[str, Any],
        respond: Respond,
        client: WebClient,
        context: BoltContext,
    ) -> BoltResponse:
        context["outcome"] = "refused" if isinstance(error, RefusedError) else "failed"
        if isinstance(error, BusyError):
            metrics.found_busy()
        if not isinstance(error, RefusedError):
            metrics.apologised()
        return guard(error, body, respond, client)

    return watch


def _authorize_with(
    client: SlackClient, who_am_i: WhoAmI
) -> Callable[[BoltContext], AuthorizeResult]:
    """Return Bolt's way to a token: ours, from memory, whoever asks."""

    def authorize(context: BoltContext) -> AuthorizeResult:
        bot = who_am_i()
        context["client"] = client  # counts, and goes nowhere but to Slack; Bolt's would not
        return AuthorizeResult(
            enterprise_id=context.enterprise_id,
            team_id=context.team_id,
            user_id=context.user_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.user_id,
            bot_token=client.token,
        )

    return authorize
