"""Tracebacks for the log: where it happened and what kind it was, without the words of people."""

from traceback import format_tb

from slack_sdk.errors import SlackClientError
from sqlalchemy.exc import SQLAlchemyError
from structlog.typing import ExcInfo

TELLING = (
    AssertionError,
    AttributeError,
    ImportError,
    NameError,
    OSError,
    RecursionError,
    SlackClientError,
    SQLAlchemyError,  # without the values: the engine hides them
    TypeError,
)
"""Errors whose words speak of the program; those of others may quote what somebody typed."""


def traceback_of(exc_info: ExcInfo) -> str:
    """Return a traceback with that of its cause before it."""
    return "".join(_lines(exc_info[1])).rstrip()


def _lines(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    words = f": {error}" if isinstance(error, TELLING) else ""
    kind = type(error)
    return [
        *(_lines(before) if before else ()),
        *format_tb(error.__traceback__),
        f"{kind.__module__}.{kind.__qualname__}{words}\n",
    ]
