"""How it is said that Trefoil cannot start, or does not answer here."""

from models.errors import RefusedError
from models.serving_errors import (
    NotSentError,
    NotSetUpError,
    OtherTeamError,
    OtherWorkspaceError,
    PortError,
    StartingError,
    StoppingError,
    WrongTokenError,
)

SERVING = (
    NotSentError,
    NotSetUpError,
    OtherTeamError,
    OtherWorkspaceError,
    PortError,
    StartingError,
    StoppingError,
    WrongTokenError,
)
WHERE = {
    "SLACK_BOT_TOKEN": "OAuth & Permissions > Bot User OAuth Token (it begins with xoxb-)",
    "SLACK_APP_TOKEN": (
        "Basic Information > App-Level Tokens, with the scope connections:write"
        " (it begins with xapp-)"
    ),
    "SLACK_SIGNING_SECRET": "Basic Information > App Credentials > Signing Secret",
}
"""Where on the pages of https://api.slack.com/apps each setting is found."""

NEEDED = (
    "To speak with Slack these have to be set, in the environment or in .env;"
    " you find them at https://api.slack.com/apps under your app:"
)
NOT_SENT = (
    "I could not send you the file, or I do not know that it arrived. Try again in a minute; if it"
    " stays so, whoever runs Trefoil asks `trefoil doctor`."
)
EITHER = (
    "Of the last two one will do: an app token for Socket Mode, a signing secret for HTTP."
    " docs/install.md has every step."
)


def serving_words(error: RefusedError) -> str:
    """Return the sentence for what only a process that serves refuses."""
    match error:
        case NotSetUpError(missing=missing):
            return _not_set_up(missing)
        case WrongTokenError(setting=setting, beginning=beginning):
            found = WHERE.get(setting, "the app's pages")
            return f"{setting} should begin with {beginning}. You find it under {found}."
        case OtherTeamError(ours=ours, theirs=theirs):
            return (
                f"This database belongs to the Slack team {ours}, the token to {theirs}:"
                " give each team a database of its own (DATABASE_URL)."
            )
        case PortError(host=host, port=port, fact=fact):
            return f"Port {port} of {host} cannot be used ({fact}): choose another one."
        case _:
            return _asked_too_much(error)


def _not_set_up(missing: tuple[str, ...]) -> str:
    lines = [f"  {name}: {WHERE.get(name, 'see docs/install.md')}" for name in missing]
    return "\n".join([NEEDED, *lines, EITHER])


def _asked_too_much(error: RefusedError) -> str:
    match error:
        case OtherWorkspaceError():
            return "Trefoil works for another workspace here, so it does nothing in this one."
        case NotSentError():
            return NOT_SENT
        case StoppingError():
            return "Trefoil is restarting. Nothing was saved; try again in a minute."
        case _:
            return "Trefoil has not reached Slack yet. Nothing was saved; try again in a minute."
