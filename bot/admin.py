"""The page for operators: is it alive, can it work, and what has it counted."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.claim import known_team
from bot.database import Database
from bot.metrics import Metrics
from models.errors import RefusedError

PATIENCE = 2.0
"""Seconds that the database has to answer."""


@dataclass(frozen=True, slots=True)
class Health:
    """What an operator may ask; words and yes or no, never a secret or a name."""

    database: Database
    metrics: Metrics
    slack: Callable[[], str]
    """How Slack is reached, in a word; ours is to say so, not to be unready for it."""
    obstacle: Callable[[], str | None]
    """Why nothing can be served at all, if so: stopping, or the token of another team."""
    is_alive: Callable[[], bool]
    """Whether all that should run does."""

    async def healthz(self, _: Request) -> Response:
        alive = self.is_alive()
        return PlainTextResponse("ok" if alive else "dead", 200 if alive else 503)

    async def readyz(self, _: Request) -> Response:
        database, obstacle = await self._database(), self.obstacle()
        ready = database == "ok" and obstacle is None
        told = {"ready": ready, "database": database, "slack": self.slack()}
        return JSONResponse(
            told | ({"obstacle": obstacle} if obstacle else {}), 200 if ready else 503
        )

    async def measured(self, _: Request) -> Response:
        return Response(self.metrics.page(), media_type=CONTENT_TYPE_LATEST)

    async def _database(self) -> str:
        """Ask it something small, beside the loop: one that hangs must not stop this page."""
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.to_thread(known_team, self.database)
        except (SQLAlchemyError, RefusedError, TimeoutError) as error:
            return f"failed: {type(error).__name__}"
        return "ok"


def build_admin(health: Health) -> Starlette:
    return Starlette(
        routes=[
            Route("/healthz", health.healthz),
            Route("/readyz", health.readyz),
            Route("/metrics", health.measured),
        ]
    )
