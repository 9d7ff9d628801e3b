"""Logging: lines for people or JSON for machines, and no secret in either.

Our own packages log at the level that was asked for; libraries only what is wrong, for at DEBUG
they write down tokens, whole requests and whole answers.
"""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import LogFormat, LogLevel
from bot.traceback import traceback_of

OURS = ("bot", "handlers", "models", "schedules", "views")
LIBRARIES = (
    "alembic",
    "apscheduler",
    "asyncio",
    "sqlalchemy",
    "uvicorn",
)
LOUD = ("slack_sdk", "websockets")
"""What goes wrong there is raised as well, and said by whoever called it."""
LONGEST = 400
"""Characters of a line that a library may fill: it does not know what it must not say."""
HIDDEN = "[hidden]"
SECRETS = re.compile(
    r"xox[a-z]?-[\w.-]+|xapp-[\w.-]+"  # tokens
    r"|https?://[^\s\"'<>]*/(?:services|commands|actions|workflows|response)/[^\s\"'<>]+"
    r"|wss?://[^\s\"'<>]+"  # the address of a socket is a ticket
    r"|\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}"  # a trigger_id
    r"|DETAIL:(?:(?!\\n|\n).)*"  # PostgreSQL quotes the values of the row
)
KEYS = re.compile(
    r"((?:response_url|trigger_id|token|secret|signature|authorization|ticket|password)s?"
    r"[\\\"']*\s*[:=]\s*[\\\"']*)(?:Bearer\s+)?(?!\[hidden\])[^\s\\\"',&})]+",
    re.IGNORECASE,
)


class Redaction:
    """Takes secrets out of a line when it is complete, tracebacks and all."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def __call__(self, line: str) -> str:
        line = self._known.sub(HIDDEN, line)
        return KEYS.sub(rf"\1{HIDDEN}", SECRETS.sub(HIDDEN, line))


class _Lines(structlog.stdlib.ProcessorFormatter):
    """Writes a record as one line, and takes the secrets out of it."""

    def __init__(self, kind: LogFormat, redaction: Redaction) -> None:
        super().__init__(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ExtraAdder(),
                _cut,
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_drawn(kind)],
        )
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction(super().format(record))


def set_up_logs(
    level: LogLevel, kind: LogFormat, secrets: Iterable[str], stream: TextIO | None = None
) -> None:
    """Send every record of the process to one stream, in one form."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines(kind, Redaction(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())
    _tame(LIBRARIES, logging.WARNING)
    _tame(LOUD, logging.CRITICAL)
    logging.captureWarnings(capture=True)


def _tame(names: Iterable[str], level: int) -> None:
    """Set a library's level on each of its loggers: the SDK looks at its own level only."""
    there = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in names]
    for name in {*names, *there}:
        logging.getLogger(name).setLevel(level)


def _drawn(kind: LogFormat) -> list[Processor]:
    in_json, in_lines = structlog.processors.JSONRenderer(), structlog.dev.ConsoleRenderer
    return [
        structlog.processors.ExceptionRenderer(traceback_of),
        in_json if kind is LogFormat.JSON else in_lines(colors=False),
    ]


def _cut(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Cut what libraries say; our own lines hold nobody's words."""
    if str(event.get("logger", "")).split(".")[0] not in OURS:
        event["event"] = str(event["event"])[:LONGEST]
    return event
