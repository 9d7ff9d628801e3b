"""The program `trefoil`: its commands, and the one place where a refusal becomes words."""

import sys
from io import TextIOWrapper

import typer
from sqlalchemy.exc import DBAPIError

from bot.cli import exchange, report, safety, serve, tick
from bot.cli.opening import errors, opened
from models.errors import RefusedError
from views.problem import database_words, refusal

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Keep every project, client and offering of the firm on track.",
)
for family in (exchange, report, safety, serve, tick):
    family.register(app)


def main(words: list[str] | None = None) -> None:
    """Run one command; what is refused is said in words and ends with 1, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a mark that a terminal cannot draw is no error
    try:
        with opened:
            app(words)
    except RefusedError as error:
        _refuse(refusal(error))
    except DBAPIError as error:
        _refuse(database_words(type(error.orig).__name__, str(error.orig)))


def _refuse(words: str) -> None:
    errors.print(words, markup=False, emoji=False, soft_wrap=True)
    sys.exit(1)
