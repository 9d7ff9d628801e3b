"""What a Web API method declares of itself, and how any of them is run."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.api.call import Call, RefusedError
from sandbox.rates import RATES
from sandbox.state import Json

GENERAL = frozenset(
    ["invalid_arguments", "invalid_auth", "missing_scope", "not_allowed_token_type", "not_authed"]
)
"""What any method may answer; docs.slack.dev names them for nearly all."""


class Token(StrEnum):
    """Which kind of token a method takes."""

    BOT = "bot"
    APP = "app"


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it does, needs and may answer (codes with spaces between them)."""

    run: Callable[[Call], Json]
    errors: str = ""
    scopes: tuple[str, ...] = ()
    """It needs one of them; what depends on the kind of channel it checks itself."""
    required: tuple[str, ...] = ()
    reads_json: bool = True
    token: Token = Token.BOT


class UndeclaredError(Exception):
    """A method of ours answered with a code that it does not declare: a fault of the sandbox."""


def perform(method: Method, call: Call, token: str) -> Json:
    """Run it with what every method checks first; RefusedError or LimitedError if it says no."""
    try:
        with call.workspace.lock:
            _check_token(method, call, token)
            call.need_scope(*method.scopes)
            call.site.rates.spend(call.method, RATES[call.method])
            _check_arguments(method, call)
            return {"ok": True, **method.run(call)}
    except RefusedError as error:
        if error.code not in GENERAL.union(method.errors.split()):
            raise UndeclaredError(call.method, error.code) from error
        raise


def _check_token(method: Method, call: Call, token: str) -> None:
    app = call.workspace.app
    if not token:
        raise RefusedError("not_authed")
    if token not in (app.bot_token, app.app_token):
        raise RefusedError("invalid_auth")
    if token != (app.app_token if method.token is Token.APP else app.bot_token):
        raise RefusedError("not_allowed_token_type")


def _check_arguments(method: Method, call: Call) -> None:
    if missing := [name for name in method.required if not call.has(name)]:
        said = [f"[ERROR] missing required field: {name}" for name in missing]
        raise RefusedError("invalid_arguments", *said)
