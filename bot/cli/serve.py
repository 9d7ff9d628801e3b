"""`trefoil serve`: the bot."""

from typing import Annotated

import typer

from bot.cli.opening import console, open_database, read_settings
from bot.clock import clock_from
from bot.settings import Settings
from models.serving_errors import NotSetUpError, WrongTokenError

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where Slack's requests arrive (HTTP).")]
AdminPort = Annotated[
    int, typer.Option(min=0, max=65535, help="Where /healthz, /readyz and /metrics answer.")
]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    port: Port = 3000,
    host: Annotated[str, typer.Option(help="The address for Slack's requests.")] = "127.0.0.1",
    admin_port: AdminPort = 3001,
    admin_host: Annotated[
        str, typer.Option(help="The address for the operator's pages.")
    ] = "127.0.0.1",
) -> None:
    """Run the bot: by Socket Mode when SLACK_APP_TOKEN is set, else by signed HTTP."""
    settings = read_settings()
    check_tokens(settings)

    from bot.client import build_client  # noqa: PLC0415  # Slack's libraries are heavy
    from bot.given import Given  # noqa: PLC0415  # as above
    from bot.jobs import all_jobs  # noqa: PLC0415  # as above
    from bot.listeners import all_listeners  # noqa: PLC0415  # as above
    from bot.logs import set_up_logs  # noqa: PLC0415  # as above
    from bot.metrics import Metrics  # noqa: PLC0415  # as above
    from bot.serving import Plan, Where, build, words_of_roads  # noqa: PLC0415  # as above
    from handlers.guard import guard  # noqa: PLC0415  # as above

    set_up_logs(settings.trefoil_log_level, settings.trefoil_log_format, settings.secrets)
    database = open_database()
    client = build_client(settings.secrets[0], settings.slack_api_url, Metrics())
    given = Given(database, client, clock_from(settings.trefoil_clock), settings.trefoil_leaders)
    where = Where(host, port, admin_host, admin_port)
    serving = build(given, settings, where, Plan(guard, all_listeners, all_jobs))
    for line in (f"Database: {settings.url.render_as_string()}", *words_of_roads(serving, where)):
        _say(line)
    serving.run(lambda: _say("Trefoil serves."))
    _say("Trefoil has stopped.")


def check_tokens(settings: Settings) -> None:
    """Refuse to start without what Slack needs; say what is missing, and where it is found."""
    bot, app, secret = (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
    )
    missing = [] if bot else ["SLACK_BOT_TOKEN"]
    missing += [] if app or secret else ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]
    if missing:
        raise NotSetUpError(tuple(missing))
    if bot and not bot.get_secret_value().startswith("xoxb-"):
        raise WrongTokenError("SLACK_BOT_TOKEN", "xoxb-")
    if app and not app.get_secret_value().startswith("xapp-"):
        raise WrongTokenError("SLACK_APP_TOKEN", "xapp-")


def _say(words: str) -> None:
    console.print(words, markup=False, emoji=False, soft_wrap=True)
